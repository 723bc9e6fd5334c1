// What the page may ask, and what tests and evaluations may. In a worker, the page asks by messages.

globalThis.kbRanker = {
  search,
  tags: async () => load(`f/${(await loadRoot()).tags}`, async (bytes) => (await inflated(bytes)).json()),
  fold,
  tokens, stem, readStemmer, readQuery, distance, BitReader, // for tests
  set: (changes) => Object.assign(ranking, changes), // for evaluations
  open: (root) => { filesRoot = root; },
};

if (!globalThis.document) {
  globalThis.onmessage = async ({ data: { number, method, args } }) => {
    try {
      postMessage({ number, value: await kbRanker[method](...args) });
    } catch (error) {
      postMessage({ number, error: String(error?.message ?? error) });
    }
  };
}
