// Measures the search of built sites in a browser: what travels for a query, typed letter by letter, and how long results
// take once their shards are here.
//
//   node tests/search/measure.mjs FOLDER…        each the `public` of a study, as study.mjs makes one

import { readFileSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

import { chromium } from "../browser/node_modules/playwright-core/index.mjs";

const kilobytes = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
const travels = (path) => gzipSync(readFileSync(path)).length;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
});

for (const folder of process.argv.slice(2)) {
  const index = join(folder, "search");
  const all = readdirSync(index, { recursive: true }).map((name) => join(index, name)).filter((path) => statSync(path).isFile());
  console.log(`\n${folder}: ${all.length} files, ${kilobytes(all.reduce((sum, path) => sum + travels(path), 0))} in all`);
  // Words of the study's own: a common one, a middling one, a rare one, each with the beginning of a quote's words.
  const quote = JSON.parse(`[${/^[^(]*\((.*)\);\n$/s.exec(readFileSync(join(index, "records/3.js"), "utf8"))[1]}]`)[2];
  const words = quote.flatMap((record) => record[2].replace(/[.…]/g, "").split(" ")).filter((word) => word.length > 5);
  const queries = [words[0], `${words[1]} ${words[7]}`, `${words[3].slice(0, 2)}${words[3][3]}${words[3][2]}${words[3].slice(4)}`,
    words[11].slice(0, 3)];
  for (const query of queries) {
    const context = await browser.newContext();
    const tab = await context.newPage();
    const came = new Set();
    tab.on("request", (request) => {
      if (/\.js(\?|$)/.test(request.url())) came.add(decodeURIComponent(new URL(request.url()).pathname));
    });
    await tab.goto(`${pathToFileURL(folder)}/search.html`);
    await tab.evaluate(() => {
      window.times = [];
      addEventListener("input", () => { window.since = performance.now(); }, true);
      document.getElementById("search-words").addEventListener("input", () => window.times.push(performance.now() - window.since));
    });
    const input = tab.locator("#search-words");
    await input.focus();
    // A slow hand: each beginning is looked for, and waits for what it needs.
    for (const letter of query) {
      await tab.keyboard.insertText(letter);
      await tab.waitForTimeout(400);
    }
    const slow = [...came].reduce((sum, path) => sum + travels(path), 0);
    // Everything is here now: the same again.
    await input.fill("");
    await tab.evaluate(() => { window.times.length = 0; });
    for (const letter of query) await tab.keyboard.insertText(letter);
    await tab.waitForTimeout(400);
    const times = await tab.evaluate(() => window.times);
    const status = await tab.locator("#search-status").textContent();
    await context.close();

    const other = await browser.newContext();
    const pasted = await other.newPage();
    const once = new Set();
    pasted.on("request", (request) => {
      if (/\.js(\?|$)/.test(request.url())) once.add(decodeURIComponent(new URL(request.url()).pathname));
    });
    await pasted.goto(`${pathToFileURL(folder)}/search.html?q=${encodeURIComponent(query)}`);
    await pasted.waitForTimeout(1500);
    await other.close();
    const whole = [...once].reduce((sum, path) => sum + travels(path), 0);
    console.log(`  ${query}: ${status} — at once ${kilobytes(whole)} in ${once.size} files; typed slowly ${kilobytes(slow)} in ` +
      `${came.size}; a key to its results at most ${Math.max(...times).toFixed(0)} ms`);
  }
}
await browser.close();
