// What is left of a text when case and diacritics do not count. The indexer folds with a table of its own; the two agree on
// every character, and a test holds that.

const foldMarks = /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{Mn}*)\p{Mn}/gu;

function fold(text) {
  return text.toLowerCase().normalize('NFD').replace(foldMarks, '').replaceAll('ß', 'ss').replaceAll('ς', 'σ').normalize('NFC');
}
