// The search itself: reads the query, finds and ranks, and loads the words of those results that are shown.

const moreNodesShare = 0.5;

async function search(text, options = {}) {
  const root = await loadRoot();
  const query = withOptions(readQuery(text), options);
  const filters = await readFilters(query, root);
  const matches = await matchSlots(slotsOf([query.words, ...query.phrases].join(' '), root), root, query.isOpen && options.isOpen !== false);
  const phrases = await Promise.all(query.phrases.map((phrase) => phraseNodes(phrase, root)));
  const isAsked = matches.length > 0 || !filters.isEmpty;
  const found = !isAsked ? [] : matches.length > 0 ? await ranked(matches, phrases, filters, root) : await listed(query, filters, root);
  const ofKinds = withKinds(found, query.kinds);
  const threads = query.solved ? ofKinds.filter((thread) => thread.isSolved) : ofKinds;
  const { offset = 0, limit = 20 } = options;
  const hits = flatten(threads, offset + limit).slice(offset, offset + limit);
  const marking = { terms: termsToMark(matches, root), phrases: query.phrases };
  return {
    query,
    total: count(threads),
    // Beside a filter stands what it would give, the other filters as they are.
    kinds: countKinds(query.solved ? found.filter((thread) => thread.isSolved) : found, matches.length > 0 ? [] : query.kinds),
    solved: count(ofKinds.filter((thread) => thread.isSolved)),
    corrected: matches.filter((match) => match.corrected).map((match) => ({ typed: match.word, meant: match.corrected })),
    hits: await Promise.all(hits.map((hit) => withText(hit, marking, root))),
  };
}

function withOptions(query, options) {
  query.kinds.push(...options.kinds ?? []);
  query.tags.push(...options.tags ?? []);
  if (options.author) query.authors.push(slugOf(options.author));
  query.solved ||= Boolean(options.solved);
  query.from = options.from;
  query.to = options.to;
  return query;
}

// Threads with their nodes, best first.
async function ranked(matches, phrases, filters, root) {
  const scores = scoreThreads(matches, root);
  const solved = new Set(matches.flatMap(({ lists }) => lists.flatMap(({ list }) => list.thread.filter((_, i) => list.solved[i]))));
  const isWanted = (thread) => filters.thread(thread) && phrases.every((nodes) => nodes.has(thread));
  const threads = [];
  for (const [thread, nodes] of scoreNodes(matches, isWanted, root)) {
    const kept = [...nodes.values()].filter(({ node }) => filters.node(thread, node) && phrases.every((found) => isInPhrase(found.get(thread), node)));
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
  const kinds = await Promise.all(query.kinds.map((kind) => postings(root, `kind:${kind}`)));
  const solved = query.solved ? await postings(root, 'is:solved') : undefined;
  const all = query.kinds.length > 0 || query.authors.length > 0 ? undefined : await postings(root, 'kind:question');
  const wanted = solved && new Set(solved.thread);
  const authors = filters.lists.filter((list) => list?.term.startsWith('by:'));
  const source = query.kinds.length > 0 ? kinds : authors.length > 0 ? authors : query.tags.length > 0 ? filters.lists : solved ? [solved] : [all];
  const threads = new Map();
  for (const list of source.filter(Boolean)) {
    for (let i = 0; i < list.kept; i++) {
      const thread = list.thread[i];
      if (!filters.thread(thread) || (query.solved && !wanted?.has(thread))) continue;
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

// One flat list of nodes: the best of each thread stands where its thread does, the others follow further down.
function flatten(threads, most) {
  const hits = [];
  for (const { score, isSolved, nodes } of threads.slice(0, most)) {
    for (const [i, node] of nodes.slice(0, most).entries()) {
      const share = i === 0 ? 1 : nodes[0].score > 0 ? moreNodesShare * node.score / nodes[0].score : 1;
      hits.push({ thread: node.thread, node: node.node, kind: node.kind, isSolved, score: score * share, others: nodes.length - 1 });
    }
  }
  return hits.map((hit, order) => ({ hit, order })).sort((a, b) => b.hit.score - a.hit.score || a.order - b.order).map(({ hit }) => hit);
}

function withKinds(threads, kinds) {
  if (kinds.length === 0) return threads;
  return threads.map((thread) => ({ ...thread, nodes: thread.nodes.filter(({ kind }) => kinds.includes(filterKinds[kind])) })).filter(({ nodes }) => nodes.length > 0);
}

function count(threads) { return threads.reduce((sum, { nodes }) => sum + nodes.length, 0); }

// Without words, only the kinds that are asked for are looked up at all.
function countKinds(threads, only) {
  const counts = { question: 0, answer: 0, reply: 0, takeaway: 0 };
  for (const { nodes } of threads) for (const { kind } of nodes) counts[filterKinds[kind]]++;
  return only.length === 0 ? counts : Object.fromEntries(only.map((kind) => [kind, counts[kind]]));
}
