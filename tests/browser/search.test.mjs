// The search: words fold alike in the builder and the reader, queries find what they should from a disk, at the root of a
// host and under a path; filters combine and their address can be shared; the keyboard alone is enough; without
// JavaScript the box leads to the indexes; nothing is refused.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { gzipSync } from "node:zlib";

import { bytes, files, onDisk, languages, places, serve, tabsOfOneBrowser, text } from "./site.mjs";

const open = tabsOfOneBrowser();

// ---- the reader's half of the folding ----

const vectors = JSON.parse(readFileSync(new URL("../search/vectors.json", import.meta.url), "utf8"));
const stemmers = { fr: "french", en: "english" };

/** The words of the theme's own script. */
function reader() {
  const window = {};
  const script = readFileSync(new URL("../../themes/folio/assets/search-words.js", import.meta.url), "utf8");
  runInNewContext(script, { window });
  return window.florilege.words;
}

test("words are folded as the builder folds them", () => {
  const { words } = reader();
  const elisions = new Set("c d j l m n s t y qu jusqu lorsqu puisqu quoiqu presqu quelqu".split(" "));
  assert.ok(vectors.words.length > 30);
  for (const { text, words: expected } of vectors.words) assert.deepEqual([...words(text, elisions)], expected, text);
});

test("endings are taken off as the builder takes them off", () => {
  const { stem } = reader();
  for (const { language, words, stem: expected } of vectors.stems) {
    for (const word of words) assert.equal(stem(word, stemmers[language]), expected, word);
  }
  for (const { language, words } of vectors.apart) {
    assert.equal(new Set(words.map((word) => stem(word, stemmers[language]))).size, words.length, words.join(", "));
  }
});

test("slips are letters more, less, other and exchanged", () => {
  const { slips } = reader();
  const table = [["delai", "delai", 0], ["delai", "dela", 1], ["delai", "dellai", 1], ["delai", "dekai", 1],
    ["delai", "dleai", 1], ["twitter", "tiwttre", 2], ["delai", "ined", 3]];
  for (const [one, other, expected] of table) assert.equal(slips(one, other, 2), expected, `${one} ${other}`);
});

// ---- the page ----

/** The search page, or another, of a language at a place. */
const opened = (t, place, options = {}) => open(t, place, { address: "search.html", ...options });

/** What is found for a query: hrefs and texts, once the status says how many. */
async function found(tab, query) {
  if (query !== undefined) await tab.locator("#search-words").fill(query);
  await tab.waitForFunction((words) => {
    const asked = document.getElementById("search-words").value === words || words === null;
    return asked && /\d|Aucun|No results/.test(document.getElementById("search-status").textContent);
  }, query ?? null);
  // What was typed last is found last.
  await tab.waitForTimeout(250);
  return tab.evaluate(() => ({
    status: document.getElementById("search-status").textContent,
    results: [...document.querySelectorAll(".result")].map((result) => ({
      href: result.querySelector("a").getAttribute("href"),
      text: result.textContent,
      marked: [...result.querySelectorAll("mark")].map((mark) => mark.textContent),
    })),
  }));
}

for (const [where, stand] of places) {
  test(`what is looked for is found ${where}`, async (t) => {
    const place = await stand();
    t.after(() => place.close());
    const { tab, problems } = await opened(t, place);

    for (const query of ["l'Ined", "l’Ined", "ined", "INED"]) {
      const { results } = await found(tab, query);
      assert.equal(results[0]?.href, "organisations/ined.html", query);
      assert.deepEqual(results[0].marked.slice(0, 1), ["Ined"], query);
    }
    const accented = await found(tab, "délai");
    assert.ok(accented.results.length > 2);
    assert.deepEqual((await found(tab, "delai")).results, accented.results);
    const plural = await found(tab, "délais ");
    assert.deepEqual(plural.results.map(({ href }) => href).sort()[0], accented.results.map(({ href }) => href).sort()[0]);

    const slip = await found(tab, "validaiton");
    assert.match(slip.status, /validation/);
    assert.ok(slip.results.some(({ marked }) => marked.some((word) => /validation/i.test(word))));

    // Today's name, and names that something is also called.
    assert.equal((await found(tab, "INRAE")).results[0].href, "organisations/irstea.html");
    assert.equal((await found(tab, "bureau recherches geologiques")).results[0].href, "organisations/brgm.html");

    const nothing = await found(tab, "zzxqj");
    assert.equal(nothing.results.length, 0);
    assert.match(nothing.status, /Aucun résultat/);
    assert.deepEqual(problems, []);
  });
}

test("results lead where they say, in both languages", async (t) => {
  const place = await serve("/repo/");
  t.after(() => place.close());
  for (const language of languages) {
    const { tab } = await opened(t, place, { language });
    for (const query of ["twitter", "validation", "method", "méthode"]) {
      const { results } = await found(tab, query);
      for (const { href } of results) {
        const [path, anchor] = href.split("#");
        assert.ok(files.includes(language.prefix + path), `${query}: ${href}`);
        if (anchor) assert.match(text(language.prefix + path), new RegExp(`id=["']?${decodeURIComponent(anchor)}\\b`), href);
      }
      assert.ok(results.length > 0 || query.startsWith("m"), query);
    }
  }
});

test("quoted words are found to the letter", async (t) => {
  const { tab } = await opened(t, onDisk);
  const { results } = await found(tab, "« les messages défilent »");
  assert.ok(results.some(({ href }) => href === "quotes/upmc-messages-scroll-by.html"));
  for (const { text } of results) assert.match(text, /les messages défilent/i);
  assert.equal((await found(tab, "« défilent les messages »")).results.length, 0);
});

