// What the program writes for other programs, read by readers that are not ours: SARIF and JSON by a validator of JSON
// Schemas, SARIF against the schema of the standard, GitHub's commands by a reader written from GitHub's documentation
// alone, patches by git.
//
// The program is the one that FLORILEGE names, or the release build.

import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import Ajv2020 from "ajv/dist/2020.js";
import Ajv4 from "ajv-draft-04";
import addFormats from "ajv-formats";

const here = dirname(fileURLToPath(import.meta.url));
const program = resolve(process.env.FLORILEGE ?? join(here, "../../target/release/florilege"));
const require = createRequire(import.meta.url);
const repository = mkdtempSync(join(tmpdir(), "florilege-formats-"));
const FOLDER = "docs/étude, 1: a%b/";
const study = join(repository, FOLDER);
after(() => rmSync(repository, { recursive: true }));

const FILES = {
    "study.yaml": "titre: Cas\nlanguages: [fr]\nconsent: public-sources\npublished: 2020\n",
    "content/organisations/ined.md": '---\nname: "𝄞é"\ntools: [{id: "𝄞"}, {id: twiter}, {id: Blogs}]\n---\n',
    "content/organisations/ird.md": "\ufeff---\r\nnom: IRD\r\nsummary: Le guide : tome 2\r\n---\r\n",
    "content/organisations/ird/index.md": "---\nname: IRD\n---\n",
    "content/tools/twitter.md": "---\nname: Twitter\n---\n",
    "content/tools/blogs.md": "---\nname: Blogs\n---\n",
    "content/pages/method.md": "# Méthode\n\n100 % de <b>gras</b>, : , et\n<quote:non>.\n",
    "content/pages/limits.md": "# Limites\n\n" + "Une phrase.\n\n1990. Les sites.\n\n".repeat(14),
};
for (const [path, text] of Object.entries(FILES)) {
    mkdirSync(dirname(join(study, path)), { recursive: true });
    writeFileSync(join(study, path), text);
}

function florilege(...options) {
    const environment = { ...process.env, GITHUB_WORKSPACE: repository };
    const ran = spawnSync(program, ["check", study, ...options], { encoding: "utf8", env: environment });
    assert.ok(ran.error === undefined, String(ran.error));
    return ran;
}

const json = () => florilege("--format", "json").stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
const sarif = () => JSON.parse(florilege("--format", "sarif").stdout);
const text = (path) => readFileSync(join(repository, path), "utf8").replace(/^\ufeff/, "");

function holds(validate, value) {
    assert.ok(validate(value), JSON.stringify(validate.errors?.slice(0, 3), null, 2));
}

/** The text between two points, the columns in UTF-16 code units, which are what JavaScript's strings are made of. */
function between(whole, { startLine, startColumn, endLine, endColumn }) {
    const lines = whole.split("\n");
    const at = (line, column) => lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
    return whole.slice(at(startLine, startColumn), at(endLine, endColumn));
}

test("each line of JSON is what its schema says", () => {
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(
        JSON.parse(readFileSync(join(here, "../../docs/diagnostics.schema.json"), "utf8")),
    );
    const found = json();
    assert.ok(found.length > 20, `only ${found.length} were found`);
    for (const diagnostic of found) holds(validate, diagnostic);
    assert.equal(validate({ ...found[0], severity: "hint" }), false, "the schema lets anything through");
    for (const key of ["further", "fix", "subject"]) {
        assert.ok(found.some((each) => each[key] !== null && each[key].length !== 0), `no diagnostic has ${key}`);
    }
});

test("SARIF is what the standard's schema says, and points at the letters that are meant", () => {
    const schema = require.resolve("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json");
    const ajv = new Ajv4({ strict: false, unicodeRegExp: false });
    addFormats(ajv);
    const validate = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));
    const log = sarif();
    holds(validate, log);
    assert.equal(validate({ ...log, version: "2.0.0" }), false, "the schema lets anything through");

    const run = log.runs[0];
    const found = json();
    assert.deepEqual(run.results.map((result) => result.ruleId), found.map((each) => each.code));
    assert.deepEqual(run.results.map((result) => result.level), found.map((each) => each.severity));
    for (const [at, result] of run.results.entries()) {
        const rule = run.tool.driver.rules[result.ruleIndex];
        assert.equal(rule.id, result.ruleId);
        assert.ok(rule.help.text.length > 60 && rule.help.markdown.includes("```"));
        const { artifactLocation, region } = result.locations[0].physicalLocation;
        const path = decodeURIComponent(artifactLocation.uri);
        assert.equal(path, FOLDER + found[at].path);
        assert.ok(existsSync(join(repository, path)), path);
        if (region) {
            const bytes = Buffer.from(text(path));
            const meant = bytes.subarray(found[at].start.byte, found[at].end.byte).toString();
            assert.equal(between(text(path), region), meant);
        } else {
            assert.equal(found[at].start, null);
        }
    }
    const twiter = run.results.find((result) => result.message.text.includes("twiter"));
    assert.equal(twiter.locations[0].physicalLocation.region.startColumn, 26);
    const duplicate = run.results.find((result) => result.ruleId === "duplicate-id");
    assert.ok(duplicate.relatedLocations.length > 0);
    assert.ok(!JSON.stringify(log).includes(repository), "a path of the machine is in the log");
});

