// The comparison of the reader's choice: two to four organisations, from a disk, at the root of a host and under a path; the
// address gives the same to somebody else; what one has and another has not is said; the keyboard is enough; what comes is
// accessible; without JavaScript the page has its tables and its ways.

import assert from "node:assert/strict";
import { test } from "node:test";

import { overflowIn, violationsIn } from "./looks.mjs";
import { files, languages, noneOf, onDisk, places, tabsOfOneBrowser, text } from "./site.mjs";

const open = tabsOfOneBrowser();

/** What is compared: the heads, and each row by its name with the text of its cells. */
async function compared(tab) {
  await tab.waitForFunction(() => /\d/.test(document.querySelector(".compare-status")?.textContent ?? "") ||
    /différence|difference/.test(document.querySelector(".compare-status")?.textContent ?? ""));
  return tab.evaluate(() => {
    const words = (element) => element.textContent.replace(/\s+/g, " ").trim();
    const table = document.querySelector(".compare-table");
    return {
      status: words(document.querySelector(".compare-status")),
      heads: [...table.querySelectorAll("thead th")].map(words),
      rows: [...table.querySelectorAll("tbody tr")].filter((row) => row.querySelector("td")).map((row) => ({
        name: words(row.querySelector("th").childNodes[0]),
        differs: row.classList.contains("differs"),
        cells: [...row.querySelectorAll("td")].map(words),
      })),
    };
  });
}

const row = (table, name) => table.rows.find((one) => one.name === name);

/** The line of an organisation's page about a tool or a practice. */
const line = (organisation, id) => new RegExp(`<tr id=["']?${id}["' >].*?</tr>`, "s")
  .exec(text(`organisations/${organisation}.html`))?.[0];

for (const [where, stand] of places) {
  test(`organisations are chosen and compared ${where}`, async (t) => {
    const place = await stand();
    t.after(() => place.close());
    const { tab, problems } = await open(t, place, { address: "organisations/ined.html" });
    await tab.locator(".actions a").click();
    await tab.waitForURL(/comparison\.html\?organisation=ined$/);
    assert.match(await tab.locator(".compare-status").textContent(), /au moins deux/);
    assert.equal(await tab.locator(".compare-table").count(), 0);

    await tab.locator("#compare-2").selectOption("irstea");
    const two = await compared(tab);
    assert.deepEqual(two.heads.map((head) => head.split(" ")[0]), ["Ined", "Irstea"]);
    // What the two pages say of Twitter, evidence, status and quotes.
    const said = (organisation) => {
      const html = line(organisation, "tool-twitter");
      return [/mark-(\w+)/.exec(html)[1], /status-(\w+)/.exec(html)[1]];
    };
    assert.deepEqual(said("ined"), ["explicit", "considered"]);
    assert.match(row(two, "Twitter").cells[0], /^explicite ?envisagé ?1 citation$/);
    assert.match(row(two, "Twitter").cells[1], /^explicite ?mentionné ?3 citations$/);
    assert.equal(row(two, "Twitter").differs, true);
    // A gap is said, never left empty.
    assert.ok(two.rows.every(({ cells }) => cells.every(Boolean)));
    const gap = two.rows.find(({ cells }) => cells[0] === "non documenté" && cells[1] !== "non documenté");
    assert.equal(gap.differs, true);
    assert.match(row(two, "Délai de validation").cells[0], /^2 h.*transcription/);

    // The number of quotes leads to those quotes, and to no others.
    await tab.locator(".compare-table tr", { hasText: "Twitter" }).locator("a", { hasText: "3 citations" }).click();
    await tab.waitForURL(/quotes\/index\.html\?organisation=irstea&tool=twitter$/);
    assert.equal(await tab.locator("[data-entry]:not([hidden])").count(), 3);
    await tab.goBack();
    assert.deepEqual(await compared(tab), two);
    assert.deepEqual(problems, []);
  });
}

