// What is left of a text when case and diacritics do not count. The indexer folds with a table of its own; the two agree on
// every character, and a test holds that.

const foldMarks = /((?=\p{L})[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}])\p{Mn}+/gu;

function fold(text) {
  if (/^[\0-\x7f]*$/.test(text)) return text.toLowerCase(); // most words
  // Up and down again: ſ, µ and ß have no small letter of their own. The dotless ı would become an i.
  const small = text.replace(/[\uff65-\uff9f]+/g, (kana) => kana.normalize('NFKC')).normalize('NFD').split('ı').map((part) => part.toLowerCase().toUpperCase().toLowerCase()).join('ı');
  return small.replaceAll('ς', 'σ').replace(/[\u13f8-\u13fd\uab70-\uabbf]/g, (cherokee) => cherokee.toUpperCase())
    .replace(foldMarks, '$1').normalize('NFC');
}
