// Makes an index of the threads of a site as most people set MiniSearch up: title and text, words by prefix and with some edits.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';

const [site, output] = process.argv.slice(2);
const search = new MiniSearch({ fields: ['title', 'text'], storeFields: ['title'] });
for (const id of readdirSync(join(site, 'threads'))) {
  let thread;
  try {
    thread = JSON.parse(readFileSync(join(site, 'threads', id, 'index.json'), 'utf8'));
  } catch {
    continue; // pages of lists are no threads
  }
  const text = thread.nodes.map(({ html }) => html.replace(/<[^>]*>/g, ' ').replace(/&#?\w+;/g, ' ')).join('\n');
  search.add({ id, title: thread.title, text });
}

mkdirSync(output, { recursive: true });
writeFileSync(join(output, 'index.json'), JSON.stringify(search));
copyFileSync(new URL('node_modules/minisearch/dist/es/index.js', import.meta.url), join(output, 'minisearch.js'));
writeFileSync(join(output, 'index.html'), `<!DOCTYPE html><title>MiniSearch</title><link rel="icon" href="data:,"><script type="module">
import MiniSearch from './minisearch.js';
const loaded = fetch('index.json').then((response) => response.text()).then((json) => MiniSearch.loadJSON(json, { fields: ['title', 'text'], storeFields: ['title'] }));
globalThis.find = async (query) => (await loaded).search(query, { boost: { title: 2 }, prefix: true, fuzzy: 0.2 }).slice(0, 10).map(({ id }) => id);
</script>`);
