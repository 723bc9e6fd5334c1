// Asks the ranker: in a worker where the page came over the network, in the page itself where it came from a disk.

const results = document.getElementById('results');
const indexRoot = new URL('./', location.href).href;
const rankerUrl = new URL(results.dataset.ranker, location.href).href;
const policy = globalThis.trustedTypes?.createPolicy('kb-search-page', { createScriptURL: (url) => url });
const pending = new Map();
let ranker;

async function ask(method, ...args) {
  ranker ??= location.protocol === 'file:' ? inPage() : inWorker().catch(inPage);
  return (await ranker)(method, args);
}

function trusted(url) { return policy ? policy.createScriptURL(url) : url; }

function inWorker() {
  return new Promise((resolve, reject) => {
    const worker = new Worker(trusted(rankerUrl));
    let number = 0;
    worker.onerror = (event) => {
      event.preventDefault();
      reject(new Error('no worker'));
    };
    worker.onmessage = ({ data }) => {
      const { done, failed } = pending.get(data.number);
      pending.delete(data.number);
      if (data.error) failed(new Error(data.error));
      else done(data.value);
    };
    const call = (method, args) => new Promise((done, failed) => {
      pending.set(++number, { done, failed });
      worker.postMessage({ number, method, args });
    });
    call('open', [indexRoot]).then(() => resolve(call), reject);
  });
}

function inPage() {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.onload = () => {
      kbRanker.open(indexRoot);
      resolve((method, args) => Promise.resolve(kbRanker[method](...args)));
    };
    script.onerror = () => {
      ranker = undefined; // the next search may try again
      reject(new Error('the search could not be loaded'));
    };
    script.src = trusted(rankerUrl);
    document.head.append(script);
  });
}

// What other scripts are given: hits lead from the search page to the node.
async function searchHits(text, options = {}) {
  const { author, from, to, kinds, tags, solved, limit, offset } = options;
  const found = await ask('search', text, { author, from, to, kinds, tags, solved, limit, offset });
  const hits = found.hits.map((hit) => ({ ...hit, url: addressOf(hit.url) }));
  return { ...found, hits };
}

function addressOf(url) {
  const namesFiles = location.protocol === 'file:' || location.pathname.endsWith('/index.html');
  return '../' + (namesFiles ? url.replace('/#', '/index.html#') : url);
}
