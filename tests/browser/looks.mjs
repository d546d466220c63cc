// What several tests look for in a page: what axe-core finds, and what makes it wider than its window. It tests nothing
// itself.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** The rules of WCAG 2.2 A and AA, and what axe-core calls good practice. */
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** The width of a page at 400 % zoom on a screen of 1280 px, and of the smallest telephone. */
export const NARROW = 320;

/** What axe-core finds in the page that a tab shows, one line each. */
export async function violationsIn(tab) {
  if (!await tab.evaluate(() => "axe" in window)) await tab.evaluate(axe);
  return tab.evaluate(violations, TAGS);
}

/** What makes the page that a tab shows wider than its window. */
export const overflowIn = (tab) => tab.evaluate(overflow);

/** Runs in the page. */
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
