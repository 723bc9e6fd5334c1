// Reads what people type: words, "phrases", and filters such as tag:csharp, is:solved, kind:takeaway, by:mira; after a minus,
// what is to be left out.

// Who pastes a page shall not wait for each of its words.
const mostWords = 40;
const mostTyped = 8; // words of somebody who types; more are pasted
const mostOthers = 10; // phrases; tags, authors, words to be left out

const namesOfKinds = { question: 'question', questions: 'question', answer: 'answer', answers: 'answer', reply: 'reply', replies: 'reply', takeaway: 'takeaway', takeaways: 'takeaway' };

function readQuery(text) {
  const query = { words: '', phrases: [], ...noFilters(), without: { phrases: [], ...noFilters() }, unknown: [], isOpen: false };
  // What is still being typed is not looked up: a filter without a value, or with one whose quotation marks are still open.
  const typed = text.normalize('NFC').replace(/(^|\s)-?(?:tag|kind|is|by):(?:["“”„«][^"“”„«»]*)?$/iu, '$1');
  const rest = typed.replace(/(^|\s)(-?)(?:(tag|kind|is|by):)?(?:["“”„«]([^"“”„«»]*)["“”»]|(?<=[\s:-]|^)(\S+))/giu, (whole, gap, minus, filter, phrase, word, at) => {
    const to = minus ? query.without : query;
    if (filter) {
      if (readFilter(to, filter.toLowerCase(), phrase ?? word)) return ' ';
      if (at + whole.length === typed.length && isBegun(filter.toLowerCase(), slugOf(word ?? ''))) return ' ';
      query.unknown.push(whole.trim());
      return minus ? ' ' : whole;
    }
    if (word && !(minus && leavesOut(word, typed))) return whole;
    if (/[\p{L}\p{N}]/u.test(phrase ?? word)) to.phrases.push(phrase ?? word); // signs alone are nothing to look for
    return ' ';
  });
  query.words = rest.trim();
  // Whoever is still typing has not set a space after the last word.
  query.isOpen = /[\p{L}\p{N}\p{M}#+]$/u.test(rest);
  return query;
}

// What follows a minus is an option, and so a word, in --no-cache and git rebase -i, and in what is pasted.
function leavesOut(word, typed) {
  return /^\.?[\p{L}\p{N}]/u.test(word) && !/^\p{L}[^\p{L}\p{N}#+]*$/u.test(word) && typed.split(/\s+/u).length <= mostTyped;
}

function few(...names) { return [...new Set(names.flat())].slice(0, mostOthers); }

function noFilters() { return { tags: [], kinds: [], authors: [], solved: false }; }

function readFilter(to, filter, value) {
  const name = slugOf(value);
  switch (filter) {
    case 'tag': return tagSlugOf(value) && to.tags.push(tagSlugOf(value));
    case 'by': return to.authors.push(authorSlugOf(value));
    case 'kind': return Object.hasOwn(namesOfKinds, name) && to.kinds.push(namesOfKinds[name]);
    default:
      if (name !== 'solved') return false;
      return to.solved = true;
  }
}

function isBegun(filter, value) {
  return value !== '' && (filter === 'is' ? ['solved'] : Object.keys(namesOfKinds)).some((name) => name.startsWith(value));
}

// As the addresses of tags are made: C# is csharp, C++ is cpp, .NET is dotnet.
function tagSlugOf(tag) {
  return slugOf(tag.trim().replace(/^\./, 'dot').replaceAll('#', 'sharp').replaceAll('+', 'p'));
}

// Of a name without a letter nothing is left.
function authorSlugOf(name) { return slugOf(name) || 'author'; }

// Letter by letter, for the end of a word makes no other letter of Σ in an address.
function slugOf(text) {
  const small = [...text].map((letter) => (letter.toLowerCase().length === letter.length ? letter.toLowerCase() : letter)).join('');
  const slug = small.normalize('NFC').replace(/['’]/g, '').replace(/[^\p{Ll}\p{Lo}\p{Lm}\p{Mn}\p{Mc}\p{Nd}]+/gu, '-').replace(/^-|-$/g, '');
  return /^(page|con|prn|aux|nul|com[1-9]|lpt[1-9])$/.test(slug) ? `${slug}-1` : slug; // names that are taken
}

// The words of a query as slots. A slot holds what may stand for one word: { term, weight }; a thread gets the best of them.
function slotsOf(text, root) {
  const slots = new Map();
  const [first, ...others] = root.stemmers.map((stemmer) => tokens(text, stemmer));
  const last = first.findLast(({ isPart }) => !isPart);
  for (const [i, token] of first.entries()) {
    if (token.isPart && isUnspaced(token.word)) continue; // the pairs say more
    if (slots.size === mostWords) break;
    const slot = slots.get(token.term) ?? { word: token.word, weight: token.isPart ? 0.5 : token.isWhole ? ranking.whole : 1, isJoined: token.isPart || token.isWhole, isLast: false, choices: new Map([[token.term, 1]]) };
    slots.set(token.term, slot);
    slot.isLast ||= token === last || (token.isWhole && token.end === last.end);
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
