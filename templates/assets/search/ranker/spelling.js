// What a word that is not found may mean: a beginning of longer words, or a word that is misspelt.

const mostFiles = 2;
const mostChoices = 3;

// Longer words that begin like this one, the most used first.
async function completions(root, word) {
  const lists = await Promise.all((await namesBetween(root.forwards, word, word + '\uffff', mostFiles)).map((name) => loadSpelling('s', name)));
  return lists.flat().filter((entry) => entry.word.startsWith(word) && entry.word !== word)
    .sort((a, b) => b.count - a.count || a.word.length - b.word.length || (a.word < b.word ? -1 : 1)).slice(0, mostChoices);
}

// Words that differ by one edit (4 to 7 letters) or two (8 and more). One end of the word is whole, or nearly: words that
// share the beginning stand near it in one list, words that share the end in the other, which is asked where the first has none.
async function corrections(root, word) {
  const most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
  if (most === 0 || /\p{N}/u.test(word)) return [];
  const head = Math.min(3, Math.floor(word.length / 2));
  const found = new Map();
  for (const [folder, table, start] of [['s', root.forwards, word.slice(0, head)], ['z', root.backwards, reverse(word).slice(0, head)]]) {
    const lists = await Promise.all((await namesBetween(table, start, start + '\uffff', mostFiles)).map((name) => loadSpelling(folder, name)));
    for (const entry of lists.flat()) {
      if (Math.abs(entry.word.length - word.length) > most) continue;
      const edits = distance(word, entry.word, most);
      if (edits > 0 && edits <= most) found.set(entry.word, { ...entry, edits });
    }
    if ([...found.values()].some(({ edits }) => edits === 1)) break;
  }
  return [...found.values()].sort((a, b) => a.edits - b.edits || b.count - a.count || (a.word < b.word ? -1 : 1)).slice(0, mostChoices);
}

function loadSpelling(folder, name) {
  return load(`${folder}/${name}`, (bytes) => {
    const reader = new BitReader(bytes, 2 * numberContexts + wordContexts);
    let word = '';
    return Array.from({ length: reader.number(0) }, () => {
      word = reader.word(2 * numberContexts, word);
      return { word: folder === 'z' ? reverse(word) : word, count: reader.number(numberContexts) }; // of threads, as a power of two
    });
  });
}

function reverse(word) {
  return word.split('').reverse().join('');
}

// Letters to put in, leave out, change, or swap with their neighbour; more than most is not counted out.
function distance(a, b, most) {
  let [before, row] = [[], Array.from({ length: b.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) next[j] = Math.min(next[j], before[j - 2] + 1);
    }
    if (Math.min(...next) > most) return most + 1;
    [before, row] = [row, next];
  }
  return row[b.length];
}
