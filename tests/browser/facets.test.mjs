// The filters of the indexes: choices combine and counts keep their promise, from a disk, at the root of a host and under a
// path; the address gives the same to somebody else; the keyboard is enough; what is left is accessible; without
// JavaScript the index and its links are whole; a long index is filtered over all its pages.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";

import { overflowIn, violationsIn } from "./looks.mjs";
import { files, languages, noneOf, onDisk, places, serve, tabsOfOneBrowser, text } from "./site.mjs";

const open = tabsOfOneBrowser();
const INDEXES = ["organisations", "tools", "practices", "topics", "quotes"];

/** What is seen of an index: the entries in their order, what the totals and the status say, what is chosen. */
const seen = (tab) => tab.evaluate(() => {
  const isShown = (element) => element.checkVisibility();
  const texts = (selector) => [...document.querySelectorAll(selector)].filter(isShown).map((one) => one.textContent);
  return {
    entries: [...document.querySelectorAll("[data-entry]")].filter(isShown).map((one) => one.dataset.entry),
    total: document.querySelector("[data-total]").textContent,
    status: document.querySelector(".facets-status")?.textContent,
    chosen: texts(".facets-chosen button"),
    groups: texts("[data-entry-group] > h2"),
  };
});

/** The choice of a facet, as a person finds it: by its words or value, its group unfolded. */
async function choose(tab, facet, value) {
  const mark = tab.locator(`.facet input[name="${facet}"][value="${value}"]`);
  if (await mark.count() === 0) {
    await tab.locator(".facet").filter({ has: tab.locator(`input[name="${facet}"]`) }).locator("summary").click();
  }
  await mark.click();
}

/** How many entries a choice says it would leave. */
async function promised(tab, facet, value) {
  const choice = tab.locator(".facet li", { has: tab.locator(`input[name="${facet}"][value="${value}"]`) });
  return Number((await choice.locator(".facet-count").textContent()).replace(/\D/g, ""));
}

const first = (text) => Number(/\d+/.exec(text)[0]);

// The truth, from the pages of the organisations themselves.
const organisations = files.filter((path) => /^organisations\/(?!index)[^/]+\.html$/.test(path))
  .map((path) => ({ id: path.slice("organisations/".length, -".html".length), html: text(path) }));
const line = (html, id) => new RegExp(`<tr id=["']?${id}["' >].*?</tr>`, "s").exec(html)?.[0];
const having = (keep) => organisations.filter(({ html }) => keep(html)).map(({ id }) => id).sort();

for (const [where, stand] of places) {
  test(`filters combine and keep what they promise ${where}`, async (t) => {
    const place = await stand();
    t.after(() => place.close());
    const { tab, problems } = await open(t, place, { address: "organisations/index.html" });
    assert.equal((await seen(tab)).entries.length, organisations.length);
    assert.equal(await tab.locator("[data-facets-without]").isVisible(), false);

    const says = await promised(tab, "tool", "twitter");
    await choose(tab, "tool", "twitter");
    const twitter = await seen(tab);
    assert.deepEqual(twitter.entries.toSorted(), having((html) => line(html, "tool-twitter")));
    assert.equal(twitter.entries.length, says);
    assert.match(twitter.total, new RegExp(`^${says} organismes sur ${organisations.length}$`));
    assert.equal(twitter.status, twitter.total);

    // Of one kind any, of several kinds all.
    await choose(tab, "tool", "facebook");
    const either = await seen(tab);
    assert.deepEqual(either.entries.toSorted(), having((html) => line(html, "tool-twitter") || line(html, "tool-facebook")));
    assert.ok(either.entries.length > twitter.entries.length);
    const both = await promised(tab, "topic", "tools-panorama");
    await choose(tab, "topic", "tools-panorama");
    const narrowed = await seen(tab);
    assert.equal(narrowed.entries.length, both);
    assert.ok(narrowed.entries.length < either.entries.length);
    assert.ok(narrowed.entries.every((id) => either.entries.includes(id)));

    // The order of the index stays.
    const order = organisations.map(({ id }) => id).filter((id) => narrowed.entries.includes(id));
    assert.deepEqual(narrowed.entries.toSorted(), order.toSorted());
    assert.match(tab.url(), /\?tool=facebook&tool=twitter&topic=tools-panorama$/);
    assert.deepEqual(problems, []);
  });
}

