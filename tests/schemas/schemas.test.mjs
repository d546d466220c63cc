// `florilege schema` against an independent validator: every good file of the study, of the gallery, of the documents and
// of the cases is accepted, and every file with a mistake that a schema can know is refused.

import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { cases, complaints, filesOf, florilege, shapes, shownIn, top, validators, wrong } from "./files.mjs";

const kinds = shapes();
const any = validators();

/** Files that are refused though they should not be. */
function refused(files, by) {
  let looked = 0;
  const found = [];
  for (const [path, text] of files) {
    const errors = wrong(path, text, kinds, by);
    if (errors === null) continue;
    looked += 1;
    if (errors.length > 0) found.push(`${path}: ${errors.slice(0, 4).join("; ")}`);
  }
  return { looked, found };
}

for (const [name, files, least] of [
  ["the example study", filesOf(top), 100],
  ["the gallery", filesOf(join(top, "docs/gallery")), 20],
  ["the study of the README", shownIn("README.md"), 6],
  ["the study of the format", shownIn("docs/study-format.md"), 20],
]) {
  test(`every file of ${name} is accepted`, () => {
    const { looked, found } = refused(files, any);
    assert.deepEqual(found, []);
    assert.ok(looked >= least, `only ${looked} files were looked at`);
  });
}

for (const [name, folder] of [
  ["the example study", "."],
  ["the gallery", "docs/gallery"],
]) {
  test(`every file of ${name} is accepted where its own ids are listed`, () => {
    const { found } = refused(filesOf(join(top, folder)), validators("--study", folder));
    assert.deepEqual(found, []);
  });
}

test("an id that the study does not have is refused where its ids are listed", () => {
  const own = validators("--study", ".");
  const quote = "---\norganisation: nobody-of-that-name\n---\nOui.\n";
  assert.deepEqual(wrong("content/quotes/a.md", quote, kinds, any), []);
  assert.notDeepEqual(wrong("content/quotes/a.md", quote, kinds, own), []);
  const title = "kind: bar\ntitle: {fr: Un, de: Ein}\ndata: {count: quotes, by: organisation}\n";
  assert.deepEqual(wrong("charts/a.yaml", title, kinds, any), []);
  assert.notDeepEqual(wrong("charts/a.yaml", title, kinds, own), []);
});

/** What is wrong with the form of one file, by the codes of its diagnostics. */
const FORM = new Set([
  "chart-data-form",
  "chart-not-offered",
  "decimal-comma",
  "invalid-address",
  "invalid-chart-option",
  "invalid-consent",
  "invalid-date",
  "invalid-identifier",
  "invalid-value",
  "invalid-value-map",
  "missing-key",
  "not-translatable",
  "unknown-chart-kind",
  "unknown-check",
  "unknown-key",
  "value-or-unknown",
  "wrong-type",
]);

/** Mistakes of form that a schema cannot know, by a part of their message, and why. */
const BEYOND = JSON.parse(readFileSync(new URL("beyond.json", import.meta.url), "utf8"));

test("every mistake of form in the cases is refused, but those that a schema cannot know", () => {
  const passed = [];
  const used = new Set();
  let looked = 0;
  for (const { name, files, said } of cases()) {
    const mistakes = said.filter(({ code, path }) => FORM.has(code) && files.has(path));
    for (const path of new Set(mistakes.map(({ path }) => path))) {
      const errors = wrong(path, files.get(path), kinds, any);
      if (errors === null) continue;
      looked += 1;
      if (errors.length > 0) continue;
      for (const { code, message } of mistakes.filter((mistake) => mistake.path === path)) {
        const known = Object.keys(BEYOND).find((words) => message.includes(words));
        if (known) used.add(known);
        else passed.push(`${name}: ${path}: ${code}: ${message}`);
      }
    }
  }
  assert.deepEqual(passed, []);
  assert.deepEqual(Object.keys(BEYOND).filter((words) => !used.has(words)), [], "these are known after all");
  assert.ok(looked > 25, `only ${looked} files with mistakes were looked at`);
});

test("every file of the cases about which no error is said is accepted", () => {
  const found = [];
  let looked = 0;
  for (const { name, files, said } of cases()) {
    const wrongly = new Set(said.filter(({ level }) => level === "error").map(({ path }) => path));
    const good = [...files].filter(([path]) => !wrongly.has(path));
    const result = refused(good, any);
    looked += result.looked;
    found.push(...result.found.map((line) => `${name}: ${line}`));
  }
  assert.deepEqual(found, []);
  assert.ok(looked > 300, `only ${looked} files were looked at`);
});

test("all schemas are written into a folder, each under its own name and with references that need no network", () => {
  const folder = mkdtempSync(join(tmpdir(), "schemas-"));
  florilege("schema", "--output", folder);
  const names = readdirSync(folder).sort();
  assert.deepEqual(names, kinds.map(({ name }) => `${name}.schema.json`).sort());
  for (const name of names) {
    const text = readFileSync(join(folder, name), "utf8");
    const schema = JSON.parse(text);
    assert.equal(schema.$id, name);
    for (const [, reference] of text.matchAll(/"\$ref": "([^"]+)"/g)) assert.match(reference, /^#\/\$defs\//);
    const described = Object.values(schema.$defs).flatMap((definition) => Object.values(definition.properties));
    assert.ok(described.every((key) => /^[A-Z“`].*[.]$/s.test(key.description)), `${name}: a key is not described`);
  }
  rmSync(folder, { recursive: true });
});

test("the task that the documentation gives to editors finds each mistake in what the program says", () => {
  const editors = readFileSync(join(top, "docs/editors.md"), "utf8");
  const { tasks } = JSON.parse(editors.match(/<!-- settings: tasks -->\n```json\n([\s\S]*?)```/)[1]);
  const [{ args, problemMatcher }] = tasks;
  const [first, second] = problemMatcher.pattern.map(({ regexp }) => new RegExp(regexp));
  const study = mkdtempSync(join(tmpdir(), "study-"));
  mkdirSync(join(study, "content/tools"), { recursive: true });
  writeFileSync(join(study, "study.yaml"), "title: Cas\nlanguages: [fr]\nconsent: public-sources\npublished: 2020\n");
  writeFileSync(join(study, "content/tools/blogs.md"), "---\nnom: Blogs\ndraft: oui\n---\nVoir <tool:blog>.\n");
  const lines = complaints([...args.slice(0, 1), study, ...args.slice(2)]).split("\n");
  const found = lines.flatMap((line, index) => {
    const [said, place] = [first.exec(line), second.exec(lines[index + 1] ?? "")];
    return said && place ? [`${place[1]}:${place[2]}:${place[3]} ${said[1]} ${said[2]}`] : [];
  });
  assert.deepEqual(found, [
    "content/tools/blogs.md:2:1 error unknown-key",
    "content/tools/blogs.md:3:8 error wrong-type",
    "content/tools/blogs.md:5:7 error unknown-tool",
  ]);
  rmSync(study, { recursive: true });
});
