// What happens to an address whose thing has moved or was withdrawn, on a made-up study: a reader is led on, a quote that
// was taken back says so and nothing else. Both pages are as sound as any other.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { NARROW, overflowIn, violationsIn } from "./looks.mjs";
import { check } from "./nu.mjs";
import { newContext, noneOf, startBrowser } from "./site.mjs";
import { build, imprint } from "./studies.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

const study = {
  "study.yaml": imprint({ languages: "[fr, en]" }),
  "content/organisations/nord.md": "---\nname: Institut du Nord inventé\nold_addresses: [organisations/north.html]\n---\nUn institut.\n",
  "content/tools/wiki.md": "---\nname: Wiki inventé\nold_addresses: [tools/weblogs.html, vieux/wiki.html]\n---\n",
  "content/quotes/said.md": "---\norganisation: nord\ntools: [wiki]\nold_addresses: [quotes/old-words.html]\n---\nNous gardons tout.\n",
  "content/quotes/gone.md": "---\norganisation: nord\nconsent: {withdrawn: 2020-02-01}\n---\nDes mots retirés.\n",
};
const MOVED = {
  "organisations/north.html": "organisations/nord.html",
  "tools/weblogs.html": "tools/wiki.html",
  "vieux/wiki.html": "tools/wiki.html",
  "quotes/old-words.html": "quotes/said.html",
};

for (const javaScriptEnabled of [true, false]) {
  test(`each old address leads to where the thing is now${javaScriptEnabled ? "" : ", without JavaScript"}`, async (t) => {
    const site = await build(t, study);
    assert.equal(site.status, 0, site.said);
    const context = await newContext(browser, { javaScriptEnabled });
    t.after(() => context.close());
    const tab = await context.newPage();
    for (const [from, to] of Object.entries(MOVED)) {
      await tab.goto(site.address + from);
      await tab.waitForURL(site.address + to);
      assert.equal(await tab.locator("h1").count(), 1);
    }
  });
}

test("a withdrawn quote says that it was, and its words are nowhere", async (t) => {
  const site = await build(t, study);
  const context = await newContext(browser);
  t.after(() => context.close());
  const tab = await context.newPage();
  await tab.goto(`${site.address}quotes/gone.html`);
  assert.match(await tab.locator("main").innerText(), /1er\sfévrier\s2020/);
  for (const page of site.pages) assert.doesNotMatch(await readFile(join(site.folder, page), "utf8"), /mots retirés/, page);
});

test("pages of what has moved and of what was withdrawn are sound, and lead on by a link too", async (t) => {
  const site = await build(t, study);
  const moved = Object.keys(MOVED);
  const seen = [...moved, "quotes/gone.html", "en/quotes/gone.html"];
  // A page that leads on at once cannot be looked at: so it is asked to stay.
  const context = await newContext(browser, { viewport: { width: NARROW, height: 800 } });
  t.after(() => context.close());
  const tab = await context.newPage();
  await tab.route("**/*.html", async (route) => {
    const response = await readFile(new URL(route.request().url()), "utf8");
    await route.fulfill({ contentType: "text/html; charset=utf-8", body: response.replace(/<meta[^>]*http-equiv="?refresh"?[^>]*>/i, "") });
  });
  const problems = [];
  for (const page of seen) {
    await tab.goto(site.address + page);
    problems.push(...[...await overflowIn(tab), ...await violationsIn(tab)].map((problem) => `${page}: ${problem}`));
    const to = MOVED[page];
    if (to && new URL(await tab.locator("main h1 a").evaluate((link) => link.href)).href !== site.address + to) problems.push(`${page}: no link to ${to}`);
  }
  problems.push(...(await check(seen.map((path) => join(site.folder, path)))).map(({ line }) => line));
  noneOf(problems, "problems");
});
