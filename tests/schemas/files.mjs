// What the tests of the schemas share: the program, its schemas, and the YAML of files as programs other than ours read it.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import Ajv from "ajv/dist/2020.js";
import { parseDocument } from "yaml";

export const top = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** The program: the one that is named, or the one that was built last. */
function program() {
  const built = ["release", "debug"].map((profile) => join(top, "target", profile, "florilege")).filter(existsSync);
  const newest = built.sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  return process.env.FLORILEGE ?? newest;
}

export function florilege(...words) {
  return execFileSync(program(), words, { cwd: top, encoding: "utf8", maxBuffer: 1 << 28 });
}

/** What the program writes to the error stream. */
export function complaints(words) {
  return spawnSync(program(), words, { cwd: top, encoding: "utf8" }).stderr;
}

/** The kinds of files, each with the patterns of its paths, as the program lists them. */
export function shapes() {
  const lines = florilege("schema").trimEnd().split("\n");
  const found = [];
  for (let index = 0; index < lines.length; index += 2) {
    found.push({ name: lines[index].split(" ")[0], files: lines[index + 1].trim().split(/, (?=content|charts)/).map(pattern) });
  }
  return found;
}

/** A pattern of paths. An id holds no stop, so that a translation is no original. */
function pattern(glob) {
  const words = glob
    .replace(/[.]/g, "\\.")
    .replace("LANGUAGE", "[a-z]{2,3}")
    .replace(/\{([^}]*)\}/g, (_, choices) => `(${choices.replaceAll(",", "|")})`)
    .replaceAll("*", "[^/.]+");
  return new RegExp(`^${words}$`);
}

/** A validator for each kind, by its name. `words` are further options of the command. */
export function validators(...words) {
  const folder = mkdtempSync(join(tmpdir(), "schemas-"));
  florilege("schema", "--output", folder, ...words);
  const all = new Map();
  for (const { name } of shapes()) {
    const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false });
    all.set(name, ajv.compile(JSON.parse(readFileSync(join(folder, `${name}.schema.json`), "utf8"))));
  }
  rmSync(folder, { recursive: true });
  return all;
}

/** The values that a file holds: one, or one for each block; null where it is no YAML to others. */
export function values(path, text) {
  const bare = text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n");
  const blocks = path.endsWith(".md") ? blocksOf(path, bare) : [bare];
  const read = [];
  for (const block of blocks) {
    const document = parseDocument(block, { version: "1.2" });
    if (document.errors.length > 0) return null;
    try {
      read.push(document.toJS({ maxAliasCount: 100 }) ?? {});
    } catch {
      return null;
    }
  }
  return read;
}

function blocksOf(path, text) {
  const parts = text.split(/^---[ \t]*$/m);
  if (!path.startsWith("content/quotes/")) return parts.length > 2 && parts[0] === "" ? [parts[1]] : [];
  return parts.filter((_, index) => index % 2 === 1);
}

/** What is wrong with a file by its schema; null where no schema is for it, or where it is no YAML. */
export function wrong(path, text, kinds, by) {
  const shape = kinds.find((kind) => kind.files.some((file) => file.test(path)));
  const found = shape && values(path, text);
  if (!found) return null;
  const validate = by.get(shape.name);
  return found.flatMap((value) => (validate(value) ? [] : validate.errors.map((error) => `${error.instancePath} ${error.message}`)));
}

/** The files of a folder that are text, by their paths in it. */
export function filesOf(folder, below = "") {
  const found = [];
  for (const entry of readdirSync(join(folder, below), { withFileTypes: true })) {
    const path = below ? `${below}/${entry.name}` : entry.name;
    if (entry.isDirectory() && ["content", "charts"].includes(path.split("/")[0])) found.push(...filesOf(folder, path));
    else if (entry.isFile() && /\.(md|yaml)$/.test(path)) found.push([path, readFileSync(join(folder, path), "utf8")]);
  }
  return found;
}

/** The files that a document shows, each behind `<!-- file: PATH -->`. */
export function shownIn(document) {
  const text = readFileSync(join(top, document), "utf8");
  const shown = text.matchAll(/^<!-- file: (.+?) -->\n(`{3,})\w+\n([\s\S]*?)^\2$/gm);
  return [...shown].map(([, path, , body]) => [path, body]);
}

/** The cases of `tests/cases`: the files as they stand when the first report is made, and what the report says. */
export function cases() {
  const folder = join(top, "tests/cases");
  const paths = readdirSync(folder, { recursive: true }).filter((path) => path.endsWith(".txt"));
  return paths.sort().map((path) => ({ name: path, ...caseOf(readFileSync(join(folder, path), "utf8")) }));
}

function caseOf(text) {
  const sections = text.split(/^-- (.+) --\r?\n/m).slice(1);
  const files = new Map();
  let report = "";
  for (let index = 0; index < sections.length; index += 2) {
    const [name, body] = [sections[index], sections[index + 1]];
    if (name === "expect: diagnostics") {
      report = body;
      break;
    }
    if (name.startsWith("edit: ") || name.startsWith("delete: ")) break;
    if (!name.startsWith("expect: ")) files.set(name, body);
  }
  const said = [...report.matchAll(/^(error|warning)\[([a-z-]+)\]: (.*)\n --> ([^:\n]+)/gm)];
  return { files, said: said.map(([, level, code, message, path]) => ({ level, code, message, path })) };
}
