// From a disk, a link to a folder shows its listing: send it to the folder's page instead.
if (location.protocol === 'file:') {
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href]');
    if (!link || link.protocol !== 'file:' || !link.pathname.endsWith('/')) return;
    event.preventDefault();
    location.href = link.pathname + 'index.html' + link.search + link.hash;
  });
}

// '/' and Ctrl-K lead to the search from any page.
document.addEventListener('keydown', (event) => {
  const isTyping = event.target.closest?.('input, textarea, select, [contenteditable]');
  const isSlash = event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
  const isCtrlK = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!isSlash && !isCtrlK) return;
  event.preventDefault();
  const box = document.querySelector('input[type=search][name=q]');
  if (box) {
    box.focus();
    box.select();
  } else {
    document.querySelector('a[data-search]')?.click();
  }
});

// Marks the words that a search found, on the page that its result leads to.
function markWords(words) {
  const unspaced = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]/;
  const patterns = words.map((word) => {
    const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return unspaced.test(word) ? escaped : `(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`;
  });
  const found = new RegExp(patterns.join('|'), 'giu');
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
  const nodes = [];
  while (texts.nextNode()) if (texts.currentNode.parentElement.closest('.body, h1')) nodes.push(texts.currentNode);
  for (const node of nodes) {
    for (const match of [...node.data.matchAll(found)].reverse()) {
      const mark = document.createElement('mark');
      const word = node.splitText(match.index);
      word.splitText(match[0].length);
      word.replaceWith(mark);
      mark.append(word);
    }
  }
}

try {
  const words = JSON.parse(sessionStorage.getItem('kb-words') ?? '[]');
  if (words.length > 0 && document.querySelector('article.thread')) {
    sessionStorage.removeItem('kb-words');
    markWords(words);
  }
} catch {
  // A page without storage has no words to mark.
}

