// Shows results: flat, the nodes of one thread together, the best first.

const status = document.getElementById('_status');
const spoken = document.getElementById('_told'); // what a screen reader says
const more = document.getElementById('_more');
const suggestions = document.getElementById('_suggestions');
const said = results.dataset; // what the page says, in the site's language
const language = document.documentElement.lang;

const mostMissing = 3; // words that are said to stand nowhere: of a pasted message there may be dozens
const patience = 300;
let slow;

function setState(state, total) {
  clearTimeout(slow);
  if (state === 'loading') slow = setTimeout(say, patience, said.searching);
  else results.style.minBlockSize = '';
  document.documentElement.classList.remove('asks'); // the results have room from the first paint on
  results.dataset.state = state;
  if (total !== undefined) results.dataset.total = total;
}

function showFound(found, size) {
  const hadFocus = results.contains(document.activeElement);
  results.replaceChildren();
  showAlso(found, size);
  showCounts(found);
  if (hadFocus) (results.querySelector('a') ?? box).focus();
}

// Below what is shown, which stays as it is: somebody is reading it, or has the focus there.
// Those that came in steps before stand as they stood then.
function showAlso(found, size = moreSize) {
  const steps = [found.hits.slice(0, size)];
  for (let at = size; at < found.hits.length; at += moreSize) steps.push(found.hits.slice(at, at + moreSize));
  for (const hit of steps.flatMap(grouped)) results.append(resultOf(hit, results.lastElementChild?.dataset.thread === hit.thread));
  more.hidden = found.isEnd;
  const corrections = found.corrected.map(({ typed, meant }) => filledIn(said.corrected, typed, meant));
  const unknown = (found.query.unknown ?? []).map((typed) => filledIn(said.unknown, typed));
  const missing = found.total > 0 ? found.missing.slice(0, mostMissing).map((word) => filledIn(said.missing, word)) : [];
  const leftOut = found.query.without.phrases.map((phrase) => filledIn(said.leftOut, phrase));
  const lacking = found.lacks ? [said.lacks] : [];
  say([found.total === 0 ? emptyText(found.query) : [counted(said.count, found.total, found.isPart), ...corrections, ...leftOut].join(', '), ...missing, ...unknown, ...lacking].join(' · '));
  setState('done', found.total);
}

// Somebody may still read what stands there.
function showFailed() {
  say(said.failed);
  setState('error');
}

// Nothing of an earlier question stays.
function showNothing() {
  if (results.contains(document.activeElement)) box.focus();
  results.replaceChildren();
  more.hidden = true;
  suggestions.replaceChildren();
  showCounts({ kinds: {} });
  say('');
  setState('idle', 0);
}

// To be seen at once, and to be heard after a rest: who types would hear each letter's count. What was said already would be read out again.
const rest = 700;
let telling;

function say(text) {
  status.textContent = text;
  clearTimeout(telling);
  telling = setTimeout(() => {
    if (spoken.textContent !== text) spoken.textContent = text;
  }, rest);
}

function showCounts({ kinds, solved, isPart }) {
  for (const input of form.querySelectorAll('input[name=kind]')) setCount(input, kinds[input.value], isPart);
  setCount(form.elements.solved, solved, isPart);
}

// The query has the filters of the form and those that were typed.
function emptyText(query) {
  const isFiltered = query.from || query.to || [query, query.without].some(({ solved, kinds, tags, authors }) => solved || [kinds, tags, authors].some((filter) => filter.length > 0));
  return isFiltered ? said.emptyFiltered : said.empty;
}

// A text has places {0}, {1} for values; one with a number has the form for one and, after '|', the form for many.
function filledIn(text, ...values) { return text.replace(/\{(\d)\}/g, (_, i) => values[i]); }

function counted(forms, count, isPart) { return filledIn(forms.split('|').at(count === 1 ? 0 : -1).trim(), told(count, isPart)); }

function setCount(input, count, isPart) {
  input.closest('label').querySelector('.count').textContent = count === undefined ? '' : told(count, isPart);
}

// Of words that are in very many threads, the best results were counted.
function told(count, isPart) { return count.toLocaleString(language) + (isPart && count > 0 ? '+' : ''); }

// Hits of one thread that come at once stand together, where the best of them is.
function grouped(hits) {
  const threads = new Map();
  for (const hit of hits) threads.set(hit.thread, [...threads.get(hit.thread) ?? [], hit]);
  return [...threads.values()].flat();
}

function resultOf(hit, isMore) {
  const item = element('li', { className: `result ${hit.kind}${isMore ? ' more' : ''}` });
  item.dataset.kind = hit.kind;
  item.dataset.thread = hit.thread;
  const label = element('span', { className: hit.isAccepted ? 'label accepted' : 'label', textContent: hit.isAccepted ? said.accepted : said[hit.kind] });
  const title = element('span', inItsLanguage(hit));
  title.append(...marked(hit.title, hit.titleMarks));
  const link = element('a', { href: hit.url });
  // Below the best hit of a thread its title is known: who speaks says more.
  if (isMore) link.setAttribute('aria-label', [label.textContent, hit.author, hit.title].filter(Boolean).join(' '));
  link.append(label, ' ', isMore && hit.author ? element('bdi', { textContent: hit.author }) : title);
  for (const type of ['click', 'auxclick']) link.addEventListener(type, () => rememberWords(hit, link.href));
  const excerpt = element('p', { className: 'excerpt', ...inItsLanguage(hit) });
  excerpt.append(...marked(hit.excerpt, hit.marks));
  item.append(link, excerpt);
  const facts = factsOf(hit, isMore);
  if (facts.length > 0) item.append(element('p', { className: 'facts' }));
  for (const fact of facts) item.lastChild.append(...item.lastChild.hasChildNodes() ? [' ', fact] : [fact]);
  return item;
}

// Each by itself, for an author may be written in another direction; what stands between them has the page's.
function factsOf(hit, isMore) {
  const date = hit.date && element('time', { dateTime: hit.date, textContent: dayInWords(hit.date) });
  if (isMore) return date ? [date] : [];
  const solved = hit.isSolved && !hit.isAccepted && said.solved;
  return [isolated(hit.author), date, isolated(hit.tags.join(', ')), isolated(solved)].filter(Boolean);
}

function isolated(text) {
  if (!text) return null;
  const fact = element('span');
  fact.append(element('bdi', { textContent: text }));
  return fact;
}

// As everywhere on the site.
function dayInWords(date) {
  const [year, month, day] = date.split('-').map(Number);
  return filledIn(said.date, day, said.months.split(' ')[month - 1], year);
}

function marked(text, marks) {
  const parts = [];
  let at = 0;
  for (const [start, end] of marks) {
    parts.push(text.slice(at, start), element('mark', { textContent: text.slice(start, end) }));
    at = end;
  }
  return [...parts, text.slice(at)];
}

// What the author wrote; labels and facts are in the site's language.
function inItsLanguage(hit) { return { dir: 'auto', ...hit.language && { lang: hit.language } }; }

function element(name, properties) { return Object.assign(document.createElement(name), properties); }

// The page at the address marks these words, in whichever tab it opens, and forgets them. They are in composed letters here, there maybe not.
function rememberWords(hit, address) {
  const words = [...hit.marks.map(([start, end]) => hit.excerpt.slice(start, end)), ...hit.titleMarks.map(([start, end]) => hit.title.slice(start, end))];
  if (words.length === 0) return;
  try {
    localStorage.setItem('kb-words', JSON.stringify([address, [...new Set(words.flatMap((word) => [word, word.normalize('NFD')]))]]));
  } catch {
    // Without storage nothing is marked.
  }
}