test("the fixes of SARIF make the text that they promise", () => {
    const results = sarif().runs[0].results;
    const change = (words) => {
        const { fixes } = results.find((result) => result.message.text.includes(words));
        const [{ artifactLocation, replacements }] = fixes[0].artifactChanges;
        const whole = text(decodeURIComponent(artifactLocation.uri));
        const removed = replacements.map(({ deletedRegion }) => between(whole, deletedRegion));
        return [fixes[0].properties.certainty, removed, replacements.map((each) => each.insertedContent.text)];
    };
    assert.deepEqual(change("no key `nom`"), ["certain", ["nom"], ["name"]]);
    assert.deepEqual(change("id `Blogs`"), ["certain", ["Blogs"], ["blogs"]]);
    assert.deepEqual(change("id `twiter`"), ["likely", ["twiter"], ["twitter"]]);
    assert.deepEqual(change("Le guide"), ["certain", ["Le guide : tome 2"], ['"Le guide : tome 2"']]);
});

test("what SARIF knows a finding by stays when lines are added above it, and no two share it", () => {
    const known = () => sarif().runs[0].results.map((result) => result.partialFingerprints.primaryLocationLineHash);
    const path = join(study, "content/pages/method.md");
    const before = known();
    assert.equal(new Set(before).size, before.length);
    writeFileSync(path, FILES["content/pages/method.md"].replace("\n\n", "\n\nUne phrase.\n\n"));
    assert.deepEqual(known(), before);
    writeFileSync(path, FILES["content/pages/method.md"]);
});

/**
 * Reads workflow commands as GitHub documents them: `::name key=value,key=value::data` at the beginning of a line, `%25`,
 * `%0D` and `%0A` for the letters that would end something, in properties `%3A` and `%2C` as well.
 */
function commands(log) {
    const LETTERS = { "%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": "," };
    const data = (words) => words.replace(/%25|%0D|%0A/g, (code) => LETTERS[code]);
    const property = (words) => words.replace(/%25|%0D|%0A|%3A|%2C/g, (code) => LETTERS[code]);
    return log.split("\n").flatMap((line) => {
        if (!line.startsWith("::")) return [];
        const end = line.indexOf("::", 2);
        assert.notEqual(end, -1, line);
        const [name, ...rest] = line.slice(2, end).split(" ");
        const pairs = rest.join(" ").split(",").filter((pair) => pair !== "");
        const properties = pairs.map((pair) => [pair.slice(0, pair.indexOf("=")), property(pair.slice(pair.indexOf("=") + 1))]);
        return [{ name, data: data(line.slice(end + 2)), ...Object.fromEntries(properties) }];
    });
}

test("GitHub's commands are read back as what was found, ten of a level at most, errors first", () => {
    const found = json();
    const read = commands(florilege("--format", "github").stdout);
    const levels = ["error", "warning"];
    const shown = read.filter((command) => levels.includes(command.name));
    const expected = levels.flatMap((level) => found.filter((each) => each.severity === level).slice(0, 10));
    assert.equal(shown.length, expected.length);
    for (const [at, command] of shown.entries()) {
        const { code, severity, message, path, start, end } = expected[at];
        assert.deepEqual([command.name, command.title, command.file], [severity, code, FOLDER + path]);
        assert.ok(existsSync(join(repository, command.file)), command.file);
        assert.ok(command.data.startsWith(message), command.data);
        for (const help of expected[at].help) assert.ok(command.data.includes(`help: ${help}`));
        assert.equal(command.line, start === null ? undefined : String(start.line));
        if (start !== null && start.line === end.line && end.byte > start.byte) {
            const line = text(command.file).split("\n")[start.line - 1];
            const meant = Buffer.from(text(command.file)).subarray(start.byte, end.byte).toString();
            assert.equal(line.slice(Number(command.col) - 1, Number(command.endColumn)), meant);
        }
    }
    const groups = read.filter((command) => command.name === "group").map((command) => command.data);
    const warnings = found.filter((each) => each.severity === "warning").length;
    assert.deepEqual(groups, [`${warnings - 10} more warnings, which GitHub does not show beside the lines`]);
    assert.equal(read.at(-1).name, "endgroup");
});

