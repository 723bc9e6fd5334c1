// Reads what people type: words, "phrases", -words to leave out, and filters such as tag:csharp, is:solved, kind:takeaway, by:mira.

function readQuery(text) {
  const query = { words: '', phrases: [], excluded: [], tags: [], kinds: [], authors: [], solved: false, isOpen: false };
  const rest = text.normalize('NFC').replace(/(^|\s)(-?)(?:(tag|kind|is|by):)?(?:["“”„«]([^"“”„«»]*)["“”»]|(?<=[\s:-]|^)(\S+))/gu, (whole, gap, minus, filter, phrase, word) => {
    if (filter && !minus) return readFilter(query, filter, phrase ?? word) ? ' ' : whole;
    if (minus && (phrase ?? word).match(/^[\p{L}\p{N}]/u)) query.excluded.push(phrase ?? word);
    else if (phrase?.trim()) query.phrases.push(phrase);
    else return whole;
    return ' ';
  });
  query.words = rest.trim();
  // Whoever is still typing has not set a space after the last word.
  query.isOpen = /[\p{L}\p{N}\p{M}#+]$/u.test(rest);
  return query;
}

function readFilter(query, filter, value) {
  const name = slugOf(value);
  switch (filter) {
    case 'tag': return query.tags.push(tagSlugOf(value));
    case 'by': return query.authors.push(name);
    case 'kind': return ['question', 'answer', 'reply', 'takeaway'].includes(name.replace(/s$/, '')) && query.kinds.push(name.replace(/s$/, ''));
    default:
      if (name !== 'solved') return false;
      return query.solved = true;
  }
}

// As the addresses of tags are made: C# is csharp, C++ is cpp, .NET is dotnet.
function tagSlugOf(tag) {
  return slugOf(tag.trim().replace(/^\./, 'dot').replaceAll('#', 'sharp').replaceAll('+', 'p'));
}

function slugOf(text) {
  return text.toLowerCase().normalize('NFC').replace(/['’]/g, '').replace(/[^\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}]+/gu, '-').replace(/^-|-$/g, '');
}

// The words of a query as slots. A slot holds what may stand for one word: { term, weight }; a thread gets the best of them.
function slotsOf(text, root) {
  const slots = new Map();
  const [first, ...others] = root.stemmers.map((stemmer) => tokens(text, stemmer));
  for (const [i, token] of first.entries()) {
    const slot = slots.get(token.term) ?? { word: token.word, place: token.place, weight: token.isPart ? 0.5 : token.isWhole ? ranking.whole : 1, isJoined: token.isPart || token.isWhole, choices: new Map([[token.term, 1]]) };
    slots.set(token.term, slot);
    slot.isLast = i === first.length - 1;
    for (const other of others) slot.choices.set(other[i].term, 1);
  }
  for (const slot of slots.values()) addSynonyms(slot, root);
  return [...slots.values()];
}

function addSynonyms(slot, root) {
  for (const group of root.synonyms) {
    if (![...slot.choices.keys()].some((term) => group.includes(term))) continue;
    for (const term of group) if (!slot.choices.has(term)) slot.choices.set(term, 0.7);
  }
}
