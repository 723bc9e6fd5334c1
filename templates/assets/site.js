'use strict';
{
  const root = document.documentElement;
  // A file opened from a disk may be refused its store.
  const store = (write) => { try { return write ? localStorage.setItem('kb-theme', write) : localStorage.getItem('kb-theme'); } catch { return null; } };
  const saved = store();
  if (saved) root.dataset.theme = saved;

  const element = (name, text, attributes) => Object.assign(document.createElement(name), { textContent: text }, attributes);

  const say = (text) => {
    const toast = element('div', text, { className: 'toast', role: 'status' });
    // Nothing but a dialog is seen and heard while one is open.
    (document.querySelector('dialog') ?? document.body).append(toast);
    setTimeout(() => toast.remove(), 1600);
  };

  const copy = (text, done) => navigator.clipboard?.writeText(text).then(() => say(done), () => {});

  // From a disk, a folder shows its listing: lead to its page instead.
  const isOnDisk = location.protocol === 'file:';
  if (isOnDisk) {
    document.addEventListener('click', (event) => {
      const link = event.target.closest('a[href]');
      if (link?.protocol === 'file:' && link.pathname.endsWith('/')) link.pathname += 'index.html';
    });
    document.addEventListener('submit', ({ target }) => {
      if (target.action.endsWith('/')) target.action += 'index.html';
    });
  }

  const cite = (post, words) => {
    const title = document.querySelector('h1').textContent;
    const header = post.querySelector('header');
    const author = header.querySelector('.author')?.textContent ?? words.anonymous;
    const day = header.querySelector('time')?.dateTime.slice(0, 10) ?? '';
    const url = (words.url ?? location.href).replace(/#.*/, '') + '#' + post.id;
    const rest = [day, document.querySelector('.brand').textContent].filter(Boolean).join(', ');
    const md = (text) => text.replace(/[\\`*_[\]<>&~|#]/g, '\\$&');
    const tex = (text) => text.replace(/[\\{}$&#%_^~]/g, (c) => '\\' + (c === '\\' ? 'textbackslash{}' : '^~'.includes(c) ? c + '{}' : c));
    const fields = { title: tex(title), author: `{${tex(author)}}`, date: day, url };
    const texts = {
      Markdown: `[${md(title)}](<${url}>), ${md(`${author}, ${rest}`)}`,
      [words.text]: `${author}: “${title}”, ${rest}, ${url}`,
      BibTeX: `@misc{${post.id},\n${Object.entries(fields).filter((field) => field[1]).map(([name, value]) => `  ${name} = {${value}}`).join(',\n')}\n}`,
    };
    const dialog = element('dialog', '', { className: 'cite', ariaLabel: words.cite });
    const list = element('dl', '');
    for (const [name, text] of Object.entries(texts)) {
      const button = element('button', words.copy, { onclick: () => copy(text, words.copied) });
      const term = element('dt', name + ' ');
      term.append(button);
      const value = element('dd', '');
      value.append(element('pre', text, { tabIndex: 0 }));
      list.append(term, value);
    }
    dialog.append(list, element('button', words.close, { onclick: () => dialog.close() }));
    dialog.addEventListener('close', () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  };

  const start = () => {
    const moved = document.querySelector('.page-redirect main a');
    if (moved) location.replace(moved + (isOnDisk && moved.pathname.endsWith('/') ? 'index.html' : '') + location.hash);
    const button = document.querySelector('.theme');
    if (button) {
      button.hidden = false;
      button.addEventListener('click', () => {
        const isDark = (root.dataset.theme ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';
        root.dataset.theme = isDark ? 'light' : 'dark';
        store(root.dataset.theme);
      });
    }

    const words = document.querySelector('.nodes')?.dataset;
    if (!words) return;
    const arm = (post) => {
      const meta = post.querySelector(':scope > header > .node-meta');
      if (meta.querySelector('button')) return;
      meta.append(element('button', '❝', { className: 'cite-button', type: 'button', ariaLabel: words.cite, onclick: () => cite(post, words) }));
      for (const step of post.querySelectorAll(':scope > .body li[id]:not([id*="_"])')) {
        step.append(element('a', '', { className: 'permalink step-link', href: '#' + step.id, title: words.step, ariaLabel: `${words.step}: ${step.id}` }));
      }
    };
    // Posts further down get their buttons when somebody comes to them.
    [...document.querySelectorAll('.node')].slice(0, 60).forEach(arm);
    for (const type of ['pointerover', 'focusin']) {
      document.addEventListener(type, (event) => {
        const post = event.target.closest('.node');
        if (post) arm(post);
      });
    }

    // Posts far away have a guessed height. Until those around the target have their own, land again.
    const land = (frames) => {
      document.querySelector(':target')?.scrollIntoView();
      if (frames) requestAnimationFrame(() => land(frames - 1));
    };
    if (performance.getEntriesByType('navigation')[0]?.type === 'navigate') addEventListener('load', () => land(8));

    document.addEventListener('click', (event) => {
      const link = event.target.closest('a[href]');
      if (!link) return;
      if (link.classList.contains('permalink')) copy(link.href, words.linked);
      else if (link.hash && link.pathname === location.pathname) setTimeout(land, 0, 8);
    });
  };

  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', start);
  else start();
}

// '/' and Ctrl-K lead to the search from any page.
document.addEventListener('keydown', (event) => {
  const isTyping = event.target.matches?.(':read-write, select');
  const isSlash = event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
  const isCtrlK = event.key?.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!isSlash && !isCtrlK) return;
  event.preventDefault();
  const box = document.querySelector('input[type=search][name=q]');
  if (box?.checkVisibility()) {
    box.focus();
    box.select();
  } else {
    document.querySelector('a[data-search]')?.click();
  }
});

// Marks the words that a search found where its result leads.
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

function markFound() {
  try {
    const [address, words] = JSON.parse(localStorage.getItem('kb-words') ?? '[]');
    if (address !== location.href) return;
    localStorage.removeItem('kb-words');
    markWords(words);
  } catch {
    // Without storage nothing is marked.
  }
}

document.addEventListener('DOMContentLoaded', markFound);
