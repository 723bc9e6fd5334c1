// The search itself: reads the query, finds and ranks, and loads the words of those results that are shown.

const moreNodesShare = 0.5;
const mostAtATime = 20; // texts, each of which may be a file
const mostFruitless = 100;
const allKinds = [...new Set(filterKinds)];

async function search(text, options = {}) {
  const root = { ...await loadRoot(), problems: [] }; // files that cannot be had
  const query = withOptions(readQuery(text), options);
  const filters = await readFilters(query, root);
  const [phrases, slots] = await Promise.all([
    Promise.all(query.phrases.map((phrase) => phraseNodes(phrase, root))),
    matchSlots(slotsOf([...query.phrases, query.words].join(' '), root), root, query),
  ]);
  // The best of all threads are not the best of few.
  const matches = phrases.length === 0 && filters.isEmpty ? slots : await withWholeLists(slots, root);
  const isAsked = matches.length > 0 || !filters.isEmpty;
  const found = !isAsked ? [] : matches.length > 0 ? await ranked(matches, phrases, filters, root) : await listed(query, filters, root);
  const ofKinds = withKinds(found, query);
  const isWanted = ({ isSolved }) => (isSolved ? !query.without.solved : !query.solved);
  const threads = ofKinds.filter(isWanted);
  const { offset = 0, limit = 20 } = options;
  const marking = { terms: termsToMark(matches, root), phrases: query.phrases };
  const checked = { phrases: query.phrases.filter((_, i) => !phrases[i].isSure), without: filters.unsure };
  const isSure = checked.phrases.length + checked.without.length === 0;
  const withTexts = async (hits) => (await Promise.all(hits.map((hit) => tried(withText(hit, { marking, checked }, root), root)))).filter(Boolean);
  const { hits, end, total, isEnd, isPart = false } = isSure ? await slice(threads, offset, limit, withTexts) : await checkedSlice(threads, offset, limit, withTexts);
  if (hits.length === 0 && root.problems.length > 0) throw root.problems[0];
  return {
    query,
    total,
    isPart: isPart || matches.some(({ lists }) => lists.some(({ list }) => list.kept < list.threads)), // there are more, and worse ones
    // Beside a filter stands what it would give, the other filters as they are.
    kinds: isSure ? countKinds(found.filter(isWanted), matches.length > 0 ? allKinds : kindsListed(query)) : {},
    solved: isSure ? count(query.without.solved ? [] : ofKinds.filter((thread) => thread.isSolved)) : undefined,
    corrected: matches.filter((match) => match.corrected).map((match) => ({ typed: match.word, meant: match.corrected })),
    missing: matches.filter(({ lists, isLost, isJoined }) => lists.length === 0 && !isLost && !isJoined).map(({ word }) => word), // words that stand nowhere
    lacks: root.problems.length > 0, // words or hits
    end, // where the next hits begin
    isEnd, // there are none
    hits,
  };
}

async function slice(threads, offset, limit, withTexts) {
  const wanted = flatten(threads, offset + limit).slice(offset, offset + limit);
  const [end, total] = [offset + wanted.length, count(threads)];
  return { hits: await withTexts(wanted), end, total, isEnd: end >= total };
}

// Hits that only their texts can tell from others are counted as far as they were looked for.
async function checkedSlice(threads, offset, limit, withTexts) {
  const candidates = flatten(threads, Infinity);
  const found = [];
  let [at, fruitless] = [0, 0];
  for (let size = Math.max(1, limit); at < candidates.length && found.length <= offset + limit && fruitless < mostFruitless; size = Math.min(2 * size, mostAtATime)) {
    const hits = await withTexts(candidates.slice(at, at + size));
    found.push(...hits);
    at += size;
    fruitless = hits.length > 0 ? 0 : fruitless + size;
  }
  const end = Math.min(found.length, offset + limit);
  const isPart = at < candidates.length;
  return { hits: found.slice(offset, end), end, total: found.length, isEnd: end === found.length && (!isPart || fruitless >= mostFruitless), isPart };
}

// What others can do without: it lacks in the answer.
function tried(promise, root) { return promise.catch((error) => { root.problems.push(error); }); }

function withOptions(query, options) {
  const { without } = query;
  return {
    ...query,
    phrases: few(query.phrases), unknown: few(query.unknown),
    kinds: few(query.kinds, options.kinds ?? []),
    tags: few(query.tags, (options.tags ?? []).map(tagSlugOf)),
    authors: few(query.authors, options.author ? authorSlugOf(options.author) : []),
    solved: query.solved || Boolean(options.solved),
    without: { ...without, phrases: few(without.phrases), tags: few(without.tags), authors: few(without.authors) },
    from: options.from, to: options.to,
  };
}

