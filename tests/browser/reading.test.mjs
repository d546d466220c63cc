// What no machine finds by rules and readers need all the same, on one page of every kind: spacing of one's own
// (WCAG 1.4.12), 400 % zoom (1.4.10), no motion where none is wanted, colours of one's own, a focus that is seen in all of
// them (2.4.7, 2.4.13), landmarks that part the page (RGAA 12.6), quotations marked as such (RGAA 9.4), and the statement
// of accessibility one step away (RGAA's duty to publish one).

import assert from "node:assert/strict";
import { test } from "node:test";

import { NARROW, overflowIn, violationsIn } from "./looks.mjs";
import { example, examples, languages, noneOf, opened, siteInOneBrowser } from "./site.mjs";

const site = siteInOneBrowser();

/** One page of every kind in the study's own language, but that which only a host can answer with. */
const visited = () => examples().filter(({ kind, language }) => kind !== "404" && language === languages[0]);

/** WCAG 2.2, 1.4.12: what a reader may set, all of it at once. The page's policy lets no style in but by this door. */
const SPACING = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }";

test("with a reader's own spacing no words are cut and the page does not scroll sideways", async (t) => {
  const problems = [];
  for (const width of [NARROW, 1280]) {
    const context = await site.newContext(t, { viewport: { width, height: 900 }, bypassCSP: true });
    const tab = await context.newPage();
    for (const page of visited()) {
      await tab.goto(opened(site.place, page));
      await tab.addStyleTag({ content: SPACING });
      const found = [...await overflowIn(tab), ...await tab.evaluate(cutWords)];
      problems.push(...found.map((problem) => `${page.path} at ${width} px: ${problem}`));
    }
  }
  noneOf(problems, "problems");
});

/** Runs in the page: boxes that hide a part of their own words. */
function cutWords() {
  const isHidden = (element) => element.closest(".visually-hidden, .skip, .appearance-now, svg");
  return [...document.querySelectorAll("main *, header *, footer *")]
    .filter((element) => {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
      const cuts = [overflowX, overflowY].some((way) => way === "hidden" || way === "clip") || textOverflow === "ellipsis";
      return cuts && !isHidden(element) && element.checkVisibility();
    })
    .filter((element) => element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)
    .map((element) => `${element.tagName.toLowerCase()}.${element.className} cuts \`${element.textContent.trim().slice(0, 40)}\``);
}

