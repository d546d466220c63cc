// What the Nu HTML checker says of every page, style sheet and drawing of the built study: it must find no error.
//
// It starts once for each form of file and reads all files of that form.

import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";

import { check } from "./nu.mjs";
import { files, folder, noneOf, pages } from "./site.mjs";

/** What it calls an error in a style sheet because it does not know CSS Containment Level 3 yet. */
const NOT_KNOWN_YET = [/“container-type”: Property “container-type” doesn't exist/, /Unrecognized at-rule “@container”/];

const onDisk = (paths) => paths.map((path) => join(folder, path));
const lines = (found) => found.map(({ line }) => line.replace(`${folder}/`, ""));

test("the Nu HTML checker finds no error on any page", async () => {
  assert.ok(pages.length > 0, "there is no page");
  noneOf(lines(await check(onDisk(pages.map(({ path }) => path)))), "errors");
});

test("it finds no error in any drawing that is a file", async () => {
  const drawings = files.filter((path) => path.endsWith(".svg"));
  assert.ok(drawings.length > 0, "there is no drawing");
  noneOf(lines(await check(onDisk(drawings), "--svg")), "errors");
});

test("it finds no error in any style sheet but that it does not know container queries", async () => {
  const styles = files.filter((path) => path.endsWith(".css"));
  assert.ok(styles.length > 0, "there is no style sheet");
  const found = await check(onDisk(styles), "--css");
  noneOf(lines(found.filter(({ message }) => !NOT_KNOWN_YET.some((known) => known.test(message)))), "errors");
});

test("a page that is not valid is told apart from one that is", async () => {
  // The check is one that can fail.
  const place = await mkdtemp(join(tmpdir(), "florilege-html-"));
  try {
    const page = join(place, "wrong.html");
    await writeFile(page, "<!DOCTYPE html><html lang=en><head><title>Wrong</title></head><body><p><b><ul><li>x</ul></b></body></html>");
    const found = await check([page]);
    assert.ok(found.length > 0, "nothing was found");
  } finally {
    await rm(place, { recursive: true, force: true });
  }
});
