// Where words stand. A posting names a thread, says how much the word tells about it (one of 64 levels), and names the
// nodes with the word: 0 is the title. The indexer's WordFile writes them, in the same contexts.

const filterKinds = ['question', 'answer', 'answer', 'reply', 'takeaway'];
const impacts = Float64Array.from({ length: 64 }, (_, level) => 0.1 * 1.066 ** (level + 0.5));

async function postings(root, term) {
  const [name] = await namesBetween(root.words, term, term, 1);
  return name === undefined ? undefined : (await loadWords(name)).get(term);
}

// By term: columns of threads, and of nodes; start says for each thread where its nodes begin.
function loadWords(name) {
  return load(`w/${name}`, (bytes) => {
    const places = new Reader(bytes).name();
    const at = contextsAt({ word: wordContexts, terms: numberContexts, threads: numberContexts, kept: numberContexts, distance: 8 * numberContexts, nodes: numberContexts, node: 4 * numberContexts, kind: 32 * 8, grade: 8 * 4, level: 8 * 64, solved: 6, cut: 1 });
    const reader = new BitReader(bytes.subarray(5), at.end);
    const words = new Map();
    const solved = new Map();
    let term = '';
    for (let left = reader.number(at.terms); left > 0; left--) {
      term = reader.word(at.word, term);
      const threads = reader.number(at.threads);
      const isCut = reader.bit(at.cut);
      const list = { term, threads, kept: isCut ? reader.number(at.kept) : threads, thread: [], level: [], solved: [], start: [0], node: [], kind: [], grade: [], places };
      const distance = at.distance + numberContexts * Math.min(7, 31 - Math.clz32(threads));
      for (let i = 0, thread = -1; i < list.kept; i++) {
        list.thread.push(thread += reader.number(distance) + 1);
        readPosting(reader, at, list, isCut, solved);
      }
      words.set(term, list);
    }
    return words;
  });
}

function readPosting(reader, at, list, isCut, solved) {
  const nodes = reader.number(at.nodes);
  let [node, kind, isInTitle, hasAccepted] = [-1, 0, false, false];
  for (let n = 0; n < nodes; n++) {
    node = Math.max(0, node) + reader.number(at.node + numberContexts * Math.min(3, node + 1));
    kind = reader.tree(at.kind + 8 * (8 * Math.min(3, node) + kind), 3);
    list.node.push(node);
    list.kind.push(kind);
    list.grade.push(reader.tree(at.grade + 4 * kind, 2));
    isInTitle ||= node === 0;
    hasAccepted ||= kind === 2;
  }
  list.start.push(list.node.length);
  const lifts = (nodes > 1 ? 1 : 0) + (isInTitle ? 2 : 0) + (isCut ? 4 : 0);
  list.level.push(reader.tree(at.level + 64 * lifts, 6));
  const thread = list.thread.at(-1);
  solved.set(thread, reader.bit(at.solved + 2 * (solved.has(thread) ? 1 + solved.get(thread) : 0) + (hasAccepted ? 1 : 0)));
  list.solved.push(solved.get(thread) === 1);
}

// Places of a word in each of its nodes, in the order of list.node; undefined for a word that is nearly everywhere.
async function placesOf(list, root) {
  const lists = (await loadWords((await namesBetween(root.words, list.term, list.term, 1))[0])).values();
  const places = await load(`p/${list.places}`, (bytes) => {
    const at = contextsAt({ count: 4 * numberContexts, first: 8 * numberContexts, next: numberContexts, has: 1 });
    const reader = new BitReader(bytes, at.end);
    return new Map([...lists].map(({ term, grade, kind }) => [term, reader.bit(at.has) === 0 ? undefined : grade.map((_, n) => {
      let place = 0;
      return Array.from({ length: reader.number(at.count + numberContexts * grade[n]) }, (_, i) =>
        place += reader.number(i === 0 ? at.first + numberContexts * kind[n] : at.next));
    })]));
  });
  return places.get(list.term);
}

// Where the contexts of each name begin, and where all end.
function contextsAt(counts) {
  let end = 0;
  const at = {};
  for (const [name, count] of Object.entries(counts)) [at[name], end] = [end, end + count];
  return { ...at, end };
}
