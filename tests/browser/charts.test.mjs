// What a reader hears of each chart, in the order in which it is heard, and what axe-core says of every page that has
// one: in the light and in the dark, wide and narrow.

import assert from "node:assert/strict";
import { test } from "node:test";

import { violationsIn } from "./looks.mjs";
import { languages, noneOf, opened, pages, siteInOneBrowser, text } from "./site.mjs";

/** The pages of charts, each in every language. */
const ofCharts = pages.filter(({ kind }) => kind === "chart");
/** The other pages that show a drawing. */
const withDrawings = pages.filter((page) => page.kind !== "chart" && page.kind !== "moved" && /<svg[^>]*class="?chart/.test(text(page.path)));

const site = siteInOneBrowser();

// ---- what is heard ----

/**
 * The accessibility tree of each figure of a page, as a reader comes by it: role, name and description of each node that
 * is not ignored.
 */
async function figuresOf(tab) {
  const session = await tab.context().newCDPSession(tab);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  await session.detach();
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const heard = (node) => {
    const own = { role: node.role?.value, name: node.name?.value?.trim() ?? "", description: node.description?.value?.trim() ?? "" };
    const inside = (node.childIds ?? []).map((id) => byId.get(id)).filter(Boolean).flatMap(heard);
    // A line of a text is its text again.
    return node.ignored || own.role === "InlineTextBox" ? inside.filter(({ role }) => role !== "InlineTextBox") : [own, ...inside];
  };
  const hasDrawing = (figure) => figure.some(({ role }) => role === "image" || role === "img" || role === "group" || role === "graphics-document");
  return nodes.filter((node) => !node.ignored && node.role?.value === "figure").map(heard).filter(hasDrawing);
}

/** What is wrong with how one figure is heard. */
function problemsOf(figure) {
  const problems = [];
  const [whole, ...inside] = figure;
  const title = whole.name;
  if (!title) problems.push("the figure has no name");
  const drawings = inside.filter(({ role }) => ["image", "img", "graphics-document"].includes(role) || (role === "group" && inside.length > 0));
  const named = drawings.filter(({ name }) => name !== "");
  if (named.length === 0) problems.push("the drawing has no name");
  for (const { role, name, description } of named) {
    if (title && name.includes(title)) problems.push(`the ${role} is named by the title again: ${name}`);
    if (title && description.includes(title)) problems.push(`the ${role} is described by the title again: ${description}`);
    if (name !== "" && description.includes(name)) problems.push(`the ${role} is described by its name again: ${description}`);
  }
  // Words that stand in the figure as text: the title once, in its caption; a description that a drawing has not at all.
  const texts = inside.filter(({ role }) => role === "StaticText").map(({ name }) => name);
  const titles = texts.filter((words) => words === title).length;
  if (titles > 1) problems.push(`the title stands ${titles} times: ${title}`);
  for (const { description } of inside) {
    if (description !== "" && texts.includes(description)) problems.push(`heard twice: ${description}`);
  }
  for (const table of inside.filter(({ role }) => role === "table")) {
    if (table.name === "") problems.push("a table has no name");
    if (title && table.name.includes(title)) problems.push(`the table is named by the title again: ${table.name}`);
  }
  // The drawing is described, by itself or by a paragraph: sentences that are longer than any label.
  const described = drawings.some(({ description }) => description.length > 20) || texts.some((words) => words.length > 20 && words !== title);
  if (!described) problems.push("nothing describes the drawing");
  return problems;
}

/** Where parts of a figure come: first its title, then the drawing, then the data. */
function orderOf(figure, title) {
  const first = (test) => figure.findIndex((node, index) => index > 0 && test(node));
  return {
    title: first(({ role, name }) => role === "StaticText" && name === title),
    drawing: first(({ role, name }) => ["image", "img", "graphics-document", "group"].includes(role) && name !== ""),
    table: first(({ role }) => role === "table"),
  };
}

for (const width of [1280, 320]) {
  test(`each chart is heard once, title first, then the drawing, then its data (${width} px)`, async (t) => {
    const tab = await site.newTab(t, { viewport: { width, height: 900 } });
    const problems = [];
    assert.ok(ofCharts.length > 0, "no page is of a chart");
    for (const page of ofCharts) {
      await tab.goto(opened(site.place, page));
      const figures = await figuresOf(tab);
      if (figures.length !== 1) {
        problems.push(`${page.path}: ${figures.length} figures with a drawing`);
        continue;
      }
      const [figure] = figures;
      problems.push(...problemsOf(figure).map((problem) => `${page.path}: ${problem}`));
      const { title, drawing, table } = orderOf(figure, figure[0].name);
      if (!(title >= 0 && title < drawing && drawing < table)) {
        problems.push(`${page.path}: the order is title ${title}, drawing ${drawing}, data ${table}`);
      }
      // On its own page the title is the heading of the page too, in one and the same place.
      const headings = await tab.locator("h1").count();
      if (headings !== 1) problems.push(`${page.path}: ${headings} first headings`);
    }
    noneOf(problems, "problems");
  });
}

test("charts inside other pages are heard once too, while their data are folded", async (t) => {
  const tab = await site.newTab(t, { viewport: { width: 1280, height: 900 } });
  const problems = [];
  for (const page of withDrawings) {
    await tab.goto(opened(site.place, page));
    for (const figure of await figuresOf(tab)) problems.push(...problemsOf(figure).map((problem) => `${page.path}: ${problem}`));
  }
  noneOf(problems, "problems");
});

test("every link of a drawing says where it leads, and no two links of one drawing sound alike", async (t) => {
  const tab = await site.newTab(t, { viewport: { width: 1280, height: 900 } });
  const problems = [];
  let count = 0;
  for (const page of [...ofCharts, ...withDrawings]) {
    await tab.goto(opened(site.place, page));
    const drawings = await tab.evaluate(() => [...document.querySelectorAll("svg.chart")].map((svg) =>
      [...svg.querySelectorAll("a")].map((link) => ({ name: link.getAttribute("aria-label") ?? "", href: link.getAttribute("href") ?? "" }))));
    for (const links of drawings) {
      count += links.length;
      for (const { name, href } of links) if (!name || !href) problems.push(`${page.path}: a link without name or address: ${name} ${href}`);
      const names = links.map(({ name }) => name);
      const twice = names.filter((name, index) => names.indexOf(name) !== index);
      for (const name of new Set(twice)) problems.push(`${page.path}: two links are \`${name}\``);
    }
  }
  assert.ok(count > 0, "no drawing has a link");
  noneOf(problems, "problems");
});

// ---- what axe-core says ----

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 320]) {
    for (const language of languages) {
      test(`axe-core finds nothing on any page of a chart (${colorScheme}, ${width} px, ${language.code})`, async (t) => {
        const tab = await site.newTab(t, { colorScheme, viewport: { width, height: 900 } });
        const problems = [];
        for (const page of ofCharts.filter((page) => page.language === language)) {
          await tab.goto(opened(site.place, page));
          const found = await violationsIn(tab);
          problems.push(...found.map((problem) => `${page.path}: ${problem}`));
        }
        noneOf(problems, "problems");
      });
    }
  }
}
