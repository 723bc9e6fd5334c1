// Where words stand. A posting names a thread, says how much the word tells about it (one of 64 levels), and names the
// nodes with the word: 0 is the title. Of a word that is in many threads a list holds those to which it adds most; the others
// stand beside it. The indexer's WordFile writes them, in the same contexts.

const filterKinds = ['question', 'answer', 'answer', 'reply', 'takeaway'];
const impacts = Float64Array.from({ length: 64 }, (_, level) => 0.1 * 1.066 ** (level + 0.5));
const postingContexts = { distance: 8 * numberContexts, nodes: numberContexts, node: 4 * numberContexts, kind: 32 * 8, grade: 8 * 4, solved: 6 };

async function postings(root, term) {
  const [name] = await namesBetween(root.words, term, term, 1);
  return name === undefined ? undefined : (await loadWords(name)).get(term);
}

async function wholePostings(root, term) {
  const list = await postings(root, term);
  return list && wholeOf(list);
}

// By term: columns of threads, and of nodes; start says for each thread where its nodes begin.
function loadWords(name) {
  return load(`w/${name}`, (bytes) => {
    const beside = new Reader(bytes).name();
    const at = contextsAt({ ...postingContexts, word: wordContexts, terms: numberContexts, threads: numberContexts, kept: numberContexts, level: 8 * 64, cut: 1 });
    const reader = new BitReader(bytes.subarray(5), at.end);
    const words = new Map();
    const solved = new Map();
    let term = '';
    for (let left = reader.number(at.terms); left > 0; left--) {
      term = reader.word(at.word, term);
      const threads = reader.number(at.threads);
      const isCut = reader.bit(at.cut);
      const list = { term, threads, kept: isCut ? reader.number(at.kept) : threads, ...noPostings(), words, beside };
      readPostings(reader, at, list, list.kept, solved, ({ nodes, isInTitle }) => {
        const lifts = (nodes > 1 ? 1 : 0) + (isInTitle ? 2 : 0) + (isCut ? 4 : 0);
        list.level.push(reader.tree(at.level + 64 * lifts, 6));
      });
      words.set(term, list);
    }
    return words;
  });
}

function noPostings() { return { thread: [], level: [], solved: [], start: [0], node: [], kind: [], grade: [], places: [] }; }

function readPostings(reader, at, list, count, solved, readMore, readNode) {
  const distance = at.distance + numberContexts * Math.min(7, 31 - Math.clz32(list.threads));
  for (let i = 0, thread = -1; i < count; i++) {
    list.thread.push(thread += reader.number(distance) + 1);
    const posting = readNodes(reader, at, list, readNode);
    readMore?.(posting);
    solved.set(thread, reader.bit(at.solved + 2 * (solved.has(thread) ? 1 + solved.get(thread) : 0) + (posting.hasAccepted ? 1 : 0)));
    list.solved.push(solved.get(thread) === 1);
  }
}

function readNodes(reader, at, list, readNode) {
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
    readNode?.(list);
  }
  list.start.push(list.node.length);
  return { nodes, isInTitle, hasAccepted };
}

// A list with those that were left out. They score as the least of the others, for what they add is not written.
async function wholeOf(list) {
  if (list.kept === list.threads) return list;
  const { places, others } = await besideOf(list);
  const whole = { ...list, ...noPostings(), kept: list.threads, hasPlaces: places !== undefined };
  const least = list.level.reduce((level, other) => Math.min(level, other));
  const add = (from, i, level) => {
    whole.thread.push(from.thread[i]);
    whole.level.push(level);
    whole.solved.push(from.solved[i]);
    for (let n = from.start[i]; n < from.start[i + 1]; n++) {
      whole.node.push(from.node[n]);
      whole.kind.push(from.kind[n]);
      whole.grade.push(from.grade[n]);
      if (places) whole.places.push(from === list ? places[n] : from.places[n]);
    }
    whole.start.push(whole.node.length);
  };
  for (let [i, j] = [0, 0]; i < list.kept || j < others.thread.length;) {
    if (j === others.thread.length || list.thread[i] < others.thread[j]) add(list, i, list.level[i++]);
    else add(others, j++, least);
  }
  return whole;
}

// Places of a word in each of the nodes of a whole list; undefined for a word that is nearly everywhere.
async function placesOf(whole) {
  if (whole.hasPlaces === undefined) return (await besideOf(whole)).places;
  return whole.hasPlaces ? whole.places : undefined;
}

// What phrases and filters need besides a list: places by node, and the postings that were left out.
async function besideOf({ term, words, beside }) {
  const bytes = await load(`p/${beside}`, (bytes) => bytes);
  // Files that hold the same are one, so it is read by whose words it is beside.
  words.beside ??= readBeside(bytes, [...words.values()]);
  return words.beside.get(term);
}

function readBeside(bytes, lists) {
  const at = contextsAt({ ...postingContexts, count: 4 * numberContexts, first: 8 * numberContexts, next: numberContexts, has: 1 });
  const reader = new BitReader(bytes, at.end);
  const solved = new Map();
  const readPlaces = (grade, kind) => {
    let place = 0;
    return Array.from({ length: reader.number(at.count + numberContexts * grade) }, (_, i) =>
      place += reader.number(i === 0 ? at.first + numberContexts * kind : at.next));
  };
  return new Map(lists.map(({ term, grade, kind, threads, kept }) => {
    const hasPlaces = reader.bit(at.has) === 1;
    const places = hasPlaces ? grade.map((_, n) => readPlaces(grade[n], kind[n])) : undefined;
    const others = { threads, ...noPostings() };
    readPostings(reader, at, others, threads - kept, solved, undefined, hasPlaces ? () => others.places.push(readPlaces(others.grade.at(-1), others.kind.at(-1))) : undefined);
    return [term, { places, others }];
  }));
}

// Where the contexts of each name begin, and where all end.
function contextsAt(counts) {
  let end = 0;
  const at = {};
  for (const [name, count] of Object.entries(counts)) [at[name], end] = [end, end + count];
  return { ...at, end };
}