test("at 400 % zoom everything is in one column, and only tables scroll in a box of their own", async (t) => {
  // 1280 px at 400 % are 320 px of the page, each four times as large.
  const tab = await site.newTab(t, { viewport: { width: NARROW, height: 256 }, deviceScaleFactor: 4 });
  const problems = [];
  for (const page of visited()) {
    await tab.goto(opened(site.place, page));
    const found = await overflowIn(tab);
    found.push(...await tab.evaluate(() => [...document.querySelectorAll("main *")]
      .filter((element) => ["auto", "scroll"].includes(getComputedStyle(element).overflowX) && element.scrollWidth > element.clientWidth + 1)
      .filter((element) => !element.matches(".table-box, pre"))
      .map((element) => `${element.tagName.toLowerCase()}.${element.className} scrolls sideways`)));
    // What sticks to the window must leave most of it to what is read.
    found.push(...await tab.evaluate(() => [...document.querySelectorAll("body *")]
      .filter((element) => ["fixed", "sticky"].includes(getComputedStyle(element).position) && !element.closest(".table-box"))
      .filter((element) => element.getBoundingClientRect().height > innerHeight / 3)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className} holds the window`)));
    problems.push(...found.map((problem) => `${page.path}: ${problem}`));
  }
  noneOf(problems, "problems");
});

test("nothing moves where no motion is wanted, and nothing moves for long where it is", async (t) => {
  const moving = (longest) => [...document.querySelectorAll("*")].filter((element) => {
    const { transitionDuration, animationName, animationDuration, scrollBehavior } = getComputedStyle(element);
    const seconds = [transitionDuration, animationName === "none" ? "0s" : animationDuration].flatMap((list) => list.split(",").map(parseFloat));
    return Math.max(...seconds) > longest || (longest === 0 && scrollBehavior === "smooth");
  }).map((element) => element.tagName.toLowerCase());
  const problems = [];
  for (const [reducedMotion, longest] of [["reduce", 0], ["no-preference", 0.15]]) {
    const tab = await site.newTab(t, { reducedMotion });
    for (const page of visited()) {
      await tab.goto(opened(site.place, page));
      const found = new Set(await tab.evaluate(moving, longest));
      if (found.size > 0) problems.push(`${page.path} (${reducedMotion}): ${[...found].join(", ")}`);
    }
  }
  noneOf(problems, "problems");
});

for (const [name, options] of Object.entries({
  "in the light": { colorScheme: "light" },
  "in the dark": { colorScheme: "dark" },
  "in the reader's own colours": { forcedColors: "active" },
  "with more contrast": { contrast: "more" },
})) {
  test(`every link and control shows that it has the focus, ${name}`, async (t) => {
    const tab = await site.newTab(t, { ...options, viewport: { width: 1280, height: 900 } });
    const problems = [];
    let seen = 0;
    for (const kind of ["home", "quote", "organisation", "matrix", "search", "chart"]) {
      const page = example(kind);
      if (!page) continue;
      await tab.goto(opened(site.place, page));
      await tab.keyboard.press("Tab");
      const found = await tab.evaluate(focusOf);
      seen += found.count;
      problems.push(...found.problems.map((problem) => `${page.path}: ${problem}`));
    }
    assert.ok(seen > 100, `only ${seen} links and controls were looked at`);
    noneOf(problems, "problems");
  });
}

/** Runs in the page: whether the outline of each stop is there, thick enough and 3:1 against what it stands on. */
function focusOf() {
  const channel = (value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = (colour) => {
    const [red, green, blue] = colour.match(/[\d.]+/g).slice(0, 3).map((part) => channel(Number(part) / 255));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const groundOf = (element) => {
    for (let box = element; box; box = box.parentElement) {
      const colour = getComputedStyle(box).backgroundColor;
      if (!/, 0\)$/.test(colour)) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const stops = [...document.querySelectorAll("a[href], button, summary, input, [tabindex='0']")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }));
  const problems = [];
  for (const element of stops) {
    element.focus({ focusVisible: true, preventScroll: true });
    if (document.activeElement !== element) continue;
    // A link in a drawing shows the focus on the ground of its row, a field on its line.
    const shown = element.closest("svg") ? element.querySelector(".chart-ground") ?? element : element;
    const style = getComputedStyle(shown);
    const marks = [
      { width: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth), colour: style.outlineColor },
      { width: element.closest("svg") && style.stroke !== "none" ? parseFloat(style.strokeWidth) : 0, colour: style.stroke },
      { width: element.matches("input") ? parseFloat(style.borderBottomWidth) : 0, colour: style.borderBottomColor },
    ];
    const best = marks.filter(({ width }) => width >= 2).some(({ colour }) => contrast(colour, groundOf(element.parentElement)) >= 3);
    if (!best) problems.push(`${element.tagName.toLowerCase()} \`${element.textContent.trim().slice(0, 30)}\`: ${JSON.stringify(marks)}`);
  }
  return { count: stops.length, problems };
}

test("in the reader's own colours axe-core finds nothing, and what is chosen is told by more than colour", async (t) => {
  const tab = await site.newTab(t, { forcedColors: "active", viewport: { width: 1280, height: 900 } });
  const problems = [];
  for (const kind of ["home", "organisation", "matrix", "quote index", "chart"]) {
    const page = example(kind);
    await tab.goto(opened(site.place, page));
    const found = await violationsIn(tab);
    found.push(...await tab.evaluate(() => [...document.querySelectorAll("a[aria-current='true'], a[aria-current='page']")]
      .filter((link) => link.checkVisibility() && !/underline/.test(getComputedStyle(link).textDecorationLine))
      .map((link) => `\`${link.textContent.trim()}\` is current by its colour alone`)));
    problems.push(...found.map((problem) => `${page.path}: ${problem}`));
  }
  noneOf(problems, "problems");
});

test("each page has its landmarks, each with a name where there are several", async (t) => {
  const tab = await site.newTab(t);
  const problems = [];
  for (const page of visited()) {
    await tab.goto(opened(site.place, page));
    const found = await tab.evaluate(() => {
      const problems = [];
      for (const [name, selector] of Object.entries({ banner: "body > header", main: "main", contentinfo: "body > footer" })) {
        const count = document.querySelectorAll(selector).length;
        if (count !== 1) problems.push(`${count} landmarks \`${name}\``);
      }
      const named = (nav) => nav.getAttribute("aria-label") ?? document.getElementById(nav.getAttribute("aria-labelledby"))?.textContent ?? "";
      const names = [...document.querySelectorAll("nav")].map((nav) => named(nav).trim());
      if (names.includes("")) problems.push("a nav has no name");
      if (new Set(names).size !== names.length) problems.push(`two navs have one name: ${names.join(", ")}`);
      const outside = [...document.body.children].filter((element) => !element.matches("header, main, footer, a.skip, script"));
      if (outside.length > 0) problems.push(`outside every landmark: ${outside.map((element) => element.tagName).join(", ")}`);
      return problems;
    });
    problems.push(...found.map((problem) => `${page.path}: ${problem}`));
  }
  noneOf(problems, "problems");
});

test("the words of a quote are a blockquote with its language, and guillemets are text, once", async (t) => {
  const tab = await site.newTab(t);
  for (const page of [example("quote"), example("organisation"), example("quote", languages[1])]) {
    await tab.goto(opened(site.place, page));
    const quotes = await tab.evaluate(() => [...document.querySelectorAll("main .quote")].map((quote) => {
      const words = quote.querySelector("figure > blockquote");
      const drawn = words && [words, ...words.querySelectorAll("*")].flatMap((element) =>
        ["::before", "::after"].map((part) => getComputedStyle(element, part).content)).filter((content) => !["none", "normal"].includes(content));
      return { language: words?.lang, text: words?.textContent.trim() ?? "", drawn, caption: quote.querySelector("figure > figcaption")?.textContent.trim() };
    }));
    assert.ok(quotes.length > 0, page.path);
    for (const { language, text, drawn, caption } of quotes) {
      assert.match(language ?? "", /^[a-z]{2,3}/, page.path);
      assert.match(text, /^[«“][^«“]/, page.path);
      assert.match(text, /[^»”][»”]$/, page.path);
      assert.deepEqual(drawn, [], `${page.path}: a style adds to the words`);
      assert.ok(caption, `${page.path}: the words have no attribution`);
    }
  }
});

test("the statement of accessibility is one step from every page", async (t) => {
  const tab = await site.newTab(t);
  for (const language of languages) {
    for (const kind of ["home", "chart", "search"]) {
      const page = example(kind, language);
      if (!page) continue;
      await tab.goto(opened(site.place, page));
      await tab.locator("footer a[href$='pages/accessibility.html']").click();
      assert.equal(await tab.locator("html").getAttribute("lang"), language.code);
      assert.match(await tab.locator("main").innerText(), /WCAG/);
    }
  }
});