test("git applies the diff, and the study is then what --fix makes of it", () => {
    const { stdout: diff, status } = florilege("--diff");
    assert.equal(status, 1);
    const git = (...options) => execFileSync("git", ["-C", study, ...options], { encoding: "utf8", input: diff });
    assert.deepEqual(florilege("--format", "json").stdout, florilege("--format", "json").stdout);
    git("init", "--quiet");
    git("apply", "--check", "-");
    git("apply", "-");
    const patched = Object.keys(FILES).map((path) => readFileSync(join(study, path)));
    for (const [path, before] of Object.entries(FILES)) writeFileSync(join(study, path), before);
    const fixed = florilege("--fix");
    assert.match(fixed.stdout, /^mended content\/organisations\/ird\.md:2: unknown-key: .+ \(did you mean `name`\?\)$/m);
    assert.deepEqual(Object.keys(FILES).map((path) => readFileSync(join(study, path))), patched);
    assert.equal(florilege("--diff").stdout, "");
    assert.ok(readFileSync(join(study, "content/organisations/ird.md"), "utf8").startsWith("\ufeff---\r\nname: IRD\r\n"));
});

/** A study of one page, with the warnings that its text has. */
function old(name, text) {
    const folder = join(repository, name);
    mkdirSync(join(folder, "content/pages"), { recursive: true });
    writeFileSync(join(folder, "study.yaml"), "title: Cas\nlanguages: [fr]\nconsent: public-sources\npublished: 2020\n");
    const page = join(folder, "content/pages/method.md");
    writeFileSync(page, text);
    const run = (...options) => spawnSync(program, ["check", folder, ...options], { encoding: "utf8" });
    const codes = () => run("--format", "json").stdout.split("\n").filter(Boolean).map((line) => JSON.parse(line).code);
    return { folder, run, codes, write: (words) => writeFileSync(page, words) };
}

test("a baseline lets old warnings be, shows new ones, and says when it can shrink", () => {
    const { folder, run, codes, write } = old("old", "# Méthode\n\n1990. Les sites.\n");
    assert.equal(run("--deny", "warnings").status, 1);
    const written = run("--write-baseline");
    assert.deepEqual([written.status, written.stdout], [0, "baseline.yaml holds 1 warning, which is left out from now on\n"]);
    const after = run("--deny", "warnings");
    assert.equal(after.status, 0, after.stderr);
    assert.match(after.stdout, /^1 warning is left out by baseline\.yaml$/m);
    write("# Méthode\n\nUne phrase.\n\n1990. Les sites.\n");
    assert.deepEqual(codes(), [], "a line above changes nothing");
    write("# Méthode\n\n1990. Les sites.\n\nUne phrase.\n\n1991. Les autres.\n");
    assert.deepEqual(codes(), ["year-opens-list"], "a new one is shown");
    write("# Méthode\n\nEn 1990, les sites.\n");
    assert.deepEqual(codes(), ["idle-baseline"]);
    assert.equal(run("--write-baseline").stdout, "baseline.yaml holds no warning\n");
    assert.deepEqual(codes(), []);
    writeFileSync(join(folder, "study.yaml"), "titel: Cas\nlanguages: [fr]\nconsent: public-sources\npublished: 2020\n");
    write("# Méthode\n\n1990. Les sites.\n");
    assert.equal(run("--write-baseline").status, 1, "errors stay errors");
    assert.deepEqual(codes(), ["unknown-key"]);
});

test("warnings are denied all together or by code, and a folder without a study gets no baseline", () => {
    const { run } = old("denied", "# Méthode\n\n1990. Les sites.\n");
    assert.equal(run().status, 0);
    assert.equal(run("--deny", "orphan,same-name").status, 0);
    const denied = run("--deny", "orphan,year-opens-list", "--format", "json");
    assert.deepEqual([denied.status, JSON.parse(denied.stdout).severity], [1, "error"]);
    const wrong = run("--deny", "year-open-list");
    assert.deepEqual([wrong.status, wrong.stderr.includes("did you mean `year-opens-list`?")], [2, true]);
    const empty = mkdtempSync(join(repository, "empty-"));
    assert.equal(spawnSync(program, ["check", empty, "--write-baseline"]).status, 1);
    assert.ok(!existsSync(join(empty, "baseline.yaml")));
});

test("a file that cannot be written is said, the others are mended, and nothing is lost", { skip: process.getuid?.() === 0 }, () => {
    const { folder, run } = old("locked", "# Méthode\n\n[deux] (page:method)\n");
    chmodSync(join(folder, "content/pages"), 0o500);
    const fixed = run("--fix");
    chmodSync(join(folder, "content/pages"), 0o700);
    assert.equal(fixed.status, 2);
    assert.match(fixed.stderr, /cannot write/);
    assert.equal(readFileSync(join(folder, "content/pages/method.md"), "utf8"), "# Méthode\n\n[deux] (page:method)\n");
});
