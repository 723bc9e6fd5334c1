'use strict';
// Marks the words that a search found where its result leads; the page asks for this script only there.
{
  const [address, words] = JSON.parse(localStorage.getItem('kb-words'));
  if (address === location.href) {
    localStorage.removeItem('kb-words');
    markWords(words);
  }

  function markWords(words) {
    const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u9fff\uac00-\uff9f]/;
    const patterns = words.map((word) => {
      const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return unspaced.test(word) ? escaped : `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`;
    });
    const found = new RegExp(patterns.join('|'), 'giu');
    const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
    const nodes = [];
    while (texts.nextNode()) if (texts.currentNode.parentElement.closest('.body, h1')) nodes.push(texts.currentNode);
    let left = 1000; // more freeze a page
    for (const node of nodes) {
      for (const match of [...node.data.matchAll(found)].slice(0, left).reverse()) {
        left--;
        const mark = document.createElement('mark');
        node.splitText(match.index).splitText(match[0].length);
        node.after(mark);
        mark.append(mark.nextSibling);
      }
    }
  }
}
