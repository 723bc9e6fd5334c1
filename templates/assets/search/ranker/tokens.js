// Cuts text into the terms that are looked up. The indexer does the same; tokens.tsv holds examples that both are tried on.
//
// A run of letters and digits is a word. What programmers join ("node.js", "RayCast", "--no-cache", "A::b") is found whole,
// without the joints, and by part; a part inside a word ("cast" of "RayCast") counts half. Scripts that put no spaces
// between words are cut into pairs of characters.

const longestTerm = 40;
const unspaced = '\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\uff65-\\uff9f\\u{20000}-\\u{3ffff}';
const letters = `(?:(?![${unspaced}])[\\p{L}\\p{N}\\p{M}])+`;
const ending = "['’](?:[sStTdDmM]|[rR][eE]|[lL][lL]|[vV][eE])(?![\\p{L}\\p{N}\\p{M}])";
const runs = new RegExp(`[${unspaced}]+|(${letters}(?:(?:[._-]|::)${letters})*)(?:(#|\\+\\+)|${ending})?`, 'gu');
const unspacedCharacter = new RegExp(`^[${unspaced}]$`, 'u');
const joints = /[._-]|::/;
const humps = /(?<=[\p{Ll}\p{Lo}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})|(?=\p{N})(?<=\p{L}\p{M}*)|(?<=\p{N})(?=\p{L})/u;

// Gives { term, word, place, isPart, start, end } for each term: word is the term before its ending was cut, place counts
// words, start and end are offsets in the composed (NFC) text.
function tokens(text, stemmer) {
  const found = [];
  let place = 0;
  const add = (word, isPart, start, end, isWhole = false) => {
    if (word.length === 0 || word.length > longestTerm) return;
    found.push({ term: /[\p{N}#+.]/u.test(word) ? word : stem(word, stemmer), word, place, isPart, isWhole, start, end });
  };
  // Full-width letters and signs are as long as the others.
  const composed = text.normalize('NFC').replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
  for (const { 0: run, 1: piece, 2: sign, index } of composed.matchAll(runs)) {
    if (piece === undefined) place = addPairs(run, index);
    else place = addWord(piece, sign ?? '', index);
  }
  return found;

  function addPairs(run, start) {
    const characters = run.match(/.[\uff9e\uff9f]?/gu); // half-width kana are two with their voicing mark
    const folded = characters.map(fold);
    if (characters.length === 1) add(folded[0], false, start, start + run.length);
    for (let i = 1; i < characters.length; i++, place++) {
      add(folded[i - 1] + folded[i], false, start, start + characters[i - 1].length + characters[i].length);
      start += characters[i - 1].length;
    }
    // No pair begins with the last character, so it is found alone.
    if (characters.length > 1) found.push({ term: folded.at(-1), word: folded.at(-1), place, isPart: true, isWhole: false, start, end: start + characters.at(-1).length });
    return place + 1;
  }

  function addWord(piece, sign, start) {
    const end = start + piece.length + sign.length;
    const parts = piece.split(joints);
    if (parts.length > 1) add(joinParts(parts.map(fold)), false, start, end, true);
    for (const [i, part] of parts.entries()) {
      const isSharp = i === parts.length - 1 && /^\p{L}{1,2}$/u.test(part); // C#, F#, C++
      const word = fold(part) + (isSharp ? sign : '');
      if (parts.length === 1 || word.length > 1) add(joinParts([word]), false, start, end);
      const inner = part.split(humps);
      if (inner.length > 1) for (const hump of inner) if (hump.length > 2) add(fold(hump), true, start, end);
      place++;
    }
    return place;
  }
}

function isUnspaced(character) { return unspacedCharacter.test(character); }

// Numbers keep their points, or 3.2.1 would be 32.1; and "v3" is version 3.
function joinParts(parts) {
  let [whole, last] = ['', ''];
  for (const part of parts) {
    whole += (/\p{N}$/u.test(last) && /^\p{N}/u.test(part) ? '.' : '') + part;
    last = part || last;
  }
  return whole.replace(/^v(?=\p{N})/u, '');
}
