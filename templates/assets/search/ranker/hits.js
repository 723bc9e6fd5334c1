// What a result shows: its title, and the part of its text where the words of the query stand closest.

const threadsInFolder = 256;
const nodesInFile = 64;
const excerptLength = 180;

async function withText(hit, terms, root) {
  const folder = root.folders[Math.floor(hit.thread / threadsInFolder)];
  const part = Math.floor((hit.node - 1) / nodesInFile);
  const [slug, title, language, tags, nodes] = await load(`t/${folder}/${hit.thread % threadsInFolder}${part > 0 ? `-${part}` : ''}`, (reader) => reader.json());
  const [id, author, date, text] = nodes[(hit.node - 1) % nodesInFile];
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

// Where a window begins that holds the most different words.
function bestStart(text, marks) {
  let [best, start] = [0, 0];
  for (const [i, [from]] of marks.entries()) {
    const inside = marks.slice(i).filter(([, to]) => to <= from + excerptLength);
    const words = new Set(inside.map(([a, b]) => text.slice(a, b).toLowerCase())).size;
    if (words > best) [best, start] = [words, from];
  }
  if (best === 0 || start < excerptLength / 3) return 0;
  const lead = text.lastIndexOf(' ', Math.max(0, start - 40)) + 1;
  return lead > 0 && start - lead < 80 ? lead : start;
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