test("how sure a tie is, and how it stands, is asked of the tie that was chosen", async (t) => {
  const { tab } = await open(t, onDisk, { address: "organisations/index.html?tool=twitter&status=considered" });
  const considered = (html) => /status-considered/.test(line(html, "tool-twitter") ?? "");
  assert.deepEqual((await seen(tab)).entries.toSorted(), having(considered));
  assert.ok(having(considered).length > 0);
  // An organisation that is sure of one tool and not of the other is found by each as it is.
  await tab.goto(`${onDisk.address}organisations/index.html?tool=twitter&evidence=inferred`);
  const inferred = (html) => /mark-inferred/.test(line(html, "tool-twitter") ?? "");
  const shown = await seen(tab);
  assert.deepEqual(shown.entries.toSorted(), having(inferred));
  assert.ok(shown.entries.length > 0 && shown.entries.length < having((html) => line(html, "tool-twitter")).length);
  // Counts of a qualifier are those of what it would leave.
  const explicit = await promised(tab, "evidence", "explicit");
  assert.equal(explicit, having((html) => /mark-explicit/.test(line(html, "tool-twitter") ?? "")).length);
  await choose(tab, "evidence", "inferred");
  await choose(tab, "evidence", "explicit");
  assert.equal((await seen(tab)).entries.length, explicit);
});

test("an address gives somebody else the same, and going back undoes a filter", async (t) => {
  for (const [, stand] of places) {
    const place = await stand();
    t.after(() => place.close());
    const { tab } = await open(t, place, { address: "index.html" });
    await tab.goto(`${place.address}quotes/index.html`);
    const all = await seen(tab);
    await choose(tab, "evidence", "inferred");
    const inferred = await seen(tab);
    await choose(tab, "tool", "twitter");
    await tab.locator("#facets-typed").fill("a");
    const narrowed = await seen(tab);
    assert.ok(narrowed.entries.length > 0 && narrowed.entries.length < inferred.entries.length);

    const { tab: other } = await open(t, place, { address: `quotes/index.html${new URL(tab.url()).search}` });
    assert.deepEqual(await seen(other), narrowed);
    assert.equal(await other.locator("input[name=tool][value=twitter]").isChecked(), true);
    assert.equal(await other.locator("#facets-typed").inputValue(), "a");

    await tab.goBack();
    assert.deepEqual((await seen(tab)).entries, inferred.entries);
    await tab.goBack();
    assert.deepEqual((await seen(tab)).entries, all.entries);
    assert.equal(await tab.locator("input[name=evidence]:checked").count(), 0);
    await tab.goForward();
    assert.deepEqual((await seen(tab)).entries, inferred.entries);
    // To an entry and back again: the filters stand.
    await tab.locator("[data-entry]:not([hidden]) .permanent").first().click();
    await tab.waitForURL(/quotes\/[a-z0-9-]+\.html$/);
    await tab.goBack();
    assert.deepEqual((await seen(tab)).entries, inferred.entries);
    await tab.goBack();
    await tab.goBack();
    assert.match(tab.url(), /\/index\.html$/);
  }
});

