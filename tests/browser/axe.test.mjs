// What axe-core can say about accessibility, on one page of every kind: in the light and in the dark, wide and as narrow
// as a page at 400 % zoom. Each kind is seen in all four, two in the first language and two in the second.

import { test } from "node:test";

import { NARROW, overflowIn, violationsIn } from "./looks.mjs";
import { example, kindNames, languages, noneOf, opened, publish, siteInOneBrowser } from "./site.mjs";

const views = {
  "light, wide": { colorScheme: "light", width: 1280 },
  "dark, narrow": { colorScheme: "dark", width: NARROW },
  "dark, wide": { colorScheme: "dark", width: 1280 },
  "light, narrow": { colorScheme: "light", width: NARROW },
};
const seen = [["light, wide", "dark, narrow"], ["dark, wide", "light, narrow"]];

const site = siteInOneBrowser();

for (const kind of kindNames) {
  test(`${kind}: axe-core finds nothing, and at 320 px the page does not scroll sideways`, async (t) => {
    const context = await site.newContext(t);
    if (kind === "404") await publish(context);
    const tab = await context.newPage();
    const problems = [];
    for (const [index, language] of languages.entries()) {
      const page = example(kind, language);
      if (!page) continue;
      await tab.goto(opened(site.place, page));
      for (const view of seen[index]) {
        const { colorScheme, width } = views[view];
        await tab.emulateMedia({ colorScheme });
        await tab.setViewportSize({ width, height: 800 });
        const found = await violationsIn(tab);
        if (width === NARROW) found.push(...await overflowIn(tab));
        problems.push(...found.map((problem) => `${page.path} (${view}): ${problem}`));
      }
    }
    noneOf(problems, "problems");
  });
}
