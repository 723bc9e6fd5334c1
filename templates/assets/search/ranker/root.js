// The root of the index: settings, and the tables that find all other files.

let loading; // the root, once

function loadRoot() { return loading ??= readRoot(taken()); }

async function readRoot(text) {
  const reader = await inflated(bytesOfText(text));
  const settings = JSON.parse(reader.text());
  const [words, forwards, backwards] = [readTable(reader, reader.number()), readTable(reader, reader.number()), readTable(reader, reader.number())];
  const folders = readFolders(reader);
  const stemmers = Object.values(settings.stems).map(readStemmer);
  return { threads: settings.threads, synonyms: settings.synonyms ?? [], stemmers, words, forwards, backwards, folders, days: reader.name(), tags: reader.name() };
}

// Folders of texts: the first thread of each, and their names.
function readFolders(reader) {
  const folders = { starts: [], names: [] };
  for (let count = reader.number(), start = 0; count > 0; count--) {
    folders.starts.push(start);
    start += reader.number();
    folders.names.push(reader.name());
  }
  return folders;
}

function readTable(reader, depth) {
  const bounds = [];
  for (let count = reader.number(); count > 0; count--) bounds.push(reader.next(bounds.at(-1) ?? ''));
  return { depth, bounds, names: bounds.map(() => reader.name()) };
}

// Names of the files that hold the words from first to last (as far as the table is one), at most so many.
async function namesBetween(table, first, last, most) {
  if (table.bounds.length === 0) return [];
  const [from, to] = [placeOf(table.bounds, first), placeOf(table.bounds, last)];
  const names = table.names.slice(from, Math.min(to + 1, from + most));
  if (table.depth === 0) return names;
  const parts = await Promise.all(names.map((name) => load(`d/${name}`, async (bytes) => readTable(await inflated(bytes), table.depth - 1))));
  return (await Promise.all(parts.map((part) => namesBetween(part, first, last, most)))).flat().slice(0, most);
}

// The last that is not greater.
function placeOf(sorted, word) {
  let low = 0;
  for (let high = sorted.length; high - low > 1;) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= word) low = middle;
    else high = middle;
  }
  return low;
}
