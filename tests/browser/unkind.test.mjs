// What no study should hold and some will: names without end, quotes in every script, markup for words, nothing at all,
// two thousand tools. Each study is made up, built by the program and looked at: no page scrolls sideways at 320 px,
// axe-core and the Nu HTML checker find nothing, and nothing that an author wrote runs.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { NARROW, overflowIn, violationsIn } from "./looks.mjs";
import { check } from "./nu.mjs";
import { newContext, noneOf, startBrowser } from "./site.mjs";
import { build, imprint } from "./studies.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

const WORD = "Anticonstitutionnellement".repeat(8);
const NAME = "Institut imaginaire des longues dénominations administratives et de leurs sigles ".repeat(3).slice(0, 200).trim();
const MARKUP = "<script>alert(1)</script> &amp; {{ study }} {% if true %} <img src=x onerror=alert(2)> </title> ]]> \\u0000";
const ARABIC = "نحن ننشر ببطء، لكننا نجيب دائمًا (2019).";
const HEBREW = "אנחנו מפרסמים לאט, אבל תמיד עונים (2019).";
const CHINESE = "我们发布得很慢，但总是回答。".repeat(12);
const JAPANESE = "私たちはゆっくりと公開しますが、いつも返事をします。";

/** What is wrong with the pages of a site: with every one at 320 px, and with what two machines say of it. */
async function problemsOf(t, site, { seen = site.pages, checked = site.pages } = {}) {
  assert.equal(site.status, 0, site.said);
  assert.ok(seen.length > 0, "there is no page");
  const context = await newContext(browser, { viewport: { width: NARROW, height: 800 } });
  t.after(() => context.close());
  const tab = await context.newPage();
  const problems = [];
  let page;
  tab.on("dialog", (dialog) => {
    problems.push(`${page}: a script of the author's ran: ${dialog.message()}`);
    return dialog.dismiss();
  });
  tab.on("pageerror", (error) => problems.push(`${page}: ${error.message}`));
  for (page of seen) {
    // The page for addresses that do not exist has absolute addresses, where nothing is published here.
    if (page.endsWith("404.html")) continue;
    await tab.goto(site.address + page);
    if (new URL(tab.url()).pathname.endsWith(page) === false) continue;
    const found = await overflowIn(tab);
    // A page in the second language has the same bones.
    if (!page.startsWith("en/")) found.push(...await violationsIn(tab));
    problems.push(...found.map((problem) => `${page}: ${problem}`));
  }
  const errors = await check(checked.map((path) => join(site.folder, path)));
  problems.push(...errors.map(({ line }) => line.replace(`${site.folder}/`, "")));
  return problems;
}

/** A file of one quote. */
const quote = (head, words) => `---\n${head}\n---\n${words}\n`;
/** A file of an entity. */
const entity = (name, head = "", body = "") => `---\nname: ${JSON.stringify(name)}\n${head}---\n${body}\n`;

test("names without end, words in every script and markup for words leave every page whole", async (t) => {
  const section = (number) => `## ${number % 7 === 0 ? WORD : `Partie ${number}`}\n\n${"Une phrase qui ne dit rien, mais qui le dit longuement. ".repeat(20)}\n\n`;
  const site = await build(t, {
    "study.yaml": imprint({ title: `${NAME} ${WORD}`, languages: "[fr, en]", more: `keywords: {fr: ["${WORD}"]}\n` }),
    "content/documents.yaml": `deck: {title: "${WORD}", kind: report, date: 2019, holder: "${NAME}"}\n`,
    "content/topics.yaml": `long: {label: "${WORD}"}\nshort: {label: "${ARABIC}"}\n`,
    "content/metrics.yaml": `delay:\n  label: "${WORD}"\n  unit: hour\n  kind: duration\n`,
    "content/organisations/long-word.md": entity(WORD, `also_called: ["${NAME}"]\ntools:\n  - {id: long-word, evidence: explicit, source: {document: deck, locator: "${WORD}"}, note: "${WORD}"}\n`, WORD),
    "content/organisations/long-word/metrics.yaml": `delay: {value: about 2 h, source: {document: deck, locator: "${NAME}"}, note: "${WORD}"}\n`,
    "content/organisations/long-name.md": entity(NAME, `summary: "${NAME} ${NAME}"\n`, `${NAME}.`),
    "content/organisations/bare.md": entity("Sans rien"),
    "content/organisations/arabic.md": entity("معهد البحوث المتخيل (2019)"),
    "content/organisations/hebrew.md": entity("המכון המדומה (2019)"),
    "content/organisations/chinese.md": entity("不存在的研究所".repeat(20)),
    "content/organisations/markup.md": entity(MARKUP),
    "content/tools/long-word.md": entity(`${WORD}x`, "", `Un bloc :\n\n\`\`\`\n${WORD.repeat(3)}\n\`\`\`\n`),
    "content/tools/markup.md": entity(`${MARKUP} {{ tool }}`),
    "content/tools/arabic.md": entity(ARABIC),
    "content/practices/empty.md": entity("Ne rien faire"),
    "content/practices/long-word.md": entity(`${WORD}y`),
    "content/quotes/long-word.md": quote(`organisation: long-word\nsource: {document: deck, locator: "${WORD}"}\ntools: [long-word, arabic]\npractices: [long-word]\ntopics: [long]\nnote: "${WORD}"`, `${WORD} ${WORD}`),
    "content/quotes/long.md": quote("organisation: long-name\ntools: [arabic, markup]\ntopics: [short, long]", "Des mots et des mots, encore. ".repeat(600)),
    "content/quotes/markup.md": quote("organisation: markup\ntools: [markup]\ntopics: [short]", `${MARKUP}\n\n${MARKUP}`),
    "content/quotes/arabic.md": quote("organisation: arabic\nlanguage: ar\ntools: [long-word]", ARABIC),
    "content/quotes/hebrew.md": quote("organisation: hebrew\nlanguage: he", HEBREW),
    "content/quotes/chinese.md": quote("organisation: chinese\nlanguage: zh", CHINESE),
    "content/quotes/japanese.md": quote("organisation: chinese\nlanguage: ja", JAPANESE),
    "content/quotes/mixed.md": quote("organisation: bare-no-more\nlanguage: fr", `On nous a dit « ${ARABIC} » puis « ${HEBREW} ».`).replace("bare-no-more", "long-name"),
    "content/chapters/01-long.md": `# ${NAME}\n\n${Array.from({ length: 120 }, (_, number) => section(number)).join("")}| ${"colonne | ".repeat(14)}\n|${"---|".repeat(14)}\n| ${`${WORD.slice(0, 60)} | `.repeat(14)}\n\n<https://example.org/${WORD}>\n\n<quote:arabic>\n`,
    "content/chapters/02-empty.md": "# Un chapitre sans texte\n",
    "content/pages/method.md": "# Méthode\n",
    "content/findings/long.md": `---\nrests_on: [quote:arabic, quote:markup, quote:long-word]\nscope: "${WORD}"\n---\n# ${WORD}\n\n${WORD}\n`,
    "charts/by-organisation.yaml": `kind: bar\ntitle: "Les ${WORD}"\nsubtitle: "${NAME}"\ndata: {count: quotes, by: organisation}\nnote: "${WORD}"\nsource: "${WORD}"\n`,
    "charts/who-what.yaml": `kind: matrix\ntitle: "Qui, quoi"\nsubtitle: "Citations"\ndata: {count: quotes, by: [organisation, tool]}\nsource: "inventée"\n`,
  });
  noneOf(await problemsOf(t, site), "problems");
});

