// Writes a made-up study with so many quotes into a folder, always the same: what the search is measured on. Words follow
// Zipf's law over a vocabulary that grows with the text, as those of a language do.
//
//   node tests/search/study.mjs FOLDER QUOTES

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [folder, count] = [process.argv[2], Number(process.argv[3])];
if (!folder || !(count > 0)) throw new Error("usage: node tests/search/study.mjs FOLDER QUOTES");

let seed = 20121;
const random = () => {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return (seed >>> 8) / 2 ** 24;
};
const pick = (list) => list[Math.floor(random() * list.length)];

const starts = "b c d f g h j l m n p qu r s t v ch br cr tr pl gr pr bl fl st".split(" ");
const vowels = "a e i o u ou an on in é è ai eau".split(" ");
const ends = ["", "", "s", "e", "es", "er", "ation", "ment", "eur", "ique", "ité"];
const known = new Set();
function word() {
  for (;;) {
    let made = "";
    for (let left = 1 + Math.floor(random() * 3); left > 0; left -= 1) made += pick(starts) + pick(vowels);
    made += pick(ends);
    if (known.has(made)) continue;
    known.add(made);
    return made;
  }
}
// Heaps' law with the constants of French prose: 45 words a quote.
const words = Array.from({ length: Math.round(12 * Math.sqrt(count * 45)) }, word);
// The commonest words are the shortest.
words.sort((one, other) => one.length - other.length);
const zipf = () => words[Math.min(words.length - 1, Math.floor(words.length ** random()) - 1)];
const sentence = (length) => {
  const said = Array.from({ length }, zipf).join(" ");
  return `${said[0].toUpperCase()}${said.slice(1)}.`;
};

const organisations = Array.from({ length: Math.max(15, Math.round(count / 40)) }, (_, n) => `organisme-${n + 1}`);
const tools = Array.from({ length: 30 }, (_, n) => `outil-${n + 1}`);
const topics = Array.from({ length: 20 }, (_, n) => `theme-${n + 1}`);
const write = (path, text) => writeFileSync(join(folder, path), text);
for (const name of ["organisations", "tools", "quotes", "pages"]) mkdirSync(join(folder, "content", name), { recursive: true });
write("study.yaml", 'title: "Étude mesurée"\nlanguages: [fr]\nconsent: public-sources\npublished: 2020\n');
for (const id of organisations) write(`content/organisations/${id}.md`, `---\nname: ${word().toUpperCase()}\n---\n${sentence(20)}\n`);
for (const id of tools) write(`content/tools/${id}.md`, `---\nname: ${word()}\n---\n${sentence(20)}\n`);
write("content/topics.yaml", topics.map((id, n) => `${id}:\n  label: "${sentence(3)}"\n  order: ${n + 1}\n`).join(""));
write("content/documents.yaml", 'corpus:\n  title: "Entretiens"\n  kind: transcript\n');
const perFile = 100;
for (let file = 0; file * perFile < count; file += 1) {
  const entries = Array.from({ length: Math.min(perFile, count - file * perFile) }, (_, n) =>
    `---\nid: propos-${file * perFile + n + 1}\norganisation: ${pick(organisations)}\ntools: [${pick(tools)}]\n` +
    `topics: [${pick(topics)}]\nevidence: ${random() < 0.2 ? "inferred" : "explicit"}\nlocator: l. ${n + 1}\n---\n` +
    `${sentence(15 + Math.floor(random() * 20))} ${sentence(10 + Math.floor(random() * 20))}\n`);
  write(`content/quotes/file-${file + 1}.md`, `---\ndefaults:\n  source: {document: corpus}\n---\n${entries.join("")}`);
}