test("groups that are left empty vanish, and filters are taken away one by one or all at once", async (t) => {
  const { tab } = await open(t, onDisk, { address: "quotes/index.html" });
  const all = await seen(tab);
  await choose(tab, "organisation", "ined");
  const ined = await seen(tab);
  assert.deepEqual(ined.groups, ["Ined"]);
  assert.equal(ined.entries.length, 3);
  await tab.locator("#facets-typed").fill("digital");
  const words = await seen(tab);
  assert.equal(words.entries.length, 1);
  assert.equal(words.chosen.length, 3);
  await tab.locator("#facets-typed").fill("DIGITÀL");
  assert.deepEqual((await seen(tab)).entries, words.entries);
  await tab.locator(".facets-chosen button").first().click();
  assert.deepEqual((await seen(tab)).entries, ined.entries);
  await choose(tab, "evidence", "explicit");
  await tab.locator(".facets-chosen button").last().click();
  const cleared = await seen(tab);
  assert.deepEqual(cleared.entries, all.entries);
  assert.deepEqual([cleared.total, cleared.chosen], [all.total, []]);
  assert.match(tab.url(), /quotes\/index\.html$/);
});

test("names are found by other names, without accents, and what nothing fits says so", async (t) => {
  const { tab } = await open(t, onDisk, { address: "organisations/index.html" });
  const typed = async (words) => {
    await tab.locator("#facets-typed").fill(words);
    return (await seen(tab)).entries;
  };
  assert.deepEqual(await typed("inrae"), ["irstea"]);
  assert.deepEqual(await typed("etudes demographiques"), ["ined"]);
  assert.deepEqual(await typed("l'ined"), ["ined"]);
  assert.deepEqual(await typed("zzz"), []);
  const nothing = await seen(tab);
  assert.match(nothing.status, /^0 organisme.* sur \d+ · Rien ne correspond/);
  assert.equal(await tab.locator(".index-table").isVisible(), false);
});

