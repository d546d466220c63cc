// What axe-core can say about accessibility, on one page of every kind: in the light and in the dark, wide and as narrow
// as a page at 400 % zoom. Each kind is seen in all four, two in the first language and two in the second.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";

import { example, kindNames, languages, newContext, noneOf, opened, publish, serve, startBrowser } from "./site.mjs";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules of WCAG 2.2 A and AA, and what axe-core calls good practice. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const NARROW = 320;
const views = {
  "light, wide": { colorScheme: "light", width: 1280 },
  "dark, narrow": { colorScheme: "dark", width: NARROW },
  "dark, wide": { colorScheme: "dark", width: 1280 },
  "light, narrow": { colorScheme: "light", width: NARROW },
};
const seen = [["light, wide", "dark, narrow"], ["dark, wide", "light, narrow"]];

let browser;
let place;
before(async () => {
  browser = await startBrowser();
  place = await serve("/");
});
after(async () => {
  await browser?.close();
  await place?.close();
});

for (const kind of kindNames) {
  test(`axe-core has nothing to say about a ${kind} page, and at 320 px it does not scroll sideways`, async (t) => {
    const context = await newContext(browser);
    t.after(() => context.close());
    if (kind === "404") await publish(context);
    const tab = await context.newPage();
    const problems = [];
    for (const [index, language] of languages.entries()) {
      const page = example(kind, language);
      if (!page) continue;
      await tab.goto(opened(place, page));
      await tab.evaluate(axe);
      for (const view of seen[index]) {
        const { colorScheme, width } = views[view];
        await tab.emulateMedia({ colorScheme });
        await tab.setViewportSize({ width, height: 800 });
        const found = await tab.evaluate(violations, TAGS);
        if (width === NARROW) found.push(...await tab.evaluate(overflow));
        problems.push(...found.map((problem) => `${page.path} (${view}): ${problem}`));
      }
    }
    noneOf(problems, "problems");
  });
}

/** Runs in the page: what axe-core finds, one line each. */
async function violations(tags) {
  await document.fonts.ready;
  const found = await window.axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  return found.violations.flatMap(({ id, help, nodes }) => {
    const shown = nodes.slice(0, 4).map(({ target, any }) => `${target.join(" ")}${any[0] ? ` (${any[0].message})` : ""}`);
    return `${id}: ${help}, ${nodes.length} times: ${shown.join("; ")}`;
  });
}

/** Runs in the page: what makes it wider than the window, which its reader would have to scroll sideways. */
function overflow() {
  const page = document.scrollingElement;
  if (page.scrollWidth <= innerWidth) return [];
  const isCut = (element) => {
    for (let box = element.parentElement; box && box !== document.body; box = box.parentElement) {
      if (getComputedStyle(box).overflowX !== "visible") return true;
    }
    return false;
  };
  const reaches = (element) => element.getBoundingClientRect().right + scrollX > innerWidth + 1;
  const wide = [...document.body.querySelectorAll("*")].filter((element) => reaches(element) && !isCut(element));
  const name = (element) => element.tagName.toLowerCase() + (element.getAttribute("class") ? `.${element.getAttribute("class").replace(/ +/g, ".")}` : "");
  return [`the page is ${page.scrollWidth} px wide at ${innerWidth}: ${wide.slice(0, 5).map(name).join(", ")}`];
}