async function withWholeLists(matches, root) {
  return Promise.all(matches.map(async (match) => ({ ...match, lists: await Promise.all(match.lists.map(async ({ list, ...found }) => ({ ...found, list: await tried(wholeOf(list), root) ?? list }))) })));
}

// Threads with their nodes, best first.
async function ranked(matches, phrases, filters, root) {
  const scores = scoreThreads(matches, root);
  const solved = new Set(matches.flatMap(({ lists }) => lists.flatMap(({ list }) => list.thread.filter((_, i) => list.solved[i]))));
  const isWanted = (thread) => filters.thread(thread) && phrases.every(({ nodes }) => nodes.has(thread));
  const threads = [];
  for (const [thread, nodes] of scoreNodes(matches, isWanted, root)) {
    const kept = [...nodes.values()].filter(({ node }) => filters.node(thread, node) && phrases.every(({ nodes }) => isInPhrase(nodes.get(thread), node)));
    if (kept.length > 0) threads.push({ thread, score: scores.get(thread), isSolved: solved.has(thread), nodes: kept.sort((a, b) => b.score - a.score || a.node - b.node) });
  }
  return threads.sort((a, b) => b.score - a.score || b.thread - a.thread);
}

// A phrase in the title is found as the question.
function isInPhrase(nodes, node) {
  return nodes.has(node) || (node === 1 && nodes.has(0));
}

// Without words: what the filters leave, newest first.
async function listed(query, filters, root) {
  const named = query.kinds.length + query.without.kinds.length > 0 ? [] : filters.authors.length > 0 ? filters.authors : filters.tags;
  const source = named.length > 0 ? named : await Promise.all(kindsListed(query).map((kind) => postings(root, `kind:${kind}`)));
  const threads = new Map();
  for (const list of source.filter(Boolean)) {
    for (let i = 0; i < list.kept; i++) {
      const thread = list.thread[i];
      if (!filters.thread(thread)) continue;
      const found = threads.get(thread) ?? { thread, score: 0, isSolved: list.solved[i], nodes: [] };
      const isThread = list.start[i] === list.start[i + 1];
      if (isThread && found.nodes.length === 0 && filters.node(thread, 1)) found.nodes.push({ thread, node: 1, kind: 0, score: 0 });
      for (let n = list.start[i]; n < list.start[i + 1]; n++) {
        if (filters.node(thread, list.node[n])) found.nodes.push({ thread, node: list.node[n], kind: list.kind[n], score: 0 });
      }
      if (found.nodes.length > 0) threads.set(thread, found);
    }
  }
  return [...threads.values()].sort((a, b) => b.thread - a.thread).map((found) => ({ ...found, score: 1 }));
}

// Without words, threads are listed by their questions, unless other kinds are asked for, or what somebody wrote.
function kindsListed(query) {
  const isOfAll = query.authors.length + query.without.kinds.length > 0;
  return (query.kinds.length > 0 ? query.kinds : isOfAll ? allKinds : ['question']).filter((kind) => isOfKinds(kind, query));
}

// One flat list of nodes: the best of each thread stands where its thread does, the others follow further down.
function flatten(threads, most) {
  const hits = [];
  for (const { score, isSolved, nodes } of threads.slice(0, most)) {
    for (const [i, node] of nodes.slice(0, most).entries()) {
      const share = i === 0 ? 1 : nodes[0].score > 0 ? moreNodesShare * node.score / nodes[0].score : 1;
      hits.push({ thread: node.thread, node: node.node, kind: node.kind, isSolved, score: score * share });
    }
  }
  return hits.map((hit, order) => ({ hit, order })).sort((a, b) => b.hit.score - a.hit.score || a.order - b.order).map(({ hit }) => hit);
}

function withKinds(threads, query) {
  if (query.kinds.length + query.without.kinds.length === 0) return threads;
  return threads.map((thread) => ({ ...thread, nodes: thread.nodes.filter(({ kind }) => isOfKinds(filterKinds[kind], query)) })).filter(({ nodes }) => nodes.length > 0);
}

function isOfKinds(kind, { kinds, without }) {
  return (kinds.length === 0 || kinds.includes(kind)) && !without.kinds.includes(kind);
}

function count(threads) { return threads.reduce((sum, { nodes }) => sum + nodes.length, 0); }

// Of kinds that were not looked up there is no count.
function countKinds(threads, kinds) {
  const counts = Object.fromEntries(kinds.map((kind) => [kind, 0]));
  for (const { nodes } of threads) for (const { kind } of nodes) counts[filterKinds[kind]]++;
  return counts;
}