test("what the study no longer has passes nothing, and can be taken away", async (t) => {
  const { tab } = await open(t, onDisk, { address: "tools/index.html?organisation=no-such&organisation=%22%3E%3Cb%3E" });
  const none = await seen(tab);
  assert.deepEqual(none.entries, []);
  assert.equal(none.chosen.length, 3);
  assert.match(none.chosen[1], /"><b>/);
  await tab.locator(".facets-chosen button").last().click();
  assert.ok((await seen(tab)).entries.length > 10);
});

test("the keyboard alone filters, takes away and opens", async (t) => {
  const { tab, problems } = await open(t, onDisk, { address: "tools/index.html", viewport: { width: 700, height: 900 } });
  const all = await seen(tab);
  await tab.locator("#facets-typed").focus();
  await tab.keyboard.type("a");
  assert.ok((await seen(tab)).entries.length < all.entries.length);
  await tab.keyboard.press("Backspace");
  // On a narrow screen the choices are folded: Enter unfolds, Tab goes to the first, Space chooses.
  await tab.keyboard.press("Tab");
  assert.equal(await tab.evaluate(() => document.activeElement.tagName), "SUMMARY");
  await tab.keyboard.press("Enter");
  await tab.keyboard.press("Tab");
  await tab.keyboard.press("Space");
  const one = await seen(tab);
  assert.equal(one.chosen.length, 2);
  assert.ok(one.entries.length > 0 && one.entries.length < all.entries.length);
  // Focus stays where it was; the status alone speaks, politely.
  assert.equal(await tab.evaluate(() => document.activeElement.checked), true);
  assert.equal(await tab.locator(".facets-status").getAttribute("role"), "status");
  await tab.keyboard.press("ArrowDown");
  await tab.locator(".facets-chosen button").first().focus();
  await tab.keyboard.press("Enter");
  assert.deepEqual((await seen(tab)).entries, all.entries);
  assert.equal(await tab.evaluate(() => document.activeElement.id), "facets-typed");
  assert.deepEqual(problems, []);
});

test("an index with filters is accessible and no wider than a telephone", async (t) => {
  const problems = [];
  const views = [["light", 1280], ["dark", 320], ["dark", 1280], ["light", 320]];
  for (const [at, index] of INDEXES.entries()) {
    const [colorScheme, width] = views[at % views.length];
    const address = `${index}/index.html`;
    const { tab } = await open(t, onDisk, { address, language: languages[at % 2], colorScheme, viewport: { width, height: 900 } });
    if (width < 1000) await tab.locator(".facets-fold > summary").click();
    await tab.locator(".facet details summary").first().click().catch(() => {});
    await tab.locator(".facet input").first().click();
    const { entries, chosen } = await seen(tab);
    assert.ok(entries.length > 0 && chosen.length === 2, index);
    problems.push(...(await violationsIn(tab)).map((one) => `${address} at ${width}, ${colorScheme}: ${one}`));
    problems.push(...(await overflowIn(tab)).map((one) => `${address}: ${one}`));
  }
  noneOf(problems, "problems");
});

test("without JavaScript the indexes are whole, and their links lead to what is tied", async (t) => {
  for (const index of INDEXES) {
    const { tab } = await open(t, onDisk, { address: `${index}/index.html`, javaScriptEnabled: false });
    const hidden = await tab.locator("[data-entry][hidden], [data-facets] *, .facets-side").count();
    assert.equal(hidden, 0, index);
    const links = await tab.locator("[data-facets-without] a").evaluateAll((all) => all.map((link) => link.getAttribute("href")));
    // Topics are tied by quotes alone: the list of quotes narrows by them.
    assert.equal(links.length > 0, index !== "topics", index);
    for (const href of links) {
      const { pathname, hash } = new URL(href, `file:///${index}/index.html`);
      assert.ok(files.includes(pathname.slice(1)), href);
      if (hash) assert.match(text(pathname.slice(1)), new RegExp(`id=["']?${hash.slice(1)}\\b`), href);
    }
  }
});

test("every mark of evidence is one step from what it means", async (t) => {
  const place = await serve("/repo/");
  t.after(() => place.close());
  const { tab } = await open(t, place, { address: "quotes/index.html" });
  await tab.locator(".evidence").first().click();
  await tab.waitForURL(/#evidence-levels$/);
  const meaning = tab.locator("#evidence-levels");
  assert.ok(await meaning.isVisible());
  assert.equal(await meaning.locator("dt").count(), 4);
  assert.match(await meaning.locator(".mark-inferred + dd").textContent(), /\S{3,} \S+/);
});

// ---- an index of several pages ----

const repository = fileURLToPath(new URL("../..", import.meta.url));
const program = [process.env.FLORILEGE, "target/release/florilege", "target/debug/florilege"]
  .filter(Boolean).map((path) => join(repository, path)).find(existsSync);

/** A made-up study with more tools and quotes than a page of an index holds, built into a folder that goes with the test. */
function longStudy(t) {
  const folder = mkdtempSync(join(tmpdir(), "florilege-long-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const write = (path, words) => {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), words);
  };
  const three = (number) => String(number).padStart(3, "0");
  const numbers = Array.from({ length: 230 }, (_, number) => number);
  write("study.yaml", "title: Étude inventée\nlanguages: [fr]\nconsent: public-sources\npublished: 2020\n");
  write("content/topics.yaml", "even: {label: Pair}\nodd: {label: Impair}\n");
  const uses = (name, of) => `---\nname: ${name}\ntools:\n${of.map((number) =>
    `  - {id: tool-${three(number)}, status: ${number % 3 ? "documented" : "planned"}, evidence: explicit}`).join("\n")}\n---\n`;
  write("content/organisations/early.md", uses("Maison du matin", numbers.slice(0, 120)));
  write("content/organisations/late.md", uses("Maison du soir", numbers.slice(100)));
  for (const number of numbers) {
    write(`content/tools/tool-${three(number)}.md`, `---\nname: Outil ${three(number)}\nsummary: Le ${number}e\n---\n`);
  }
  const quotes = numbers.map((number) => `---\nid: quote-${three(number)}\norganisation: ${number < 115 ? "early" : "late"}\n` +
    `topics: [${number % 2 ? "odd" : "even"}]\ntools: [tool-${three(number)}]\n---\nParole inventée ${three(number)}.\n`);
  write("content/quotes/all.md", `---\ndefaults:\n  language: fr\n---\n${quotes.join("")}`);
  execFileSync(program, ["build", "--quiet", "--output", join(folder, "public")], { cwd: folder, stdio: "pipe" });
  return { address: `${pathToFileURL(join(folder, "public")).href}/` };
}

test("filters reach over every page of a long index, from a disk", async (t) => {
  assert.ok(program, "build the program first");
  const place = longStudy(t);
  const { tab, problems } = await open(t, place, { address: "tools/index.html" });
  const three = (from, to) => Array.from({ length: to - from }, (_, at) => `tool-${String(from + at).padStart(3, "0")}`);
  assert.deepEqual((await seen(tab)).entries, three(0, 200));
  assert.equal((await seen(tab)).total, "230 outils");

  // What lies on the other page is counted at once, and shown when it has come.
  await choose(tab, "organisation", "late");
  await tab.waitForFunction(() => document.querySelectorAll("[data-entry]:not([hidden])").length === 130);
  const late = await tab.evaluate(() => [...document.querySelectorAll("[data-entry]")]
    .filter((one) => one.checkVisibility()).map((one) => one.querySelector("a").href.replace(/.*\//, "").replace(".html", "")));
  assert.deepEqual(late, three(100, 230));
  assert.equal((await seen(tab)).total, "130 outils sur 230");
  assert.equal(await tab.locator(".pagination").isVisible(), false);
  const last = tab.locator("[data-entry]").last();
  assert.equal((await last.locator(".index-summary").textContent()).trim(), "Le 229e");
  assert.equal(await last.locator("td").count(), await tab.locator("[data-entry]").first().locator("td").count());
  await last.locator(".index-name").click();
  await tab.waitForURL(/tools\/tool-229\.html$/);
  await tab.goBack();

  // From the second page the same filter gives the same, links included.
  await tab.goto(`${place.address}tools/index/2.html?status=planned&organisation=early&q=outil+00`);
  await tab.waitForFunction(() => document.querySelectorAll("[data-entry]:not([hidden])").length === 4);
  const links = await tab.locator("[data-entry]:not([hidden]) .index-name").evaluateAll((all) => all.map((one) => one.href));
  assert.deepEqual(links, [0, 3, 6, 9].map((number) => `${place.address}tools/tool-00${number}.html`));
  await tab.locator(".facets-chosen button").last().click();
  assert.equal((await seen(tab)).entries.length, 30);
  assert.ok(await tab.locator(".pagination").isVisible());

  // More than a page of entries come a page at a time.
  await tab.goto(`${place.address}tools/index.html?q=outil`);
  assert.equal((await seen(tab)).entries.length, 200);
  await tab.locator(".facets-more").click();
  await tab.waitForFunction(() => document.querySelectorAll("[data-entry]:not([hidden])").length === 230);
  assert.equal(await tab.locator(".facets-more").isVisible(), false);

  // Quotes of the other page come with who says them; their words are for the search.
  await tab.goto(`${place.address}quotes/index.html?organisation=late&topic=odd`);
  await tab.waitForFunction(() => /inventée 229/.test(document.body.textContent));
  const quotes = await seen(tab);
  assert.equal(quotes.total, "58 citations sur 230");
  assert.equal(quotes.entries.length, 58);
  const drawn = tab.locator(".quote").last();
  assert.match(await drawn.textContent(), /«\s?Parole inventée 229\.\s?»[\s\S]*Maison du soir[\s\S]*explicite/);
  assert.equal(await drawn.locator(".attribution a").evaluate((link) => link.href), `${place.address}organisations/late.html`);
  assert.match(await tab.locator(".facets-typed a").getAttribute("href"), /search\.html\?kind=quote$/);
  assert.deepEqual(problems, []);
  assert.deepEqual(await violationsIn(tab), []);
});