test("filters combine, and their address gives the same to somebody else", async (t) => {
  const place = await serve("/repo/");
  t.after(() => place.close());
  const { tab } = await opened(t, place);
  const all = await found(tab, "twitter");
  const total = (status) => Number(/\d+/.exec(status.replace(/\s/g, ""))[0]);

  const kind = tab.locator("[data-filter='kind=quote']");
  const promised = Number(await kind.locator("xpath=..").locator(".facet-count").textContent());
  await kind.click();
  const quotes = await found(tab);
  assert.equal(total(quotes.status), promised);
  assert.ok(promised < total(all.status));
  assert.ok(quotes.results.every(({ href }) => href.startsWith("quotes/")));

  const organisation = tab.locator("[data-filter^='organisation=']:not([data-filter='organisation='])").first();
  const name = await organisation.textContent();
  const both = Number(await organisation.locator("xpath=..").locator(".facet-count").textContent());
  await organisation.click();
  const narrowed = await found(tab);
  assert.equal(total(narrowed.status), both);
  assert.ok(narrowed.results.every(({ text }) => text.includes(name)));
  assert.match(tab.url(), /\?q=twitter&kind=quote&organisation=[a-z0-9-]+$/);

  const { tab: other } = await opened(t, place, { address: `search.html${new URL(tab.url()).search}` });
  assert.deepEqual(await found(other), narrowed);

  await tab.goBack();
  assert.deepEqual(await found(tab), quotes);
  assert.equal(await tab.locator("[data-filter='kind=quote'][aria-current]").count(), 1);
});

test("the keyboard alone finds, chooses, clears and opens", async (t) => {
  const place = await serve("/repo/");
  t.after(() => place.close());
  const { tab, problems } = await opened(t, place, { address: "index.html" });
  await tab.keyboard.press("/");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "site-search");
  await tab.keyboard.type("twitter");
  await tab.keyboard.press("Enter");
  await tab.waitForURL(/\/repo\/search\.html\?q=twitter$/);
  const { results } = await found(tab);
  await tab.keyboard.press("/");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "search-words");
  const focused = () => tab.evaluate(() => document.activeElement.getAttribute("href"));
  await tab.keyboard.press("ArrowDown");
  assert.equal(await focused(), results[0].href);
  await tab.keyboard.press("ArrowDown");
  assert.equal(await focused(), results[1].href);
  await tab.keyboard.press("ArrowUp");
  await tab.keyboard.press("ArrowUp");
  assert.equal(await tab.evaluate(() => document.activeElement.id), "search-words");
  await tab.keyboard.press("Escape");
  assert.equal(await tab.locator("#search-words").inputValue(), "");
  assert.equal(await tab.locator(".result").count(), 0);
  assert.ok(await tab.locator(".ways-in").isVisible());
  await tab.keyboard.type("ined");
  await found(tab, "ined");
  await tab.keyboard.press("ArrowDown");
  await tab.keyboard.press("Enter");
  await tab.waitForURL(/\/repo\/organisations\/ined\.html$/);
  assert.deepEqual(problems, []);
});

test("without JavaScript the box of every page leads to the indexes", async (t) => {
  const place = await serve("/repo/");
  t.after(() => place.close());
  for (const where of [place, onDisk]) {
    const { tab } = await opened(t, where, { address: "organisations/ined.html", javaScriptEnabled: false });
    await tab.locator("#site-search").fill("délai");
    await tab.locator("#site-search").press("Enter");
    await tab.waitForURL(/search\.html\?q=d%C3%A9lai$/);
    assert.ok(await tab.locator("noscript, .text").first().isVisible());
    assert.equal(await tab.locator(".search-form").isVisible(), false);
    await tab.locator(".ways-in a[href='organisations/index.html']").click();
    await tab.waitForURL(/organisations\/index\.html$/);
  }
});

test("nothing moves while results come, and they come at once", async (t) => {
  const place = await serve("/repo/");
  t.after(() => place.close());
  const { tab } = await opened(t, place);
  await found(tab, "twitter");
  await tab.evaluate(() => {
    window.shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifts += entry.value;
    }).observe({ type: "layout-shift" });
    window.times = [];
    const input = document.getElementById("search-words");
    // Listeners run in order: the first notes when a key came, the last when its results stand.
    addEventListener("input", () => { window.since = performance.now(); }, true);
    input.addEventListener("input", () => { window.times.push(performance.now() - window.since); });
  });
  await tab.locator("#search-words").fill("");
  await tab.locator("#search-words").pressSequentially("twitter validation", { delay: 30 });
  await found(tab, "twitter validation");
  const { shifts, times } = await tab.evaluate(() => ({ shifts: window.shifts, times: window.times }));
  t.diagnostic(`from key to results: at most ${Math.max(...times).toFixed(1)} ms over ${times.length} keys`);
  assert.ok(times.length >= 18);
  assert.ok(shifts < 0.02, `layout shifts of ${shifts}`);
});

test("what travels is small", (t) => {
  const scripts = files.filter((path) => /^assets\/.*\.js$/.test(path));
  const travelled = scripts.reduce((sum, path) => sum + gzipSync(bytes(path)).length, 0);
  t.diagnostic(`${scripts.length} scripts of the theme: ${travelled} bytes, compressed`);
  assert.ok(scripts.length >= 4 && travelled < 20_000, `${travelled} bytes`);
  for (const { prefix } of languages) {
    const index = files.filter((path) => path.startsWith(`${prefix}search/`));
    const whole = index.reduce((sum, path) => sum + gzipSync(bytes(path)).length, 0);
    t.diagnostic(`the whole index in ${prefix || "the first language"}: ${index.length} files, ${whole} bytes, compressed`);
    assert.ok(index.length > 3 && whole < 100_000);
  }
});
