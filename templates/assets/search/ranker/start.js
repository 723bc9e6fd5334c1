// What the page may ask, and what tests and evaluations may.

globalThis.kbRanker = {
  search,
  tags: async () => load(`f/${(await loadRoot()).tags}`, async (bytes) => (await inflated(bytes)).json()),
  tokens, fold, stem, readStemmer, readQuery, distance, BitReader, // for tests
  set: (changes) => Object.assign(ranking, changes), // for evaluations
};
