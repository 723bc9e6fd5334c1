// Loads files of the index, each once. They are fetched; a page from a disk cannot, and puts script elements in its head.
// Each file is one call of kbFile with its bytes as text: windows-1252, where every byte is a character.

const files = new Map();
let filesRoot = new URL('./', location.href).href; // of the page; a worker is told
let given; // what kbFile was called with and nobody has taken yet; first the root, which comes with this script

const policy = globalThis.trustedTypes?.createPolicy('kb-search', { createScriptURL: (url) => url });

// read makes something of the bytes, and is called once.
function load(path, read) {
  if (!files.has(path)) {
    const loading = bytesOf(`${filesRoot}${path}.js`).then(read);
    files.set(path, loading);
    loading.catch(() => files.delete(path)); // the next search may try again
  }
  return files.get(path);
}

async function bytesOf(url) {
  if (url.startsWith('file:')) return bytesOfText(await run(url));
  const response = await fetch(url, { signal: AbortSignal.timeout(15_000) });
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const script = new Uint8Array(await response.arrayBuffer());
  const end = script.length - 3;
  if (String.fromCharCode(...script.subarray(0, 8), ...script.subarray(Math.max(0, end))) !== 'kbFile("")\n') throw new Error(`${url} is not whole`);
  let length = 0;
  for (let i = 8; i < end; i++) script[length++] = script[i] === 92 ? escaped(script[++i]) : script[i];
  return script.subarray(0, length);
}

// \n and \r; what else has a backslash stands for itself.
function escaped(byte) { return byte === 110 ? 10 : byte === 114 ? 13 : byte; }

function run(url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    // A script that was cut loads too, and calls nothing.
    script.onload = script.onerror = () => {
      script.remove();
      const text = taken();
      if (text === undefined) reject(new Error(`${url} cannot be loaded`));
      else resolve(text);
    };
    script.charset = 'windows-1252';
    script.src = policy ? policy.createScriptURL(url) : url;
    document.head.append(script);
  });
}

globalThis.kbFile = (text) => { given = text; };

function taken() {
  const text = given;
  given = undefined;
  return text;
}

// Also of Latin-1, as atob gives it.
const byteOf = Uint8Array.from({ length: 0x2200 }, (_, code) => code);
for (let byte = 128; byte < 160; byte++) byteOf[new TextDecoder('windows-1252').decode(Uint8Array.of(byte)).charCodeAt(0)] = byte;

function bytesOfText(text) { return Uint8Array.from(text, (letter) => byteOf[letter.charCodeAt(0)]); }