test("an address gives somebody else the same, and going back undoes a choice", async (t) => {
  for (const [, stand] of places) {
    const place = await stand();
    t.after(() => place.close());
    const { tab } = await open(t, place, { address: "comparison.html" });
    for (const [at, id] of ["cea", "cnes", "ird", "upmc"].entries()) await tab.locator(`#compare-${at + 1}`).selectOption(id);
    const four = await compared(tab);
    assert.equal(four.heads.length, 4);
    await tab.locator(".compare-line input").check();
    const differing = await compared(tab);
    assert.ok(differing.rows.length < four.rows.length);
    assert.deepEqual(differing.rows.filter(({ differs }) => differs), four.rows.filter(({ differs }) => differs));
    const { search } = new URL(tab.url());
    assert.equal(search, "?organisation=cea&organisation=cnes&organisation=ird&organisation=upmc&differences=only");
    const { tab: other } = await open(t, place, { address: `comparison.html${search}` });
    assert.deepEqual(await compared(other), differing);
    assert.equal(await other.locator("#compare-3").inputValue(), "ird");

    await tab.goBack();
    assert.deepEqual(await compared(tab), four);
    await tab.goBack();
    assert.equal((await compared(tab)).heads.length, 3);
    assert.equal(await tab.locator("#compare-4").inputValue(), "");
    await tab.locator(".compare-line button").click();
    assert.match(tab.url(), /comparison\.html$/);
    assert.equal(await tab.locator(".compare-box").isVisible(), false);
  }
});

test("an address of nobody, of one twice and of too many is made the best of", async (t) => {
  const many = ["cea", "cea", "no-such", "%3Cb%3E", "ined", "ird", "upmc", "cnrs"].map((id) => `organisation=${id}`).join("&");
  const { tab, problems } = await open(t, onDisk, { address: `comparison.html?${many}` });
  assert.deepEqual((await compared(tab)).heads.map((head) => head.split(" ")[0]), ["CEA", "Ined", "IRD", "UPMC"]);
  // Nobody is offered twice.
  assert.equal(await tab.locator("#compare-1 option[value=ined]").isDisabled(), true);
  assert.deepEqual(problems, []);
});

test("the keyboard alone chooses", async (t) => {
  const { tab } = await open(t, onDisk, { address: "comparison.html" });
  await tab.locator("#compare-1").focus();
  await tab.keyboard.type("Ined");
  await tab.keyboard.press("Tab");
  await tab.keyboard.type("Inria");
  await tab.keyboard.press("Tab");
  const table = await compared(tab);
  assert.deepEqual(table.heads.map((head) => head.split(" ")[0]), ["Ined", "Inria"]);
  assert.equal(await tab.locator(".compare-status").getAttribute("role"), "status");
  // The table scrolls in a box of its own that the keyboard reaches.
  assert.equal(await tab.locator(".compare-box").getAttribute("tabindex"), "0");
});

test("a comparison is accessible and no wider than a telephone", async (t) => {
  const problems = [];
  for (const [at, [colorScheme, width]] of [["light", 1280], ["dark", 320], ["dark", 1280], ["light", 320]].entries()) {
    const { tab } = await open(t, onDisk, {
      address: "comparison.html?organisation=ined&organisation=cea&organisation=irstea",
      language: languages[at % 2],
      colorScheme,
      viewport: { width, height: 900 },
    });
    await compared(tab);
    problems.push(...(await violationsIn(tab)).map((one) => `at ${width}, ${colorScheme}: ${one}`));
    problems.push(...(await overflowIn(tab)));
  }
  noneOf(problems, "problems");
});

test("without JavaScript the comparison has its tables and ways to the rest", async (t) => {
  const { tab } = await open(t, onDisk, { address: "comparison.html", javaScriptEnabled: false });
  assert.ok(await tab.locator(".comparison-table").count() > 0);
  assert.equal(await tab.locator("[data-compare] *").count(), 0);
  assert.ok(await tab.locator(".related-ways a[href='matrix.html']").isVisible());
  await tab.locator(".related-ways a[href='organisations/index.html']").click();
  await tab.waitForURL(/organisations\/index\.html$/);
});

test("each organisation is a script of its own, and only those that are chosen travel", async (t) => {
  const organisations = files.filter((path) => /^organisations\/(?!index)[^/]+\.html$/.test(path)).length;
  for (const { prefix } of languages) {
    const shards = files.filter((path) => path.startsWith(`${prefix}compare/`));
    assert.equal(shards.length, organisations + 1);
  }
  const { tab } = await open(t, onDisk, { address: "comparison.html" });
  const asked = [];
  tab.on("request", (request) => asked.push(request.url()));
  await tab.goto(`${onDisk.address}comparison.html?organisation=ined&organisation=cea`);
  await compared(tab);
  const shards = asked.filter((url) => /\/compare\//.test(url)).map((url) => url.replace(/.*\/|\?.*/g, ""));
  assert.deepEqual(shards.sort(), ["cea.js", "index.js", "ined.js"]);
});
