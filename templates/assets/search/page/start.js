// Searches while people type. An answer that comes after a newer question is dropped, and old results stay until new ones are there.

// As many results as the window has room for, because each thread costs a file. More come when the end of the list is well in view.
const usualHeight = 160;
const moreSize = 7;
let latest = 0;
let shown = pageSize();

function pageSize() { return Math.max(2, Math.min(10, Math.floor((innerHeight - results.offsetTop) / usualHeight))); }

// isStep: the back button leads back to what was before.
async function run({ isStep = false, isTyped = false, keepsAddress = false } = {}) {
  const number = ++latest;
  const state = readForm();
  const address = addressOfForm(state);
  if (!keepsAddress && address !== location.pathname + location.search) history[isStep ? 'pushState' : 'replaceState'](null, '', address);
  if (!isAsking(state)) return showNothing('idle');
  setState('loading');
  try {
    const found = await searchHits(state.q, { ...optionsOf(state), limit: shown });
    if (number !== latest) return;
    showFound(found, state);
    end.disconnect();
    if (results.lastElementChild) end.observe(results.lastElementChild);
    if (isTyped) await suggest(state);
  } catch {
    if (number === latest) showNothing('error', said.failed);
  }
}

form.addEventListener('submit', (event) => {
  event.preventDefault();
  shown = pageSize();
  run({ isStep: true });
});
box.addEventListener('input', () => {
  shown = pageSize();
  run({ isTyped: true });
});
form.addEventListener('change', (event) => {
  if (event.target === box) return;
  shown = pageSize();
  run({ isStep: true });
});
async function showMore() {
  shown += moreSize;
  await run({ keepsAddress: true });
}

more.addEventListener('click', async () => {
  const before = results.children.length;
  await showMore();
  results.children[before]?.querySelector('a').focus();
});
// The last result, not the button: below it the list keeps room, so that what comes after does not jump.
const end = new IntersectionObserver(([{ isIntersecting }]) => {
  if (isIntersecting && !more.hidden && results.dataset.state === 'done') showMore();
}, { rootMargin: `0px 0px -${usualHeight}px`, threshold: 1 });
addEventListener('popstate', () => {
  writeForm(location.search);
  run({ keepsAddress: true });
});

// Arrows lead from the box through the results, Escape leads back.
document.addEventListener('keydown', (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const links = [...results.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement);
  const isInBox = document.activeElement === box;
  if (event.key === 'ArrowDown' && (isInBox || at >= 0)) (links[at + 1] ?? links.at(-1))?.focus();
  else if (event.key === 'ArrowUp' && at >= 0) (links[at - 1] ?? box).focus();
  else if (event.key === 'Escape' && at >= 0) box.focus();
  else if (event.key === 'Escape' && isInBox && box.value) {
    box.value = '';
    run();
  } else return;
  event.preventDefault();
});

globalThis.kb = { ...globalThis.kb, search: searchHits };
writeForm(location.search);
if (isAsking(readForm())) run({ keepsAddress: true });
else box.focus();
