// Injected by 'kb serve' into the pages it serves, never into the site. Reloads the page after a good build, shows why a build failed.
(() => {
  'use strict';
  const { page, seen } = document.currentScript.dataset;
  let source = null;

  const element = (name, text) => {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  };

  const makePanel = () => {
    const style = document.createElement('link');
    style.rel = 'stylesheet';
    style.href = '/_kb/live-reload.css';
    document.head.append(style);

    const panel = document.createElement('section');
    panel.id = '_kb-panel';
    panel.setAttribute('role', 'alert');
    panel.setAttribute('lang', 'en');
    panel.setAttribute('dir', 'ltr');
    const dismiss = element('button', 'Dismiss');
    dismiss.type = 'button';
    dismiss.addEventListener('click', () => panel.remove());
    panel.append(element('h2', 'Not rebuilt: this is the last good version'), element('ul', ''), dismiss);
    document.body.append(panel);
    return panel;
  };

  const show = (messages) => {
    const panel = document.getElementById('_kb-panel') || makePanel();
    panel.querySelector('ul').replaceChildren(...messages.map((message) => element('li', message)));
  };

  // A reload keeps the reader's place: what stands at the top of the window, and where the keyboard is.
  const keptKey = '_kb-kept';
  const pathTo = (start) => {
    const steps = [];
    let element = start;
    for (; element.parentElement && !element.id; element = element.parentElement) steps.unshift([...element.parentElement.children].indexOf(element));
    return { id: element.id, steps };
  };
  const at = ({ id, steps }) => steps.reduce((element, step) => element && element.children[step], id ? document.getElementById(id) : document.documentElement);
  const keep = () => {
    const top = [...document.querySelectorAll('[id]')].findLast((element) => element.getClientRects().length > 0 && element.getBoundingClientRect().top <= 0);
    const focused = document.activeElement;
    sessionStorage.setItem(keptKey, JSON.stringify({
      path: location.pathname,
      y: scrollY,
      top: top && { id: top.id, y: top.getBoundingClientRect().top },
      focus: focused && focused !== document.body ? pathTo(focused) : null,
    }));
  };
  const giveBack = () => {
    const kept = JSON.parse(sessionStorage.getItem(keptKey));
    sessionStorage.removeItem(keptKey);
    if (!kept || kept.path !== location.pathname) return;
    const focused = kept.focus && at(kept.focus);
    if (focused) focused.focus({ preventScroll: true });
    const top = kept.top && document.getElementById(kept.top.id);
    scrollTo({ top: top ? scrollY + top.getBoundingClientRect().top - kept.top.y : kept.y, behavior: 'instant' });
  };

  // A browser keeps few connections to one host: pages in the background give theirs up, and ask what they missed on return.
  const listen = () => {
    if (document.visibilityState === 'hidden' || source) return;
    source = new EventSource('/_kb/events?seen=' + encodeURIComponent(seen) + '&page=' + encodeURIComponent(page));
    source.addEventListener('reload', () => { hush(); keep(); location.reload(); });
    source.addEventListener('diagnostics', (event) => show(JSON.parse(event.data)));
  };
  const hush = () => {
    if (source) source.close();
    source = null;
  };

  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? hush() : listen()));
  addEventListener('pagehide', hush);
  addEventListener('pageshow', listen);
  addEventListener('load', giveBack);
  listen();
})();
