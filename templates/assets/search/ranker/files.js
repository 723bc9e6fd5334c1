// Loads files of the index, each once. They are fetched; a page from a disk cannot, and puts script elements in its head.
// Each file is one call of kbFile with its path and what it holds.

const files = new Map();
const awaited = new Map();
const given = new Map(); // the root comes with this script
const escapes = { n: '\n', r: '\r' };
let filesRoot = '';

const policy = globalThis.trustedTypes?.createPolicy('kb-search', { createScriptURL: (url) => url });

// read makes something of the bytes, and is called once.
function load(path, read) {
  if (!files.has(path)) {
    const loading = columns(path).then((texts) => Promise.all(texts.map(unpack))).then((readers) => read(...readers));
    files.set(path, loading);
    loading.catch(() => files.delete(path)); // the next search may try again
  }
  return files.get(path);
}

async function columns(path) {
  if (given.has(path)) return given.get(path);
  const url = `${filesRoot}${path}.js`;
  if (!url.startsWith('file:')) {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    const script = new TextDecoder('windows-1252').decode(await response.arrayBuffer());
    return [...script.matchAll(/"((?:[^"\\]+|\\.)*)"/gs)].slice(1).map(([, text]) => text.replace(/\\(.)/gs, (_, letter) => escapes[letter] ?? letter));
  }
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    awaited.set(path, resolve);
    script.onload = () => script.remove();
    script.onerror = () => {
      script.remove();
      reject(new Error(`${url} cannot be loaded`));
    };
    script.charset = 'windows-1252';
    script.src = policy ? policy.createScriptURL(url) : url;
    document.head.append(script);
  });
}

globalThis.kbFile = (path, ...texts) => {
  if (!awaited.has(path)) given.set(path, texts);
  awaited.get(path)?.(texts);
  awaited.delete(path);
};
