// Where results are, and where hits lead: from the search page to the node.

const results = document.getElementById('results');

// Also for other scripts, as kb.search.
async function searchHits(text, options = {}) {
  const { author, from, to, kinds, tags, solved, limit, offset } = options;
  const found = await ask('search', text, { author, from, to, kinds, tags, solved, limit, offset });
  const hits = found.hits.map((hit) => ({ ...hit, url: addressOf(hit.url) }));
  return { ...found, hits };
}

function addressOf(url) {
  const namesFiles = location.protocol === 'file:' || location.pathname.endsWith('/index.html');
  return '../' + (namesFiles ? url.replace('/#', '/index.html#') : url);
}
