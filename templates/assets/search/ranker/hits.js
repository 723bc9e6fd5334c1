// What a result shows: its title, and the part of its text where the words of the query stand closest.

const nodesInFile = 8;
const excerptLength = 180;
const mostRemembered = 2_000_000; // letters of texts
const leadLength = 40; // of an excerpt, at most: what stands before its first match

const tokensOfTexts = new Map();
let lengthOfTexts = 0;

// Undefined if it does not hold what is to be checked in the text itself, or what is to be left out.
async function withText(hit, { marking, checked }, root) {
  const part = Math.floor((hit.node - 1) / nodesInFile);
  const folder = placeOf(root.folders.starts, hit.thread);
  const path = `t/${root.folders.names[folder]}/${hit.thread - root.folders.starts[folder]}${part > 0 ? `-${part}` : ''}`;
  const [nodes, slug, rawTitle, language, tags] = await load(path, async (bytes) => (await inflated(bytes)).json());
  const [id, author, date, rawText] = nodes[(hit.node - 1) % nodesInFile] ?? nodes[0]; // a file in a cache may be older
  const [title, text] = [rawTitle.normalize('NFC'), rawText.normalize('NFC')]; // where words stand is counted in composed text
  const own = hit.node === 1 ? [title, text] : [text]; // a phrase in the title is found as the question
  if (!checked.phrases.every((phrase) => holdsPhrase(own, phrase, root)) || checked.without.some((phrase) => holdsPhrase([title, text], phrase, root))) return undefined;
  const { excerpt, marks } = excerptOf(text, marking, root);
  return {
    url: `threads/${encodeURIComponent(slug)}/#${id}`, thread: slug, node: id, kind: filterKinds[hit.kind], isAccepted: hit.kind === 2, isSolved: hit.isSolved,
    title, titleMarks: marksIn(title, marking, root), excerpt, marks, author, date, tags, language, score: hit.score,
  };
}

// Marks are [start, end] in the excerpt.
function excerptOf(text, marking, root) {
  const marks = marksIn(text, marking, root);
  const start = bestStart(text, marks);
  let end = Math.min(text.length, start + excerptLength);
  if (end < text.length) {
    const space = text.lastIndexOf(' ', end);
    if (space > start + excerptLength / 2) end = Math.max(space, marks.findLast(([, to]) => to <= end)?.[1] ?? 0);
    else if (/[\ud800-\udbff]/.test(text[end - 1])) end--;
  }
  const before = start > 0 ? '… ' : '';
  const shift = before.length - start;
  return {
    excerpt: before + text.slice(start, end) + (end < text.length && !text.endsWith('…', end) ? ' …' : ''),
    marks: marks.filter(([from, to]) => from >= start && to <= end).map(([from, to]) => [from + shift, to + shift]),
  };
}

// Where an excerpt begins that holds the most different words; of equals the first.
function bestStart(text, marks) {
  const room = excerptLength - leadLength;
  const inside = new Map();
  let [best, start, last] = [0, 0, 0];
  for (const [first, [from]] of marks.entries()) {
    for (; last < marks.length && marks[last][1] <= from + room; last++) inside.set(wordAt(last), (inside.get(wordAt(last)) ?? 0) + 1);
    if (inside.size > best) [best, start] = [inside.size, from];
    if (inside.get(wordAt(first)) > 1) inside.set(wordAt(first), inside.get(wordAt(first)) - 1);
    else inside.delete(wordAt(first));
  }
  if (best === 0 || start <= leadLength) return 0;
  const space = text.indexOf(' ', start - leadLength);
  return space >= 0 && space < start ? space + 1 : start;

  function wordAt(i) { return text.slice(...marks[i]).toLowerCase(); }
}

// Words that are nearly everywhere are not what people look for, unless they look for nothing else; what may complete such a
// word says nothing of that.
function termsToMark(matches, root) {
  const isTelling = ({ list }) => list.threads <= mostTold(root.threads);
  const telling = matches.filter(({ lists }) => lists.some((found) => isTelling(found) && lists.every(({ weight }) => weight <= found.weight)));
  const lists = telling.length > 0 ? telling.flatMap((match) => match.lists.filter(isTelling)) : matches.flatMap((match) => match.lists);
  return new Set(lists.map(({ list }) => list.term));
}

// A fifth of a large site's threads; of a small one's more, for there it is a few.
function mostTold(threads) { return Math.max(5, threads * 0.2, Math.min(20, threads * 0.6)); }

function marksIn(text, { terms, phrases }, root) {
  const marks = new Map();
  const mark = ({ start, end }) => marks.set(start, Math.max(end, marks.get(start) ?? 0));
  for (const [i, found] of tokensOf(text, root).entries()) {
    for (const token of found) if (terms.has(token.term)) mark(token);
    for (const phrase of phrases) runsOf(phraseWords(phrase, root.stemmers[i]), found).forEach(mark);
  }
  const merged = [];
  for (const [start, end] of [...marks].sort((a, b) => a[0] - b[0])) {
    if (merged.length > 0 && start <= merged.at(-1)[1]) merged.at(-1)[1] = Math.max(end, merged.at(-1)[1]);
    else merged.push([start, end]);
  }
  return merged;
}

// By stemmer. Who types on sees the same texts again, and a post may have a megabyte.
function tokensOf(text, root) {
  let found = tokensOfTexts.get(text);
  if (!found) {
    lengthOfTexts += text.length;
    if (lengthOfTexts > mostRemembered) {
      tokensOfTexts.clear();
      lengthOfTexts = text.length;
    }
    tokensOfTexts.set(text, found = root.stemmers.map((stemmer) => tokens(text, stemmer)));
  }
  return found;
}
