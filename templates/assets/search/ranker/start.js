// In a worker: answers the page's questions. In a page that cannot have a worker: the page calls kbRanker itself.

globalThis.kbRanker = {
  search,
  tags: async () => load(`f/${(await loadRoot()).tags}`, async (bytes) => (await inflated(bytes)).json()),
  tokens, fold, stem, readStemmer, readQuery, distance, BitReader, // for tests
  set: (changes) => Object.assign(ranking, changes), // for evaluations
  open: (root) => { filesRoot = root; },
};

if (typeof document === 'undefined' && typeof importScripts === 'function') {
  globalThis.onmessage = async ({ data: { number, method, args } }) => {
    try {
      postMessage({ number, value: await kbRanker[method](...args) });
    } catch (error) {
      postMessage({ number, error: String(error?.message ?? error) });
    }
  };
}
