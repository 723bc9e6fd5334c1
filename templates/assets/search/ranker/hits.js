// What a result shows: its title, and the part of its text where the words of the query stand closest.

const threadsInFolder = 256;
const excerptLength = 180;

async function withText(hit, terms, root) {
  const path = `t/${root.folders[Math.floor(hit.thread / threadsInFolder)]}/${hit.thread % threadsInFolder}`;
  const [first, slug, title, language, tags, starts] = await load(path, (reader) => reader.json());
  const part = starts.filter((start) => start < hit.node).length;
  const [nodes] = part > 0 ? await load(`${path}-${part}`, (reader) => reader.json()) : [first];
  const [id, author, date, text] = nodes[hit.node - 1 - (part > 0 ? starts[part - 1] : 0)];
  const { excerpt, marks } = excerptOf(text, terms, root);
  return {
    url: `threads/${encodeURIComponent(slug)}/#${id}`, thread: slug, node: id, kind: filterKinds[hit.kind], isAccepted: hit.kind === 2, isSolved: hit.isSolved,
    title, titleMarks: marksIn(title, terms, root), excerpt, marks, author, date, tags, language, score: hit.score, others: hit.others,
  };
}

// Marks are [start, end] in the excerpt.
function excerptOf(text, terms, root) {
  const marks = marksIn(text, terms, root);
  const start = bestStart(text, marks);
  let end = Math.min(text.length, start + excerptLength);
  if (end < text.length) {
    const space = text.lastIndexOf(' ', end);
    if (space > start + excerptLength / 2) end = space;
    else if (/[\ud800-\udbff]/.test(text[end - 1])) end--;
  }
  const before = start > 0 ? '… ' : '';
  const shift = before.length - start;
  return {
    excerpt: before + text.slice(start, end) + (end < text.length && !text.endsWith('…', end) ? ' …' : ''),
    marks: marks.filter(([from, to]) => from >= start && to <= end).map(([from, to]) => [from + shift, to + shift]),
  };
}

// Where a window begins that holds the most different words; of equals the first.
function bestStart(text, marks) {
  const inside = new Map();
  let [best, start, last] = [0, 0, 0];
  for (const [first, [from]] of marks.entries()) {
    for (; last < marks.length && marks[last][1] <= from + excerptLength; last++) inside.set(wordAt(last), (inside.get(wordAt(last)) ?? 0) + 1);
    if (inside.size > best) [best, start] = [inside.size, from];
    if (inside.get(wordAt(first)) > 1) inside.set(wordAt(first), inside.get(wordAt(first)) - 1);
    else inside.delete(wordAt(first));
  }
  if (best === 0 || start < excerptLength / 3) return 0;
  const lead = text.lastIndexOf(' ', Math.max(0, start - 40)) + 1;
  return lead > 0 && start - lead < 80 ? lead : start;

  function wordAt(i) { return text.slice(...marks[i]).toLowerCase(); }
}

function marksIn(text, terms, root) {
  const marks = new Map();
  for (const stemmer of root.stemmers) {
    for (const { term, start, end } of tokens(text, stemmer)) if (terms.has(term)) marks.set(start, Math.max(end, marks.get(start) ?? 0));
  }
  const merged = [];
  for (const [start, end] of [...marks].sort((a, b) => a[0] - b[0])) {
    if (merged.length > 0 && start <= merged.at(-1)[1]) merged.at(-1)[1] = Math.max(end, merged.at(-1)[1]);
    else merged.push([start, end]);
  }
  return merged;
}
