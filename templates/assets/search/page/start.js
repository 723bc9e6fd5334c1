// Searches while people type. An answer that comes after a newer question is dropped, and old results stay until new ones are there.

// As many results as the window has room for, because each thread costs a file. More come when the end of the list is well in view.
const usualHeight = 160;
const moreSize = 7;
const mostAtOnce = 100;
let latest = 0;
let shown; // the question whose results stand there
let addressed; // what the address asks, as it was last read or written
let isDraft = false; // the address is of a question that is being typed
const pageTitle = document.title;

function pageSize() { return Math.max(2, Math.min(10, Math.floor((innerHeight - results.offsetTop) / usualHeight))); }

async function run({ isTyped = false, keepsAddress = false } = {}) {
  const number = ++latest;
  const state = readForm();
  const size = pageSize();
  const { count = 0, height } = (keepsAddress && history.state) || {};
  shown = undefined;
  if (!isTyped) suggestions.replaceChildren();
  const isAddressed = keepsAddress || writeAddress(addressOfForm(state), isTyped);
  addressed = location.search;
  document.title = [state.q.trim(), pageTitle].filter(Boolean).join(' · ');
  if (!isAsking(state, isTyped)) return showNothing();
  setState('loading');
  if (height) results.style.minBlockSize = `${height}px`; // room for the browser to find the place where one was
  try {
    if (isTyped) await whenIdle();
    if (number !== latest) return;
    const found = await searchHits(state.q, { ...optionsOf(state), limit: Math.max(size, Math.min(count, mostAtOnce)) });
    if (number !== latest) return;
    showFound(found, size);
    shown = { state, end: found.end, isAddressed };
    watchEnd();
    if (isTyped) await suggest(state, found);
  } catch {
    if (number !== latest) return;
    more.hidden = true; // of an earlier question
    showFailed();
  }
}

// The back button leads to each question that was asked: the letters of one are no steps of their own.
function writeAddress(address, isTyped) {
  const isNew = address.length <= longestAddress && address !== location.pathname + location.search;
  if (isNew) writeHistory(isTyped && isDraft ? 'replaceState' : 'pushState', null, address);
  if (isNew || !isTyped) isDraft = isTyped;
  return address === location.pathname + location.search; // not if it is too long, or refused
}

function writeHistory(method, data, address) {
  try {
    history[method](data, '', address);
  } catch {
    // Safari refuses more than a hundred in some seconds: the search goes on.
  }
}

// Whoever asks while more results are on their way waits for the same.
function showMore() {
  if (shown) return shown.more ??= addMore(shown);
}

async function addMore(question) {
  setState('loading');
  try {
    const found = await searchHits(question.state.q, { ...optionsOf(question.state), offset: question.end, limit: moreSize });
    if (question !== shown) return;
    question.end = found.end;
    showAlso(found);
    if (question.isAddressed) writeHistory('replaceState', { count: found.end, height: results.offsetHeight });
    watchEnd();
  } catch {
    if (question !== shown) return;
    showFailed();
  }
  question.more = undefined;
}

// The last result, not the button: below it the list keeps room, so that what comes after does not jump.
function watchEnd() {
  end.disconnect();
  if (results.lastElementChild) end.observe(results.lastElementChild);
}

const end = new IntersectionObserver(([{ isIntersecting }]) => {
  if (isIntersecting && !more.hidden && results.dataset.state === 'done') showMore();
}, { rootMargin: `0px 0px -${usualHeight}px`, threshold: 1 });

form.addEventListener('submit', (event) => {
  event.preventDefault();
  run();
});
box.addEventListener('input', () => run({ isTyped: true }));
form.addEventListener('change', (event) => {
  if (event.target !== box) run();
});
more.addEventListener('click', async () => {
  const before = results.children.length;
  await showMore();
  results.children[before]?.querySelector('a').focus();
});
addEventListener('popstate', () => {
  isDraft = false;
  if (location.search === addressed) return; // a place on the page
  writeForm(location.search);
  run({ keepsAddress: true });
});

// Back from a result to a page that was kept as it was.
addEventListener('pageshow', ({ persisted }) => { if (persisted) isDraft = false; });

// Arrows lead from the box, or from a page that was just opened, through the results; Escape leads back.
document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const links = [...results.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement);
  const isInBox = document.activeElement === box;
  // Whoever has scrolled, or selects text, moves on in that.
  const isFresh = document.activeElement === document.body && links.length > 0 && scrollY === 0 && getSelection().isCollapsed;
  if (event.key === 'ArrowDown' && (isInBox || isFresh || at >= 0)) goDown(at);
  else if (event.key === 'ArrowUp' && at >= 0) (links[at - 1] ?? box).focus();
  else if (event.key === 'Escape' && at >= 0) box.focus();
  else if (event.key === 'Escape' && isInBox && box.value) {
    box.value = '';
    run({ isTyped: true });
  } else return;
  event.preventDefault();
});

async function goDown(at) {
  const from = document.activeElement;
  if (at === results.children.length - 1 && !more.hidden) await showMore();
  if (document.activeElement === from) results.children[at + 1]?.querySelector('a').focus();
}

globalThis.kb = { ...globalThis.kb, search: searchHits };
writeForm(location.search);
run({ keepsAddress: true });
if (!isAsking(readForm())) box.focus();
