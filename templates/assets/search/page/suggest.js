// While a word is typed: tags that begin like it, which narrow the search, and threads among the results whose titles have it.

const mostTags = 2;
const mostTitles = 3;

async function suggest(state, found) {
  const number = latest;
  const word = state.q.match(/[^\s"]{2,}$/u)?.[0] ?? '';
  // Results do not wait for these, nor go if these cannot be loaded.
  const tags = word ? await ask('tags').catch(() => []) : [];
  if (number !== latest) return;
  const start = word.toLowerCase().replace(/^tag:/, '');
  const named = tags.filter(([slug, name]) => slug.startsWith(start) || name.toLowerCase().startsWith(start)).slice(0, mostTags);
  suggestions.replaceChildren(...named.map((tag) => tagButton(tag, word, state)), ...titled(found).map(titleLink));
}

function tagButton([slug, name, count], word, state) {
  const button = element('button', { type: 'button', textContent: filledIn(suggestions.dataset.tag, name, count.toLocaleString(language)) });
  button.addEventListener('click', () => {
    if (box.value !== state.q) return; // what was suggested for is no longer there
    box.value = box.value.slice(0, box.value.length - word.length).trimEnd();
    form.elements.tag.value = [...listOf(form.elements.tag.value), slug].join(', ');
    document.getElementById('_filters').open = true;
    box.focus();
    run();
  });
  return button;
}

// The results know their titles: nothing more is loaded. Titles that begin with the words come first.
function titled({ hits, query }) {
  const typed = query.words.toLowerCase();
  const words = typed.split(/\s+/).filter(Boolean);
  const threads = [...new Map(hits.map((hit) => [hit.thread, hit])).values()];
  const having = threads.filter(({ title }) => words.length > 0 && words.every((word) => title.toLowerCase().includes(word)));
  const begins = ({ title }) => title.toLowerCase().startsWith(typed);
  return [...having.filter(begins), ...having.filter((hit) => !begins(hit))].slice(0, mostTitles);
}

function titleLink(hit) {
  return element('a', { href: hit.url.replace(/#.*/, ''), textContent: hit.title, ...inItsLanguage(hit) });
}
