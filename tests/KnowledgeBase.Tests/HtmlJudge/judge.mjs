// Reads every page of a site with parse5 and tells what is live in it: node judge.mjs REQUEST.json
// REQUEST: { site, harmless, tags, controls }. The harmless site has the same threads with a plain word in the place of each
// payload; whatever markup stands there is the generator's own. Prints { files, findings, controls } as JSON.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { parse } from "parse5";

const request = JSON.parse(readFileSync(process.argv[2], "utf8"));
const allowedTags = new Set(request.tags);
const addresses = new Set(["href", "src", "cite", "action", "formaction", "data", "poster", "background", "srcset", "ping", "xlink:href", "longdesc", "manifest", "codebase"]);

function* elements(node, path = []) {
  for (const child of node.childNodes ?? []) {
    if (!child.tagName) continue;
    yield { element: child, path };
    const inner = [...path, child];
    yield* elements(child, inner);
    // What a template holds is no part of the tree.
    if (child.content) yield* elements(child.content, inner);
  }
}

const attributesOf = (element) => new Map(element.attrs.map((a) => [(a.prefix ? a.prefix + ":" : "") + a.name, a.value]));
const shapeOf = (element) => `${element.namespaceURI.split("/").pop()} ${element.tagName}[${element.attrs.map((a) => a.name).sort().join(" ")}]`;
const label = (element) => `${element.tagName}.${attributesOf(element).get("class") ?? ""}`;

// Elements that can act, and the values that say what they do.
const strict = new Set(["script", "style", "link", "meta", "base", "iframe", "object", "embed", "form"]);
const strictShapeOf = (element) => {
  const text = element.childNodes.map((c) => c.value ?? "").join("");
  const values = ["type", "rel", "http-equiv", "action", "method"].map((name) => attributesOf(element).get(name) ?? "").join("|");
  const isLoaded = /stylesheet|icon|manifest|preload|import/.test(attributesOf(element).get("rel") ?? "");
  const loaded = element.tagName === "script" || isLoaded ? (attributesOf(element).get("src") ?? attributesOf(element).get("href") ?? "").split("/").slice(-2).join("/").replace(/\.[0-9a-f]{16}\./, ".") : "";
  return `${shapeOf(element)} ${values} ${loaded} ${element.tagName === "script" && attributesOf(element).get("type") !== "application/ld+json" ? text.trim() : ""}`;
};

const isSafeAddress = (value) => {
  try {
    const url = new URL(value, "https://own.invalid/a/b/");
    return ["https:", "http:", "mailto:"].includes(url.protocol);
  } catch {
    return true; // no address at all leads nowhere
  }
};

// Where the page's own parts stand: a post that leaves its box moves what follows.
const frameOf = (document) => {
  const frame = [];
  for (const { element, path } of elements(document)) {
    const classes = (attributesOf(element).get("class") ?? "").split(" ");
    const isFrame = ["node", "body", "takeaway", "thread", "thread-header", "thread-footer", "site-footer", "site-header"].some((name) => classes.includes(name)) || element.tagName === "main";
    // The outline shows the first words of a post, as text in a box of their own.
    const isBoxed = [...path, element].some((parent) => /(^| )(body|start)( |$)/.test(attributesOf(parent).get("class") ?? ""));
    if (!isBoxed && element.childNodes.some((child) => child.value?.includes("kbsentinel"))) frame.push("a post's last words stand outside of it");
    if (isFrame) frame.push([...path, element].map(label).join(" > "));
  }
  return frame.join("\n");
};

const differenceOf = (now, before) => {
  const at = now.findIndex((line, i) => line !== before[i]);
  return at < 0 ? `lacks ${before[now.length]}` : `has ${now[at]} instead of ${before[at]}`;
};

