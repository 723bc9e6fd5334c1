// Loads files of the index, each once. A worker fetches them; a page puts script elements in its head, for that works from
// a disk, too. Each file is one call of kbFile with its path and what it holds.

const files = new Map();
const awaited = new Map();
const given = new Map(); // the root comes with this script
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
  if (typeof document === 'undefined') {
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${response.status}`);
    const script = new TextDecoder('utf-16le').decode(await response.arrayBuffer());
    return script.split('"').filter((_, i) => i % 2 === 1).slice(1);
  }
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    awaited.set(path, resolve);
    script.onload = () => script.remove();
    script.onerror = () => {
      script.remove();
      reject(new Error(`${url} cannot be loaded`));
    };
    script.src = policy ? policy.createScriptURL(url) : url;
    document.head.append(script);
  });
}

globalThis.kbFile = (path, ...texts) => {
  if (!awaited.has(path)) given.set(path, texts);
  awaited.get(path)?.(texts);
  awaited.delete(path);
};
