// Finds the posting lists for the words of a query: exact ones; longer words for the last one while it is typed; and where
// next to nothing is found, words that are spelled nearly so.

const completionWeight = 0.6;
const correctionWeights = [1, 0.6, 0.4];
const mostCorrected = 5;

async function matchSlots(slots, root, { isOpen, phrases }) {
  const matches = await Promise.all(slots.map(async (slot) => {
    const lists = await tried(listsOf(slot.choices, root), root);
    const match = { ...slot, lists: lists ?? [], isLost: !lists, corrected: undefined };
    if (ranking.completes && isOpen && slot.isLast && (slot.word.length > 1 || isUnspaced(slot.word))) await tried(addCompletions(match, root), root);
    return match;
  }));
  // What stands in one thread only may be misspelt there too; not in a phrase.
  const most = phrases.length > 0 ? 0 : 1;
  const unknown = matches.filter((match) => threadsOf(match) <= most && !match.isLost && !match.isJoined).slice(0, mostCorrected);
  if (ranking.corrects) await Promise.all(unknown.map((match) => tried(addCorrections(match, root), root)));
  return matches;
}

// The lists of { term: weight }, with their weights.
async function listsOf(choices, root) {
  const found = await Promise.all([...choices].map(async ([term, weight]) => ({ list: await postings(root, term), weight })));
  return found.filter(({ list }) => list);
}

async function addCompletions(match, root) {
  // Terms that stand in the same file cost nothing: it was loaded for the word itself.
  const [term] = match.choices.keys();
  const [name] = await namesBetween(root.words, term, term, 1);
  if (name === undefined) return;
  const near = [...(await loadWords(name)).values()].filter(({ term }) => term.startsWith(match.word) && !term.includes(':') && !match.choices.has(term));
  near.sort((a, b) => b.threads - a.threads);
  const choices = new Map(near.slice(0, mostChoices).map(({ term }) => [term, completionWeight]));
  const isFound = match.lists.length > 0 || choices.size > 0;
  if (!isFound) for (const { word } of await completions(root, match.word)) addStems(choices, word, root, completionWeight);
  const leastThreads = threadsOf(match);
  match.lists.push(...(await listsOf(withoutThose(choices, match.choices), root)).map((found) => ({ ...found, leastThreads })));
}

async function addCorrections(match, root) {
  const choices = new Map();
  const least = 20 * threadsOf(match);
  const words = (await corrections(root, match.word)).filter(({ count }) => 2 ** count >= least);
  for (const { word, edits } of words) addStems(choices, word, root, correctionWeights[edits]);
  const lists = await listsOf(withoutThose(choices, match.choices), root);
  if (lists.length > 0) match.corrected = words[0].word;
  match.lists.push(...lists);
}

function threadsOf({ lists }) { return Math.max(0, ...lists.map(({ list }) => list.threads)); }

function addStems(choices, word, root, weight) {
  for (const stemmer of root.stemmers) for (const { term } of tokens(word, stemmer)) if (!choices.has(term)) choices.set(term, weight);
}

function withoutThose(choices, others) {
  return new Map([...choices].filter(([term]) => !others.has(term)));
}
