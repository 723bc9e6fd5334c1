// The form, and the address that says the same: ?q=...&kind=...&tag=...&author=...&solved=1&from=DATE&to=DATE

const form = results.closest('main').querySelector('form[role=search]');
const box = form.elements.q;
// Servers refuse long addresses, many beyond 8,000 bytes; a box takes 800 characters, which are at most 7,200 there.
const longestAddress = 8000;
const fields = ['tag', 'author', 'from', 'to'];

function readForm() {
  return {
    q: box.value,
    kinds: [...form.querySelectorAll('input[name=kind]:checked')].map((input) => input.value),
    solved: form.elements.solved.checked,
    ...Object.fromEntries(fields.map((name) => [name, form.elements[name].value.trim()])),
  };
}

function writeForm(address) {
  const asked = new URLSearchParams(address);
  box.value = asked.get('q') ?? '';
  for (const input of form.querySelectorAll('input[name=kind]')) input.checked = asked.getAll('kind').flatMap((kind) => kind.split(',')).includes(input.value);
  form.elements.solved.checked = asked.get('solved') === '1';
  for (const name of fields) form.elements[name].value = asked.getAll(name).join(', ');
  if (fields.some((name) => asked.get(name))) document.getElementById('_filters').open = true;
}

function addressOfForm(state) {
  const asked = new URLSearchParams();
  if (state.q.trim()) asked.set('q', state.q);
  for (const kind of state.kinds) asked.append('kind', kind);
  for (const tag of listOf(state.tag)) asked.append('tag', tag);
  if (state.author) asked.set('author', state.author);
  if (state.solved) asked.set('solved', '1');
  for (const name of ['from', 'to']) if (state[name]) asked.set(name, state[name]);
  const text = asked.toString();
  return location.pathname + (text ? `?${text}` : '');
}

function optionsOf(state) {
  return { kinds: state.kinds, tags: listOf(state.tag), author: state.author, solved: state.solved, from: state.from || undefined, to: state.to || undefined };
}

// One letter is the beginning of a word as long as it is being typed.
function isAsking(state, isTyped) {
  return [...state.q.trim()].length > (isTyped ? 1 : 0) || /[^\u0000-\u024f]/.test(state.q) || state.kinds.length > 0 || state.solved || fields.some((name) => state[name]);
}

function listOf(text) { return text.split(',').map((part) => part.trim()).filter(Boolean); }