function judge(text, known, frame) {
  const document = parse(text);
  const findings = [];
  for (const { element } of elements(document)) {
    const attributes = attributesOf(element);
    const shape = shapeOf(element);
    if (strict.has(element.tagName) ? !known.strict.has(strictShapeOf(element)) : !allowedTags.has(element.tagName) && !known.shapes.has(shape))
      findings.push(`element ${strict.has(element.tagName) ? strictShapeOf(element) : shape}`);
    if (element.namespaceURI !== "http://www.w3.org/1999/xhtml" && !known.shapes.has(shape)) findings.push(`foreign ${shape}`);
    for (const [name, value] of attributes) {
      if (/^on/i.test(name) || ["style", "srcdoc", "formaction", "autofocus", "contenteditable", "is", "target", "download", "ping", "nonce", "popover"].includes(name)) {
        if (!known.shapes.has(shape)) findings.push(`attribute ${name} of ${shape}`);
      }
      if (addresses.has(name) && !isSafeAddress(value)) findings.push(`address ${value}`);
      if (name === "id" && /^(location|document|body|getElementById|cookie)$/.test(value)) findings.push(`clobbering id ${value}`);
    }
  }
  if (frame !== undefined && frameOf(document) !== frame) findings.push(`frame ${differenceOf(frameOf(document).split("\n"), frame.split("\n"))}`);
  return findings;
}

// A file of the search index is one call with nothing but a string. Every byte counts as a character.
const indexScript = /^kbFile\("(?:[^"\\\r\n]|\\["\\nr])*"\)\n$/;
const judgeIndex = (text) => (indexScript.test(text) ? [] : ["a script that is no data"]);

// Other scripts are the templates' own; the search page's holds the root of the index besides, as base64.
const withoutRoot = (text) => text.replace(/^kbFile\(atob\("[A-Za-z0-9+/=]*"\)\)$/m, "");

const files = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
    .sort();

const known = { shapes: new Set(), strict: new Set() };
const frames = new Map();
for (const file of files(request.harmless).filter((name) => name.endsWith(".html"))) {
  const document = parse(readFileSync(join(request.harmless, file), "utf8"));
  frames.set(file, frameOf(document));
  for (const { element } of elements(document)) {
    known.shapes.add(shapeOf(element));
    if (strict.has(element.tagName)) known.strict.add(strictShapeOf(element));
  }
}

const isScript = (name) => name.startsWith("assets/") && name.endsWith(".js");
const scripts = new Set(files(request.harmless).filter(isScript).map((file) => withoutRoot(readFileSync(join(request.harmless, file), "utf8"))));
const result = { files: 0, scripts: 0, findings: [], controls: [] };
for (const file of files(request.site)) {
  // Attachments are people's own files, published byte for byte.
  if (/^assets\/.*\.txt$/.test(file)) continue;
  result.files++;
  if (file.startsWith("search/") && file.endsWith(".js")) {
    result.scripts++;
    const text = readFileSync(join(request.site, file), "latin1");
    for (const finding of judgeIndex(text)) result.findings.push({ file, finding });
    if (result.scripts === 1) for (const control of [text.replace(/\)\n$/, ");fire()\n"), text.replace(/"\)\n$/, '"+fire())\n'), text.replace(/"\)\n$/, '\\")\n')]) result.controls.push({ control, findings: judgeIndex(control) });
  } else if (isScript(file) && !scripts.has(withoutRoot(readFileSync(join(request.site, file), "utf8")))) result.findings.push({ file, finding: "another script than the templates'" });
  if (!file.endsWith(".html")) continue;
  const text = readFileSync(join(request.site, file), "utf8");
  for (const finding of judge(text, known, file.startsWith("threads/p") ? frames.get(file) : undefined)) result.findings.push({ file, finding });
}

const [controlFile, controlText] = request.page;
for (const control of request.controls) {
  const text = controlText.replace(request.marker, () => control);
  result.controls.push({ control, findings: judge(text, known, frames.get(controlFile)) });
}

console.log(JSON.stringify(result));
