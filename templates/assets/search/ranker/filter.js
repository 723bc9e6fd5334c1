// Filters: sets of threads and of nodes that a result must be in.

const dayZero = Date.parse('0001-01-01');

// Gives { isEmpty, thread(thread), node(thread, node), tags, authors, unsure }: tags and authors are lists, for where nothing else is asked
// for; unsure are phrases to be left out that only texts can tell.
// Kinds and what is solved stand in every list.
async function readFilters(query, root) {
  const listsOf = (filter, names) => Promise.all(names.map((name) => postings(root, `${filter}:${fold(name)}`)));
  const { without } = query;
  const [tags, authors, withoutTags, withoutAuthors, withoutPhrases, range] = await Promise.all([
    listsOf('tag', query.tags), listsOf('by', query.authors), listsOf('tag', without.tags), listsOf('by', without.authors),
    Promise.all(without.phrases.map((phrase) => nodesWith(phrase, root))),
    daysBetween(query.from, query.to, root),
  ]);
  const tagged = tags.map((list) => new Set(list?.thread));
  const written = authors.length === 0 ? undefined : nodesOf(authors);
  const leftOut = new Set(withoutTags.flatMap((list) => list?.thread ?? []));
  const excluded = [nodesOf(withoutAuthors), ...withoutPhrases.filter(({ isSure }) => isSure).map(({ nodes }) => nodes)];
  const isExcluded = (thread, node) => excluded.some((nodes) => nodes.get(thread)?.has(node));
  return {
    isEmpty: [query, without].every((asked) => asked.tags.length + asked.authors.length + asked.kinds.length === 0 && !asked.solved)
      && without.phrases.length === 0 && !query.from && !query.to,
    thread: (thread) => thread >= range.from && thread < range.to && tagged.every((set) => set.has(thread)) && (!written || written.has(thread))
      && !leftOut.has(thread) && !isExcluded(thread, 0),
    node: (thread, node) => (!written || written.get(thread).has(node)) && !isExcluded(thread, node),
    tags, authors, unsure: without.phrases.filter((_, i) => !withoutPhrases[i].isSure),
  };
}

// Nodes by thread.
function nodesOf(lists) {
  const nodes = new Map();
  for (const list of lists.filter(Boolean)) {
    for (let i = 0; i < list.kept; i++) {
      const set = nodes.get(list.thread[i]) ?? new Set();
      for (let n = list.start[i]; n < list.start[i + 1]; n++) set.add(list.node[n]);
      nodes.set(list.thread[i], set);
    }
  }
  return nodes;
}

// Where a word stands, or a phrase.
async function nodesWith(text, root) {
  if (tokens(text, root.stemmers[0]).length > 1) return phraseNodes(text, root);
  const terms = new Set(root.stemmers.flatMap((stemmer) => tokens(text, stemmer).map(({ term }) => term)));
  return { nodes: nodesOf(await Promise.all([...terms].map((term) => wholePostings(root, term)))), isSure: true };
}

// Threads are numbered by the day they began; those without a day come first.
async function daysBetween(from, to, root) {
  const [first, last] = [dayOf(from), dayOf(to)];
  if (first === undefined && last === undefined) return { from: 0, to: Infinity };
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
  return { from: firstFrom(first ?? 0), to: last === undefined ? Infinity : firstFrom(last + 1) };
}

// Of 2024-03-01, for one; undefined for what is no date.
function dayOf(date) {
  const time = Date.parse(date);
  return Number.isNaN(time) ? undefined : Math.floor((time - dayZero) / 86_400_000);
}
