// Asks the ranker: first in the page, which has its script already. For who goes on asking, a worker of the same script takes
// over, so that typing is never held up. A page from a disk may have none.

const policy = globalThis.trustedTypes?.createPolicy('kb-search-page', { createScriptURL: (url) => url });
let asked = 0;
let askWorker; // once it is ready

async function ask(method, ...args) {
  if (askWorker) return askWorker(method, args);
  if (method === 'search' && ++asked === 3 && location.protocol !== 'file:') hire();
  return kbRanker[method](...args);
}

// Answered once the ranker has time. Whoever types waits for it: of letters that came meanwhile, the last alone is asked.
function whenIdle() { return askWorker ? askWorker('fold', ['']) : new Promise((go) => setTimeout(go)); }

function hire() {
  const worker = new Worker(policy ? policy.createScriptURL(searchScript) : searchScript);
  const waiting = new Map();
  let number = 0;
  const call = (method, args) => new Promise((done, failed) => {
    waiting.set(++number, { done, failed });
    worker.postMessage({ number, method, args });
  });
  worker.onerror = (event) => event.preventDefault(); // it did not start: the page goes on itself
  worker.onmessage = ({ data }) => {
    const { done, failed } = waiting.get(data.number);
    waiting.delete(data.number);
    if (data.error) failed(new Error(data.error));
    else done(data.value);
  };
  call('open', [new URL('./', location.href).href]).then(() => {
    askWorker = call;
    results.dataset.ranker = 'worker';
  });
}
