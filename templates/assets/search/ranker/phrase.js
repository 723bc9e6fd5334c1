// Nodes in which words stand side by side.

// Gives node numbers by thread: 0 is the title. Not sure are those that a word might stand anywhere in: their texts tell.
async function phraseNodes(text, root) {
  const found = new Map();
  let isSure = true;
  for (const stemmer of root.stemmers) {
    const words = phraseWords(text, stemmer);
    const lists = await Promise.all(words.map(({ term }) => wholePostings(root, term)));
    if (words.length === 0 || lists.some((list) => !list)) continue;
    const places = await Promise.all(lists.map((list) => (words.length > 1 ? placesOf(list) : undefined)));
    if (words.length > 1 && !places.every(Boolean)) isSure = false;
    for (const [thread, nodes] of phraseIn(words, lists, places)) {
      for (const node of nodes) found.set(thread, (found.get(thread) ?? new Set()).add(node));
    }
  }
  return { nodes: found, isSure };
}

// Whether one of the texts holds a phrase.
function holdsPhrase(texts, phrase, root) {
  return texts.some((text) => tokensOf(text, root).some((found, i) => runsOf(phraseWords(phrase, root.stemmers[i]), found).length > 0));
}

function phraseWords(text, stemmer) {
  return tokens(text, stemmer).filter((token) => !token.isPart).slice(0, mostWords);
}

function phraseIn(words, lists, places) {
  // Starts that are still possible, by node; a word that is nearly everywhere may stand anywhere in the node.
  let starts;
  for (const [w, list] of lists.entries()) {
    const next = new Map();
    for (let i = 0; i < list.kept; i++) {
      for (let n = list.start[i]; n < list.start[i + 1]; n++) {
        const key = list.thread[i] * 65536 + list.node[n];
        const before = starts?.get(key);
        if (starts && !before) continue;
        const here = places[w]?.[n].map((place) => place - words[w].place);
        const left = !here ? before ?? 'anywhere' : !before || before === 'anywhere' ? here : common(before, here);
        if (left === 'anywhere' || left.length > 0) next.set(key, left);
      }
    }
    starts = next;
  }
  const nodes = new Map();
  for (const key of starts.keys()) {
    const thread = Math.floor(key / 65536);
    nodes.set(thread, (nodes.get(thread) ?? new Set()).add(key % 65536));
  }
  return nodes;
}

function common(places, others) {
  const set = new Set(others);
  return places.filter((place) => set.has(place));
}

// The tokens of a text that stand as the words of a phrase do.
function runsOf(words, found) {
  const at = new Map(found.map((token) => [`${token.place} ${token.term}`, token]));
  return found.filter(({ term }) => term === words[0]?.term).flatMap((first) => {
    const run = words.map(({ term, place }) => at.get(`${first.place + place - words[0].place} ${term}`));
    return run.every(Boolean) ? run : [];
  });
}
