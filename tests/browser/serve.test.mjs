// `florilege serve` in a browser: what an edit changes is exchanged in the open page, which keeps its place, its focus,
// its selection and what its scripts did; a style comes without the page; errors lie over it with their places as links,
// and go again; a key opens the source.
//
// The program is `target/release/florilege`, or the one that the environment variable FLORILEGE_PROGRAM names.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";

import { newContext, startBrowser } from "./site.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = resolve(process.env.FLORILEGE_PROGRAM ?? join(root, "target/release/florilege"));

const sentences = (first) => [first, ...Array.from({ length: 80 }, (_, n) => `Paragraphe ${n + 1} d'un atelier inventé.`)];
const organisation = (first, name = "Atelier des Marées") => `---\nname: ${name}\n---\n${sentences(first).join("\n\n")}\n`;
const quote = (words, organisation = "atelier") => `---\norganisation: ${organisation}\n---\n${words}\n`;

let study;
let child;
let address;
let browser;

const write = (path, text) => {
  mkdirSync(dirname(join(study, path)), { recursive: true });
  writeFileSync(join(study, path), text);
};

before(async () => {
  study = mkdtempSync(join(tmpdir(), "florilege-serve-"));
  write("study.yaml", 'title: "Essai"\nlanguages: [fr]\nconsent: public-sources\npublished: 2020\n');
  write("content/organisations/atelier.md", organisation("Un début."));
  write("content/quotes/delay.md", quote("Le délai est de deux heures."));
  child = spawn(program, ["serve", study, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
  address = await new Promise((found, failed) => {
    let said = "";
    child.on("error", failed);
    child.stdout.setEncoding("utf8").on("data", (text) => {
      said += text;
      const at = /http:\/\/[^/]+\//.exec(said);
      if (at && said.includes("rendered")) found(at[0]);
    });
  });
  browser = await startBrowser();
});

after(async () => {
  await browser?.close();
  child?.kill("SIGINT");
  rmSync(study, { recursive: true, force: true });
});

/** A page of the study, open and listening, with a mark that a new loading would wipe away. */
async function open(path) {
  const context = await newContext(browser);
  const page = await context.newPage();
  const faults = [];
  page.on("console", (message) => message.type() === "error" && faults.push(message.text()));
  page.on("pageerror", (error) => faults.push(String(error)));
  const listening = page.waitForRequest((request) => request.url().includes("/.florilege/events/"));
  await page.goto(address + path);
  await listening;
  await page.evaluate(() => (window.isTheSamePage = true));
  const isTheSame = () => page.evaluate(() => window.isTheSamePage === true);
  const shows = (words) => page.waitForFunction((text) => document.body.innerText.includes(text), words, { timeout: 60_000 });
  return { context, page, faults, isTheSame, shows };
}

test("an edit leaves the place, the focus, the selection and typed words", async () => {
  const { context, page, faults, isTheSame, shows } = await open("organisations/atelier.html");
  const field = page.locator("#site-search");
  await field.fill("marées");
  await page.evaluate(() => {
    const kept = [...document.querySelectorAll("p")].find((one) => one.textContent.includes("Paragraphe 40 "));
    kept.scrollIntoView();
    getSelection().selectAllChildren(kept);
    document.getElementById("site-search").focus({ preventScroll: true });
    window.kept = kept;
  });
  const top = () => page.evaluate(() => Math.round(window.kept.getBoundingClientRect().top));
  const before = await top();
  write("content/organisations/atelier.md", organisation("Un autre début."));
  await shows("Un autre début");
  assert.ok(await isTheSame());
  assert.ok(Math.abs((await top()) - before) <= 1, "the place in the page");
  assert.equal(await field.inputValue(), "marées");
  assert.equal(await page.evaluate(() => document.activeElement.id), "site-search");
  assert.match(await page.evaluate(() => String(getSelection())), /Paragraphe 40 /);

  // Paragraphs above grow and go: what is read stays where it is seen.
  write("content/organisations/atelier.md", organisation("Un début.\n\nEt un paragraphe de plus, tout neuf."));
  await shows("tout neuf");
  assert.ok(await page.evaluate(() => window.kept.isConnected), "a paragraph that stayed is the same element");
  write("content/organisations/atelier.md", organisation("Un début."));
  await page.waitForFunction(() => !document.body.innerText.includes("tout neuf"));
  assert.ok(await isTheSame());
  assert.deepEqual(faults, []);
  await context.close();
});

test("what scripts did stays, and new parts are handed to them", async () => {
  const { context, page, faults, isTheSame, shows } = await open("quotes/delay.html");
  const now = page.locator(".appearance-now");
  await page.locator(".appearance-switch").click();
  const chosen = await now.textContent();
  assert.ok(chosen.length > 0);
  const parts = await page.evaluate(() => {
    window.parts = 0;
    addEventListener("florilege:part", (event) => (window.parts += event.detail.childNodes.length));
    return document.querySelectorAll("button.copy:not([hidden])").length;
  });
  assert.ok(parts > 0, "the page has a button that copies");
  write("content/quotes/delay.md", quote("Un premier paragraphe.\n\nUn second, qui est neuf."));
  await shows("qui est neuf");
  assert.equal(await now.textContent(), chosen);
  assert.equal(await page.evaluate(() => document.querySelectorAll("button.copy[hidden]").length), 0);
  assert.ok((await page.evaluate(() => window.parts)) > 0, "the new paragraph was handed over");
  // One click is one step: no listener was added twice.
  await page.locator(".appearance-switch").click();
  assert.notEqual(await now.textContent(), chosen);
  assert.ok(await isTheSame());
  assert.deepEqual(faults, []);
  await context.close();
});

test("a style comes without the page", async () => {
  const { context, page, faults, isTheSame } = await open("index.html");
  // The first news say what the page has loaded.
  await page.waitForTimeout(500);
  write("themes/folio/css/zz.css", "body { border-top: 7px solid rebeccapurple }\n");
  await page.waitForFunction(() => getComputedStyle(document.body).borderTopWidth === "7px", null, { timeout: 60_000 });
  assert.ok(await isTheSame());
  assert.equal(await page.locator("link[rel=stylesheet]").count(), 1);
  rmSync(join(study, "themes"), { recursive: true });
  await page.waitForFunction(() => getComputedStyle(document.body).borderTopWidth !== "7px", null, { timeout: 60_000 });
  assert.deepEqual(faults, []);
  await context.close();
});

test("errors lie over the page with their places as links, and go when they are mended", async () => {
  const { context, page, faults, isTheSame, shows } = await open("quotes/delay.html");
  write("content/quotes/delay.md", quote("Perdu.<script>x</script>", "atelir"));
  const report = page.locator("florilege-report");
  await report.waitFor({ state: "attached", timeout: 60_000 });
  assert.match(await report.locator(".summary").textContent(), /^1 error/);
  const text = await report.locator("pre").textContent();
  assert.match(text, /no organisation has the id `atelir`/);
  assert.match(text, /did you mean `atelier`\?/);
  const link = report.locator("a.place");
  assert.equal(await link.textContent(), "content/quotes/delay.md:2:15");
  const box = await report.locator(".report").boundingBox();
  assert.ok(box.height > 50 && box.height < 0.6 * page.viewportSize().height, "it leaves room for the page");
  const [source] = await Promise.all([context.waitForEvent("page"), link.click()]);
  await source.waitForLoadState();
  assert.match(await source.locator("#L2").textContent(), /organisation: atelir/);
  assert.match(await source.locator("#L4").textContent(), /<script>x<\/script>/);
  await source.close();

  await page.keyboard.press("Escape");
  assert.equal(await report.count(), 0);
  write("content/quotes/delay.md", quote("Toujours perdu.", "ateler"));
  await report.waitFor({ state: "attached", timeout: 60_000 });
  write("content/quotes/delay.md", quote("Retrouvé."));
  await shows("Retrouvé");
  await report.waitFor({ state: "detached", timeout: 60_000 });
  assert.ok(await isTheSame());
  assert.deepEqual(faults, []);
  await context.close();
});

test("a page that is gone says so, and comes back", async () => {
  const { context, page, isTheSame, shows } = await open("quotes/delay.html");
  const words = await page.locator("h1").first().textContent();
  rmSync(join(study, "content/quotes/delay.md"));
  await page.waitForFunction((gone) => document.querySelector("h1").textContent !== gone, words, { timeout: 60_000 });
  write("content/quotes/delay.md", quote("Revenu."));
  await shows("Revenu");
  assert.ok(await isTheSame());
  await context.close();
});

test("a key opens the source of the page, and none while one types", async () => {
  const { context, page } = await open("organisations/atelier.html");
  await page.locator("#site-search").press("e");
  assert.equal(await page.locator("#site-search").inputValue(), "e");
  assert.equal(context.pages().length, 1);
  await page.locator("#site-search").blur();
  const [source] = await Promise.all([context.waitForEvent("page"), page.keyboard.press("e")]);
  await source.waitForLoadState();
  assert.match(await source.locator("h1").textContent(), /content\/organisations\/atelier\.md/);
  assert.match(await source.locator("#L2").textContent(), /name: Atelier des Marées/);
  await context.close();
});
