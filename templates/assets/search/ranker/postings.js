// Where words stand. A posting names a thread, says how much the word tells about it (one of 32 levels), and names the
// nodes with the word: 0 is the title.

const filterKinds = ['question', 'answer', 'answer', 'reply', 'takeaway'];
const impacts = Float64Array.from({ length: 32 }, (_, level) => 0.1 * 1.14 ** (level + 0.5));

async function postings(root, term) {
  const [name] = await namesBetween(root.words, term, term, 1);
  return name === undefined ? undefined : (await loadWords(name)).get(term);
}

function loadWords(name) {
  return load(`w/${name}`, (reader) => {
    const places = reader.name();
    const words = new Map();
    let term = '';
    for (let order = 0; !reader.isAtEnd; order++) {
      term = reader.next(term);
      const count = reader.number();
      const threads = count >> 1;
      const kept = count & 1 ? reader.number() : threads;
      words.set(term, { term, threads, kept, bytes: reader.slice(reader.number()), places, order });
    }
    return words;
  });
}

// Unfolds a list when it is first asked for: columns, and for each thread where its nodes begin.
function unfold(list) {
  if (list.thread) return list;
  const reader = new Reader(list.bytes);
  list.thread = new Int32Array(list.kept);
  list.level = new Uint8Array(list.kept);
  list.solved = new Uint8Array(list.kept);
  list.start = new Int32Array(list.kept + 1);
  list.node = [];
  list.kind = [];
  list.grade = [];
  for (let i = 0, thread = -1; i < list.kept; i++) {
    list.thread[i] = thread += reader.number() + 1;
    const head = reader.bytes[reader.at++];
    list.level[i] = head >> 3;
    list.solved[i] = (head >> 2) & 1;
    const count = (head & 3) < 3 ? head & 3 : 3 + reader.number();
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
