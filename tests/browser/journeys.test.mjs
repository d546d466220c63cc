// What readers do: follow a claim to its words and on, change language, come by keyboard, prefer the dark, print, copy a
// quote, read without JavaScript.

import assert from "node:assert/strict";
import { test } from "node:test";

import {
  example, examples, kindNames, languages, noneOf, onDisk, opened, publish, siteInOneBrowser,
} from "./site.mjs";

const site = siteInOneBrowser();

/** The path in the site of the page that a tab shows. */
const pathOf = (tab, base = site.place.address) => new URL(tab.url()).href.slice(base.length).replace(/[?#].*$/, "");

/** The links of a page's content to the entities of a folder, but to itself, that can be seen: each with its address. */
async function linksTo(tab, folder) {
  const found = await tab.evaluate((name) => {
    const entity = new RegExp(`/${name}/(?!index\\.html)[^/]+\\.html$`);
    const address = (link) => String(link.href).replace(/[?#].*$/, "");
    const links = [...document.querySelectorAll("main a[href]")].map((link, index) => ({ link, index, path: address(link) }));
    return links
      .filter(({ path }) => entity.test(path) && path !== address(location))
      .filter(({ link }) => link.checkVisibility({ visibilityProperty: true }))
      .map(({ index, path }) => ({ index, path }));
  }, folder);
  return found.map(({ index, path }) => ({ link: tab.locator("main a[href]").nth(index), path }));
}

/** Follows a link by pointing at it. */
const byClicking = (tab, link) => link.click();

/** Follows a link by the keys Tab and Enter alone, from wherever the reader is. */
async function byKeyboard(tab, link) {
  const element = await link.elementHandle();
  const most = await tab.evaluate(() => document.querySelectorAll("a[href], button, summary, input, [tabindex='0']").length);
  for (let stops = 0; stops <= most + 1; stops += 1) {
    await tab.keyboard.press("Tab");
    if (await element.evaluate((wanted) => wanted === document.activeElement)) {
      await Promise.all([tab.waitForEvent("framenavigated"), tab.keyboard.press("Enter")]);
      return tab.waitForLoadState();
    }
  }
  return assert.fail(`${await link.getAttribute("href")} on ${tab.url()} is not reached by Tab`);
}

const ways = [
  { how: "by clicking", javaScriptEnabled: true, follow: byClicking },
  { how: "by clicking, without JavaScript", javaScriptEnabled: false, follow: byClicking },
  { how: "by keyboard alone", javaScriptEnabled: true, follow: byKeyboard },
  { how: "by keyboard alone, without JavaScript", javaScriptEnabled: false, follow: byKeyboard },
];

for (const { how, javaScriptEnabled, follow } of ways) {
  for (const language of languages) {
    test(`a reader goes from a finding to its quote, its organisation and another tool, ${how} (${language.code})`, async (t) => {
      const tab = await site.newTab(t, { javaScriptEnabled });
      await tab.goto(`${site.place.address}${language.prefix}index.html`);
      await follow(tab, tab.locator("nav a[href$='findings/index.html']").first());
      assert.equal(pathOf(tab), `${language.prefix}findings/index.html`);
      const findings = [...new Set((await linksTo(tab, "findings")).map(({ path }) => path))];
      assert.ok(findings.length > 0, "the index links to no finding");

      for (const finding of findings) {
        await follow(tab, tab.locator(`main a[href="${finding.split("/").at(-1)}"]`).first());
        assert.equal(tab.url(), finding);
        const [quote] = await linksTo(tab, "quotes");
        if (quote) {
          await follow(tab, quote.link);
          assert.equal(tab.url().replace(/#.*$/, ""), quote.path);
          const named = new Set((await linksTo(tab, "tools")).map(({ path }) => path));
          const organisation = await tab.locator("figcaption a[href*='organisations/']").first();
          if (await organisation.count() > 0) {
            await follow(tab, organisation);
            assert.match(pathOf(tab), new RegExp(`^${language.prefix}organisations/[a-z0-9-]+\\.html$`));
            const other = (await linksTo(tab, "tools")).find(({ path }) => !named.has(path));
            if (other) {
              await follow(tab, other.link);
              assert.equal(tab.url().replace(/#.*$/, ""), other.path);
              assert.equal(await tab.locator("html").getAttribute("lang"), language.code);
              return;
            }
          }
        }
        await tab.goto(`${site.place.address}${language.prefix}findings/index.html`);
      }
      assert.fail(`none of ${findings.length} findings leads over a quote and its organisation to another tool`);
    });
  }

  test(`the language switch stays on the page, there and back, for every kind, ${how}`, async (t) => {
    const context = await site.newContext(t, { javaScriptEnabled });
    const published = await site.newContext(t, { javaScriptEnabled });
    await publish(published);
    const tabs = { usual: await context.newPage(), published: await published.newPage() };
    const problems = [];
    const [first, second] = languages;
    for (const kind of kindNames) {
      const page = example(kind);
      if (!page) continue;
      const tab = kind === "404" ? tabs.published : tabs.usual;
      await tab.goto(opened(site.place, page));
      const start = tab.url();
      for (const [from, to] of [[first, second], [second, first]]) {
        const link = tab.locator(`header a[hreflang="${to.code}"]`);
        const count = await link.count();
        if (count !== 1) {
          problems.push(`${page.path}: ${count} links to \`${to.code}\` from \`${from.code}\``);
          break;
        }
        if (await link.getAttribute("lang") !== to.code) problems.push(`${page.path}: the switch is not marked \`${to.code}\``);
        await follow(tab, link);
        // The page for addresses that do not exist cannot know the other address: it leads to its own other page.
        const wanted = kind === "404" ? `404.html` : page.address;
        if (!tab.url().endsWith(`/${to.prefix}${wanted}`)) problems.push(`${page.path}: led to ${tab.url()}`);
        const lang = await tab.locator("html").getAttribute("lang");
        if (lang !== to.code) problems.push(`${page.path}: led to a page in \`${lang}\``);
      }
      if (kind !== "404" && tab.url() !== start) problems.push(`${page.path}: there and back ends at ${tab.url()}`);
    }
    noneOf(problems, "problems");
  });

}

for (const javaScriptEnabled of [true, false]) {
  test(`by keyboard, the first stop leads to the content and every stop is seen${javaScriptEnabled ? "" : ", without JavaScript"}`, async (t) => {
    const tab = await site.newTab(t, { javaScriptEnabled, viewport: { width: 1280, height: 800 } });
    const problems = [];
    for (const page of [example("home"), example("organisation"), example("chart"), example("matrix", languages[1])]) {
      await tab.goto(opened(site.place, page));
      const stops = await stopsOf(tab);
      problems.push(...stops.problems.map((problem) => `${page.path}: ${problem}`));
      const skip = stops.seen[0];
      if (!skip?.isFirst || !skip.href?.startsWith("#")) problems.push(`${page.path}: the first stop is ${skip?.name}`);
      await tab.goto(opened(site.place, page));
      await tab.keyboard.press("Tab");
      await tab.keyboard.press("Enter");
      await tab.keyboard.press("Tab");
      const isInside = await tab.evaluate(() => document.activeElement.closest("main") !== null);
      if (!isInside) problems.push(`${page.path}: after the skip link the next stop is not in the content`);
    }
    noneOf(problems, "problems");
  });
}

test("every control can be reached by keyboard, in the order of the page, and none holds the reader", async (t) => {
  const tab = await site.newTab(t, { viewport: { width: 1280, height: 800 } });
  const problems = [];
  for (const page of [example("home"), example("quote"), example("cite")]) {
    await tab.goto(opened(site.place, page));
    const wanted = await tab.evaluate(() => {
      const controls = [...document.querySelectorAll("a[href], button, summary, input, [tabindex='0']")];
      return controls.map((element, order) => ({ order, name: element.outerHTML.slice(0, 120), isShown: element.checkVisibility({ visibilityProperty: true }) }))
        .filter(({ isShown }) => isShown);
    });
    const { seen } = await stopsOf(tab, wanted.length + 5);
    const reached = seen.map(({ order }) => order);
    for (const { order, name } of wanted) if (!reached.includes(order)) problems.push(`${page.path}: not reached: ${name}`);
    if (reached.some((order, index) => index > 0 && order <= reached[index - 1])) {
      problems.push(`${page.path}: the stops do not follow the page: ${reached.join(" ")}`);
    }
  }
  noneOf(problems, "problems");
});

/** Walks through a page with the Tab key; says of each stop what it is, and what is wrong with how it is shown. */
async function stopsOf(tab, most = 45) {
  const seen = [];
  const problems = [];
  for (let count = 0; count < most; count += 1) {
    await tab.keyboard.press("Tab");
    const stop = await tab.evaluate(examineStop);
    if (!stop) break;
    seen.push(stop);
    problems.push(...stop.problems.map((problem) => `${stop.name}: ${problem}`));
  }
  return { seen, problems };
}

/** Runs in the page: looks at the element that has the focus. */
function examineStop() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const problems = [];
  const style = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  const name = `${element.tagName.toLowerCase()} \`${element.textContent.trim().slice(0, 40)}\``;
  const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  // A link in a drawing is an element without a box of its own: there the shapes in it show the focus.
  const parts = [...element.querySelectorAll("*")].map((part) => getComputedStyle(part));
  const isShown = outline || style.boxShadow !== "none" || parts.some((part) => part.outlineStyle !== "none");
  if (!isShown) problems.push("the focus cannot be seen");
  const isInWindow = box.width > 1 && box.height > 1 && box.right > 0 && box.bottom > 0 && box.left < innerWidth && box.top < innerHeight;
  if (!isInWindow) {
    problems.push(`it stands outside the window: ${Math.round(box.left)}, ${Math.round(box.top)}`);
  } else {
    const across = (from, to, most, share) => Math.min(Math.max(from + (to - from) * share, 0), most - 1);
    const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) =>
      [across(box.left, box.right, innerWidth, x), across(box.top, box.bottom, innerHeight, y)]));
    const isOnTop = ([x, y]) => {
      const top = document.elementFromPoint(x, y);
      return top && (element.contains(top) || top.contains(element));
    };
    if (!points.some(isOnTop)) problems.push("something covers it");
  }
  const controls = [...document.querySelectorAll("a[href], button, summary, input, [tabindex='0']")];
  const order = controls.indexOf(element);
  return { name, href: element.getAttribute("href"), order, isFirst: order === 0, problems };
}

for (const [where, stand] of [["on a host", () => site.place], ["from a folder", () => onDisk]]) {
  test(`the appearance switch changes the page and is remembered ${where}`, async (t) => {
    const home = `${stand().address}index.html`;
    const elsewhere = opened(stand(), example("organisation"));
    const tab = await site.newTab(t, { colorScheme: "light" });
    const paper = () => tab.evaluate(() => getComputedStyle(document.body).backgroundColor === "rgba(0, 0, 0, 0)"
      ? getComputedStyle(document.documentElement).backgroundColor
      : getComputedStyle(document.body).backgroundColor);
    const brightness = (colour) => colour.match(/[\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
    const button = tab.locator("header button").first();

    await tab.goto(home);
    const light = await paper();
    const names = [await button.innerText()];
    for (let press = 0; press < 3 && brightness(await paper()) > 300; press += 1) {
      await button.click();
      names.push(await button.innerText());
    }
    const dark = await paper();
    assert.ok(brightness(dark) < 200, `from ${light} the switch came only to ${dark}`);
    assert.equal(new Set(names).size, names.length, `the switch says what it does: ${names.join(", ")}`);

    await tab.reload();
    assert.equal(await paper(), dark, "after a reload");
    await tab.goto(elsewhere);
    assert.equal(await paper(), dark, "on another page");
    await button.click();
    assert.equal(await paper(), light, "the third is the reader's own again");
    await tab.emulateMedia({ colorScheme: "dark" });
    assert.equal(await paper(), dark, "which then follows the machine");
  });
}

test("without JavaScript every page says the same and shows no control that would do nothing", async (t) => {
  const [withScript, without] = [await site.newTab(t), await site.newTab(t, { javaScriptEnabled: false })];
  const problems = [];
  // What a script may add is a control, and what the reader then asks of it: filters and the comparison are controls.
  const added = ".facets-box, .facets-side, .facets-result, .compare";
  const words = (tab) => tab.evaluate((added) => {
    const copy = document.body.cloneNode(true);
    copy.querySelectorAll(`script, noscript, button, [role=status], ${added}`).forEach((element) => element.remove());
    return copy.textContent.replace(/\s+/g, " ").trim();
  }, added);
  for (const page of examples().filter(({ kind }) => kind !== "404")) {
    for (const tab of [withScript, without]) await tab.goto(opened(site.place, page));
    const [one, other] = [await words(withScript), await words(without)];
    if (one !== other || one.length < 100) problems.push(`${page.path}: ${one.length} and ${other.length} letters`);
    // The search is a form that leads to a page of its own, where words say what to do without a script.
    const controls = ["button", "input", "select", "[role=button]"].map((control) => `${control}:not(form[action] *):visible`);
    const dead = await without.locator(controls.join(", ")).count();
    if (dead > 0) problems.push(`${page.path}: ${dead} controls that do nothing`);
  }
  noneOf(problems, "problems");
});

test("the data of a chart opens by keyboard without JavaScript", async (t) => {
  const tab = await site.newTab(t, { javaScriptEnabled: false });
  await tab.goto(opened(site.place, example("chart index")));
  const details = tab.locator("main figure details").first();
  const table = details.locator("table");
  assert.equal(await table.isVisible(), false);
  await details.locator("summary").focus();
  await tab.keyboard.press("Enter");
  assert.equal(await table.isVisible(), true);
});

test("at any width a chart shows one drawing, as wide as its box and with a name", async (t) => {
  const tab = await site.newTab(t);
  const problems = [];
  for (const width of [320, 768, 1280]) {
    await tab.setViewportSize({ width, height: 800 });
    for (const page of [example("chart index"), example("chart", languages[1])]) {
      await tab.goto(opened(site.place, page));
      const found = await tab.evaluate(() => [...document.querySelectorAll("main figure")].flatMap((figure) => {
        const drawings = [...figure.querySelectorAll("svg")].filter((svg) => !svg.parentElement.closest("svg"));
        if (drawings.length === 0) return [];
        const shown = drawings.filter((svg) => svg.checkVisibility({ visibilityProperty: true }) && svg.getBoundingClientRect().height > 20);
        const problems = shown.length === 1 ? [] : [`\`${figure.id}\` shows ${shown.length} drawings`];
        for (const svg of shown) {
          const box = svg.getBoundingClientRect();
          const room = svg.parentElement.getBoundingClientRect();
          if (box.width > room.width + 1) problems.push(`\`${figure.id}\` is wider than its box`);
          const words = [svg.getAttribute("aria-label"), ...(svg.getAttribute("aria-labelledby") ?? "").split(/\s+/)
            .map((id) => document.getElementById(id)?.textContent), svg.querySelector(":scope > title")?.textContent];
          if (!words.some((name) => name?.trim())) problems.push(`\`${figure.id}\` has no name`);
        }
        return problems;
      }));
      problems.push(...found.map((problem) => `${page.path} at ${width} px: ${problem}`));
    }
  }
  noneOf(problems, "problems");
});

test("on paper there is the content alone, in black on white", async (t) => {
  const tab = await site.newTab(t, { colorScheme: "dark" });
  await tab.emulateMedia({ media: "print", colorScheme: "dark" });
  const problems = [];
  for (const page of examples().filter(({ kind }) => kind !== "404")) {
    await tab.goto(opened(site.place, page));
    const found = await tab.evaluate(() => {
      const problems = [];
      const isShown = (element) => element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().height > 1;
      const name = (element) => `${element.tagName.toLowerCase()} \`${element.textContent.trim().replace(/\s+/g, " ").slice(0, 40)}\``;
      // A table of contents belongs to a report on paper; all other navigation, and every control, does not.
      const leads = [...document.querySelectorAll("nav, button, input, a[href='#content']")];
      const contents = (element) => element.matches(".table-of-contents, .table-of-contents *");
      for (const element of leads) if (!contents(element) && isShown(element)) problems.push(`${name(element)} is printed`);
      if (![...document.querySelectorAll("main article *")].some(isShown)) problems.push("nothing is printed");
      const sum = (colour) => colour.match(/[\d.]+/g).slice(0, 3).reduce((total, part) => total + Number(part), 0);
      for (const element of document.querySelectorAll("main p, main td, main h1, main h2")) {
        if (isShown(element) && sum(getComputedStyle(element).color) > 360) {
          problems.push(`${name(element)} is printed in ${getComputedStyle(element).color}`);
          break;
        }
      }
      for (const element of [document.documentElement, document.body, document.querySelector("main")]) {
        const paper = getComputedStyle(element).backgroundColor;
        if (!/, 0\)$/.test(paper) && sum(paper) < 720) problems.push(`${element.tagName.toLowerCase()} has the ground ${paper}`);
      }
      return problems;
    });
    problems.push(...found.map((problem) => `${page.path}: ${problem}`));
  }
  noneOf(problems, "problems");
});

for (const [how, press] of [["by clicking", (tab, button) => button.click()], ["by keyboard alone", pressByKeyboard]]) {
  test(`the reference of a page is copied as it stands there, ${how}`, async (t) => {
    const tab = await site.newTab(t, { permissions: ["clipboard-read", "clipboard-write"] });
    for (const page of [example("organisation"), example("cite", languages[1])]) {
      await tab.goto(opened(site.place, page));
      const citation = tab.locator("main .citation").first();
      const button = citation.locator("button[data-copy]");
      const done = await button.getAttribute("data-done");
      await press(tab, button);
      await tab.waitForFunction(([element, words]) => element.textContent === words, [await button.elementHandle(), done]);
      const copied = await tab.evaluate(() => navigator.clipboard.readText());
      const plain = (words) => words.replace(/\s+/g, " ").trim();
      assert.equal(plain(copied), plain(await citation.locator(".citation-text").innerText()), page.path);
      assert.match(copied, /\b2012\b/);
    }
  });

  test(`the data of a chart open and close, ${how}`, async (t) => {
    const tab = await site.newTab(t);
    await tab.goto(opened(site.place, example("chart index")));
    const details = tab.locator("main figure details").first();
    for (const isOpen of [true, false]) {
      await press(tab, details.locator("summary"));
      assert.equal(await details.locator("table").isVisible(), isOpen);
    }
  });

  test(`the appearance is chosen and remembered, ${how}`, async (t) => {
    const tab = await site.newTab(t, { colorScheme: "light" });
    await tab.goto(opened(site.place, example("quote")));
    const chosen = () => tab.evaluate(() => document.documentElement.dataset.theme ?? "the reader's");
    assert.equal(await chosen(), "the reader's");
    const button = tab.locator(".appearance-switch");
    for (const expected of ["light", "dark"]) {
      await press(tab, button);
      assert.equal(await chosen(), expected);
    }
    await tab.goto(opened(site.place, example("home", languages[1])));
    assert.equal(await chosen(), "dark");
  });
}

/** Presses a control by the keys Tab and Enter alone. */
async function pressByKeyboard(tab, control) {
  const element = await control.elementHandle();
  for (let stops = 0; stops < 400; stops += 1) {
    if (await element.evaluate((wanted) => wanted === document.activeElement)) return tab.keyboard.press("Enter");
    await tab.keyboard.press("Tab");
  }
  return assert.fail("the control is not reached by Tab");
}

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "" : ", without JavaScript";

  test(`the permanent address of a heading leads back to it${how}`, async (t) => {
    const tab = await site.newTab(t, { javaScriptEnabled });
    for (const page of [example("chapter"), example("matter page", languages[1])]) {
      await tab.goto(opened(site.place, page));
      const link = tab.locator("main .permalink").last();
      const id = (await link.getAttribute("href")).slice(1);
      await link.focus();
      await tab.keyboard.press("Enter");
      assert.equal(decodeURIComponent(new URL(tab.url()).hash), `#${id}`, page.path);
      // What is shared is opened anew, by somebody else.
      const shared = tab.url();
      await tab.goto("about:blank");
      await tab.goto(shared);
      const top = await tab.locator(`[id="${id}"]`).evaluate((heading) => heading.getBoundingClientRect().top);
      const height = await tab.evaluate(() => innerHeight);
      assert.ok(top >= 0 && top < height, `${shared}: the heading stands at ${Math.round(top)} of ${height} px`);
    }
  });

  test(`the permanent addresses of a quote and of a figure lead to the same words and the same chart${how}`, async (t) => {
    const tab = await site.newTab(t, { javaScriptEnabled });
    await tab.goto(opened(site.place, example("organisation")));
    const card = tab.locator("main .quote").first();
    const words = await card.locator("blockquote").first().innerText();
    await card.locator("a.permanent").click();
    assert.match(pathOf(tab), /^quotes\/[^/]+\.html$/);
    assert.equal((await tab.locator("main blockquote").first().innerText()).trim(), words.trim());

    await tab.goto(opened(site.place, example("chart index")));
    const figure = tab.locator("main figure.figure").first();
    const title = (await figure.locator(".figure-title").innerText()).trim();
    await figure.locator(".downloads a[href$='.html']").click();
    assert.match(pathOf(tab), /^charts\/[^/]+\.html$/);
    assert.equal((await tab.locator("main h1").innerText()).trim(), title);
  });
}

test("a quote is copied with its words, attribution, study, year and address", async (t) => {
  const tab = await site.newTab(t, { permissions: ["clipboard-read", "clipboard-write"] });
  const page = example("quote");
  await tab.goto(opened(site.place, page));
  const button = tab.locator("main button[data-copy]").first();
  const label = await button.innerText();
  await button.click();
  await tab.waitForFunction(([element, before]) => element.textContent !== before, [await button.elementHandle(), label]);
  const copied = await tab.evaluate(() => navigator.clipboard.readText());
  const shown = await tab.evaluate(() => ({
    words: document.querySelector("main blockquote").innerText.replace(/[«»“”"\s]+/g, " ").trim(),
    attribution: document.querySelector("main figcaption").innerText.trim().split(",")[0],
    study: document.querySelector("header a").innerText.trim(),
  }));
  const plain = (words) => words.replace(/[«»“”"\s]+/g, " ").trim();
  assert.ok(plain(copied).includes(shown.words.slice(0, 80)), `${shown.words}\nis not in\n${copied}`);
  assert.ok(copied.includes(shown.attribution), `${shown.attribution} is not in\n${copied}`);
  assert.ok(plain(copied).includes(plain(shown.study)), `${shown.study} is not in\n${copied}`);
  assert.match(copied, /\b2012\b/);
  assert.ok(copied.includes(page.path), `${page.path} is not in\n${copied}`);
});

test("before any scrolling, a small telephone shows what the study is, its title and its answer", async (t) => {
  const tab = await site.newTab(t, { viewport: { width: 360, height: 640 } });
  const problems = [];
  for (const language of languages) {
    await tab.goto(opened(site.place, example("home", language)));
    const bottoms = await tab.evaluate(() => [".kind", "h1", ".answer"].map((selector) => {
      const element = document.querySelector(`main ${selector}`);
      return [selector, element ? Math.round(element.getBoundingClientRect().bottom) : Infinity];
    }));
    for (const [selector, bottom] of bottoms) {
      if (bottom > 640) problems.push(`${language.code}: ${selector} ends at ${bottom} px`);
    }
  }
  noneOf(problems, "problems");
});
