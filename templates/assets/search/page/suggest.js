// Tags that begin like the word that is being typed: one press narrows the search to them.

const suggestions = document.getElementById('_suggestions');
const mostSuggestions = 5;

async function suggest(state) {
  const word = state.q.match(/[^\s"]{2,}$/u)?.[0].toLowerCase();
  const tags = word ? await ask('tags') : [];
  if (box.value !== state.q) return;
  const found = tags.filter(([slug, name]) => slug.startsWith(word) || name.toLowerCase().startsWith(word)).slice(0, mostSuggestions);
  suggestions.hidden = found.length === 0;
  suggestions.replaceChildren(...found.map(([slug, name, count]) => {
    const button = element('button', { type: 'button', textContent: filledIn(suggestions.dataset.text, name, count.toLocaleString(language)) });
    button.addEventListener('click', () => {
      if (box.value !== state.q) return; // what was suggested for is no longer there
      box.value = box.value.slice(0, box.value.length - word.length).trimEnd();
      form.elements.tag.value = [...listOf(form.elements.tag.value), slug].join(', ');
      document.getElementById('_filters').open = true;
      box.focus();
      run();
    });
    return button;
  }));
}
