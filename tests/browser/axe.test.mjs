// What axe-core can say about accessibility, on one page of every kind: in the light and in the dark, wide and as narrow
// as a page at 400 % zoom. Each kind is seen in all four, two in the first language and two in the second.

import { after, before, test } from "node:test";

import { NARROW, overflowIn, violationsIn } from "./looks.mjs";
import { example, kindNames, languages, newContext, noneOf, opened, publish, serve, startBrowser } from "./site.mjs";

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
  test(`${kind}: axe-core finds nothing, and at 320 px the page does not scroll sideways`, async (t) => {
    const context = await newContext(browser);
    t.after(() => context.close());
    if (kind === "404") await publish(context);
    const tab = await context.newPage();
    const problems = [];
    for (const [index, language] of languages.entries()) {
      const page = example(kind, language);
      if (!page) continue;
      await tab.goto(opened(place, page));
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
