// Where words stand. A posting names a thread, says how much the word tells about it (one of 64 levels), and names the
// nodes with the word: 0 is the title.

const filterKinds = ['question', 'answer', 'answer', 'reply', 'takeaway'];
const impacts = Float64Array.from({ length: 64 }, (_, level) => 0.1 * 1.066 ** (level + 0.5));

async function postings(root, term) {
  const [name] = await namesBetween(root.words, term, term, 1);
  return name === undefined ? undefined : (await loadWords(name)).get(term);
}

function loadWords(name) {
  return load(`w/${name}`, (reader, numbers, heads, nodes) => {
    const places = reader.name();
    const words = new Map();
    let term = '';
    for (let order = 0; !reader.isAtEnd; order++) {
      term = reader.next(term);
      const count = reader.number();
      const threads = count >> 1;
      const kept = count & 1 ? reader.number() : threads;
      const list = { term, threads, kept, thread: new Int32Array(kept), heads: heads.slice(kept), nodes: nodes.slice(reader.number()), places, order };
      for (let i = 0, thread = -1; i < kept; i++) list.thread[i] = thread += numbers.number() + 1;
      words.set(term, list);
    }
    return words;
  });
}

// Unfolds the nodes of a list when they are first asked for: columns, and for each thread where its nodes begin.
function unfold(list) {
  if (list.node) return list;
  const reader = new Reader(list.nodes);
  list.start = new Int32Array(list.kept + 1);
  [list.node, list.kind, list.grade] = [[], [], []];
  for (let i = 0; i < list.kept; i++) {
    const count = list.heads[i] & 1 || reader.number();
    for (let n = 0, node = 0; n < count; n++) {
      const byte = reader.bytes[reader.at++];
      node += (byte & 7) < 7 ? byte & 7 : 7 + reader.number();
      list.node.push(node);
      list.kind.push(byte >> 5);
      list.grade.push((byte >> 3) & 3);
    }
    list.start[i + 1] = list.node.length;
  }
  return list;
}

function levelAt(list, i) { return list.heads[i] >> 2; }

function isSolvedAt(list, i) { return (list.heads[i] & 2) !== 0; }

// Places of a word in each of its nodes, in the order of list.node; undefined for a word that is nearly everywhere.
async function placesOf(list) {
  const lists = await load(`p/${list.places}`, (reader) => {
    const found = [];
    while (!reader.isAtEnd) found.push(reader.slice(reader.number()));
    return found;
  });
  if (lists[list.order].length === 0) return undefined;
  const reader = new Reader(lists[list.order]);
  return unfold(list).node.map(() => {
    let place = 0;
    return Array.from({ length: reader.number() }, () => place += reader.number());
  });
}