test("words that run from right to left do so, on a page that does not", async (t) => {
  const site = await build(t, {
    "study.yaml": imprint(),
    "content/organisations/arabic.md": entity("معهد البحوث المتخيل (2019)"),
    "content/quotes/arabic.md": quote("organisation: arabic\nlanguage: ar", ARABIC),
    "content/quotes/hebrew.md": quote("organisation: arabic\nlanguage: he", HEBREW),
    "content/quotes/french.md": quote("organisation: arabic", "Nous publions lentement."),
  });
  assert.equal(site.status, 0, site.said);
  const context = await newContext(browser);
  t.after(() => context.close());
  const tab = await context.newPage();
  for (const [id, language, direction] of [["arabic", "ar", "rtl"], ["hebrew", "he", "rtl"], ["french", "fr", "ltr"]]) {
    await tab.goto(`${site.address}quotes/${id}.html`);
    const words = tab.locator(`#quote-${id} blockquote`).first();
    assert.equal(await words.getAttribute("lang"), language);
    assert.equal(await words.evaluate((element) => getComputedStyle(element).direction), direction, id);
    assert.equal(await words.evaluate((element) => getComputedStyle(element.ownerDocument.documentElement).direction), "ltr");
  }
});

test("a study of one quote and nothing else is a whole site", async (t) => {
  const site = await build(t, {
    "study.yaml": imprint(),
    "content/quotes/one.md": quote("attribution: {unknown: \"personne ne sait\"}", "La seule."),
  });
  noneOf(await problemsOf(t, site), "problems");
  assert.ok(site.pages.includes("quotes/one.html"), site.pages.join(" "));
});

test("a study that is named and holds nothing is a whole site", async (t) => {
  const site = await build(t, { "study.yaml": imprint() });
  noneOf(await problemsOf(t, site), "problems");
});

test("two thousand tools have an index that can be used, and every page of it is whole", async (t) => {
  const tool = (number) => [`content/tools/tool-${number}.md`, entity(`Outil inventé ${number}`, "summary: \"Un outil parmi beaucoup d'autres.\"\n")];
  const listed = Array.from({ length: 300 }, (_, number) => `  - {id: tool-${number * 6}, evidence: explicit}\n`).join("");
  const site = await build(t, {
    "study.yaml": imprint(),
    ...Object.fromEntries(Array.from({ length: 2000 }, (_, number) => tool(number))),
    "content/organisations/much.md": entity("Qui les a tous", `tools:\n${listed}`),
    "content/quotes/one.md": quote("organisation: much\ntools: [tool-7]", "Nous en avons beaucoup."),
  });
  const seen = ["index.html", "tools/index.html", "tools/tool-7.html", "organisations/much.html", "search.html", "site-map.html", "cite.html",
    ...site.pages.filter((path) => /^(tools\/index\/\d+|matrix(\/\d+)?)\.html$/.test(path)).slice(0, 4)];
  noneOf(await problemsOf(t, site, { seen, checked: seen }), "problems");
  const shown = site.pages.filter((path) => /^tools\/tool-\d+\.html$/.test(path));
  assert.equal(shown.length, 2000);
});

test("a picture that is not there is said where it is named, and nothing is published", async (t) => {
  const site = await build(t, {
    "study.yaml": imprint(),
    "content/chapters/01-pictures.md": "# Des images\n\nAvant.\n\n![Un plan](plan.png)\n",
  });
  assert.equal(site.status, 1, site.said);
  assert.match(site.said, /content\/chapters\/01-pictures\.md:5:\d+/);
  assert.match(site.said, /plan\.png/);
  assert.deepEqual(site.pages, []);
});
