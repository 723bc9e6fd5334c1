'use strict';
{
  const root = document.documentElement;
  const { marks } = document.currentScript.dataset;
  // A file opened from a disk may be refused its store.
  const store = (key, write) => { try { return write ? localStorage.setItem(key, write) : localStorage.getItem(key); } catch { return null; } };
  const saved = store('kb-theme');
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
    const author = header.querySelector('.author')?.textContent;
    const day = header.querySelector('time')?.dateTime.slice(0, 10);
    const site = document.querySelector('.brand').textContent;
    const license = (header.querySelector('.license') ?? document.querySelector('.thread-footer .license'))?.textContent;
    // A path on somebody's disk is no address.
    const url = words.url || !isOnDisk ? (words.url ?? location.href).replace(/#.*/, '') + '#' + post.id : header.querySelector('.original-link')?.href ?? words.source;
    const who = author ?? words.anonymous;
    const rest = [day, site].filter(Boolean).join(', ');
    const md = (text) => text.replace(/[\\`*_[\]<>&~|#]/g, '\\$&');
    const tex = (text) => text.replace(/[\\{}$&#%_^~]/g, (c) => '\\' + (c === '\\' ? 'textbackslash{}' : '^~'.includes(c) ? c + '{}' : c));
    const fields = { title: tex(title), author: author && `{${tex(author)}}`, howpublished: tex(site), year: day?.slice(0, 4), date: day, url, note: license && tex(license) };
    const texts = {
      Markdown: (url ? `[${md(title)}](<${url}>)` : md(title)) + md(`, ${who}, ${rest}`),
      [words.text]: `${who}: “${title}”, ${rest}${url ? ', ' + url : ''}`,
      BibTeX: `@misc{${words.key}${post.matches('.question') ? '' : '-' + post.id},\n${Object.entries(fields).filter((field) => field[1]).map(([name, value]) => `  ${name} = {${value}}`).join(',\n')}\n}`,
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
        store('kb-theme', root.dataset.theme);
      });
    }

    // What only a landing from the search needs is a script of its own.
    if (store('kb-words')?.includes(JSON.stringify(location.href))) {
      const policy = globalThis.trustedTypes?.createPolicy('kb-marks', { createScriptURL: (url) => url });
      document.head.append(Object.assign(document.createElement('script'), { src: policy?.createScriptURL(marks) ?? marks }));
    }

    const words = { ...document.querySelector('main').dataset, ...document.querySelector('.nodes')?.dataset };
    if (navigator.clipboard) {
      for (const code of document.querySelectorAll('main pre')) {
        const box = element('div', '', { className: 'copyable' });
        code.replaceWith(box);
        box.append(code, element('button', words.copy, { type: 'button', onclick: () => copy(code.textContent, words.copied) }));
      }
    }

    if (!words.cite) return;
    // In the page, titles of thousands of posts would weigh as much as a picture.
    for (const link of document.querySelectorAll('.permalink')) link.title = link.ariaLabel;
    const arm = (post) => {
      const meta = post.querySelector(':scope > header > .node-meta');
      if (meta.querySelector('button')) return;
      meta.append(element('button', '❝', { className: 'cite-button', type: 'button', title: words.cite, ariaLabel: `${words.cite}: ${meta.previousElementSibling.textContent}`, onclick: () => cite(post, words) }));
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
