// Filters: sets of threads and of nodes that a result must be in.

const dayZero = Date.UTC(1, 0, 1);

// Gives { passes(thread), node(thread, node, kind), lists }: lists alone are results where nothing else is asked for.
async function readFilters(query, root) {
  const [tags, authors, excluded, range] = await Promise.all([
    Promise.all(query.tags.map((tag) => postings(root, `tag:${tag}`))),
    Promise.all(query.authors.map((author) => postings(root, `by:${author}`))),
    Promise.all(query.excluded.map((text) => excludedNodes(text, root))),
    daysBetween(query.from, query.to, root),
  ]);
  const tagged = tags.map((list) => new Set(list?.thread));
  const written = authors.length === 0 ? undefined : nodesOf(authors.filter(Boolean));
  return {
    isEmpty: tags.length === 0 && authors.length === 0 && query.kinds.length === 0 && !query.solved && !query.from && !query.to,
    thread: (thread) => thread >= range.from && thread < range.to && tagged.every((set) => set.has(thread)) && (!written || written.has(thread))
      && excluded.every((nodes) => !nodes.get(thread)?.has(0)),
    node: (thread, node) => (!written || written.get(thread).has(node))
      && excluded.every((nodes) => !nodes.get(thread)?.has(node)),
    lists: [...tags, ...authors],
  };
}

// Nodes by thread.
function nodesOf(lists) {
  const nodes = new Map();
  for (const list of lists) {
    for (let i = 0; i < list.kept; i++) {
      const set = nodes.get(list.thread[i]) ?? new Set();
      for (let n = list.start[i]; n < list.start[i + 1]; n++) set.add(list.node[n]);
      nodes.set(list.thread[i], set);
    }
  }
  return nodes;
}

// Where a word (or a phrase) stands that must not.
async function excludedNodes(text, root) {
  const single = tokens(text, root.stemmers[0]);
  if (single.length > 1) return phraseNodes(text, root);
  const terms = new Set(root.stemmers.flatMap((stemmer) => tokens(text, stemmer).map(({ term }) => term)));
  return nodesOf((await Promise.all([...terms].map((term) => postings(root, term)))).filter(Boolean));
}

// Threads are numbered by the day they began; those without a day come first.
async function daysBetween(from, to, root) {
  if (!from && !to) return { from: 0, to: Infinity };
  const days = await load(`f/${root.days}`, async (bytes) => {
    const reader = await inflated(bytes);
    const found = [];
    let [day, first] = [0, reader.number()];
    while (!reader.isAtEnd) {
      found.push({ day: day += reader.number(), first });
      first += reader.number();
    }
    return found;
  });
  const firstFrom = (date) => days.find(({ day }) => day >= date)?.first ?? Infinity;
  return { from: from ? firstFrom(dayOf(from)) : days[0]?.first ?? Infinity, to: to ? firstFrom(dayOf(to) + 1) : Infinity };
}

function dayOf(date) {
  const day = Date.UTC(...date.split('-').map((part, i) => Number(part) - (i === 1 ? 1 : 0)));
  return Math.round((day - dayZero) / 86_400_000);
}
