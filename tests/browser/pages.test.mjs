// One page of every kind, in every language, opened in a browser from a folder, at the root of a host and under a path
// of one: all of it arrives, nothing is refused, and the page has the bones that readers and their machines count on.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import {
  example, examples, kindNames, languages, newContext, noneOf, onDisk, opened, pages, publish, publishedAddress, serve,
  startBrowser,
} from "./site.mjs";

let browser;
before(async () => {
  browser = await startBrowser();
});
after(() => browser?.close());

test("every page is of a kind that is tested", () => {
  noneOf(pages.filter((page) => !page.kind).map((page) => page.path), "pages of an unknown kind");
});

test("every kind of page exists, and every page in every language", () => {
  const missing = kindNames.filter((kind) => !example(kind));
  noneOf(missing, "kinds that have no page");
  const [first, ...others] = languages;
  const addresses = (language) => pages.filter((page) => page.language === language).map((page) => page.address).sort();
  for (const language of others) assert.deepEqual(addresses(language), addresses(first), language.code);
});

const places = [
  ["from a folder", async () => onDisk],
  ["at the root of a host", () => serve("/")],
  ["under a path of a host", () => serve("/repo/")],
];
for (const [where, stand] of places) {
  test(`every kind of page arrives whole ${where}`, async (t) => {
    const place = await stand();
    t.after(() => place.close());
    const context = await newContext(browser);
    t.after(() => context.close());
    noneOf(await problemsOf(context, place, examples().filter(({ kind }) => kind !== "404")), "problems");
  });
}

test("the page for addresses that do not exist arrives whole at the address that the study states", async (t) => {
  const context = await newContext(browser);
  t.after(() => context.close());
  await publish(context);
  noneOf(await problemsOf(context, onDisk, examples().filter(({ kind }) => kind === "404")), "problems");
});

/** Runs in the page before all else: keeps what the content security policy refused. */
function keepViolations() {
  window.refusals = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    window.refusals.push(`${event.violatedDirective} refused ${event.blockedURI || event.sample}`);
  });
}

/** Opens one page after the other and says all that is wrong with them. */
async function problemsOf(context, place, visited) {
  await context.addInitScript(keepViolations);
  const tab = await context.newPage();
  const problems = [];
  let page;
  const report = (problem) => problems.push(`${page.path}: ${problem}`);
  // A page that does not exist is itself answered with 404, and the console says so.
  const isExpected = (url) => page.kind === "404" && url === opened(place, page);
  tab.on("console", (message) => {
    if (["error", "warning"].includes(message.type()) && !isExpected(message.location().url)) {
      report(`console: ${message.text()}`);
    }
  });
  // Whoever reads the study is known to its host alone.
  const isOwn = (url) => url.startsWith(place.address) || url.startsWith(publishedAddress) || url.startsWith("data:");
  tab.on("request", (request) => {
    if (!isOwn(request.url())) report(`asks elsewhere: ${request.url()}`);
  });
  tab.on("pageerror", (error) => report(`script error: ${error.message}`));
  tab.on("requestfailed", (request) => {
    const failure = request.failure()?.errorText;
    // The icon is fetched after all else; one that is still on its way when the next page is opened is given up.
    if (failure !== "net::ERR_ABORTED" || request.resourceType() !== "other") report(`failed: ${request.url()} ${failure}`);
  });
  tab.on("response", (response) => {
    if (response.status() >= 400 && !isExpected(response.url())) report(`${response.status()}: ${response.url()}`);
  });
  for (page of visited) {
    await tab.goto(opened(place, page), { waitUntil: "load" });
    (await tab.evaluate(examine, page.language.code)).forEach(report);
  }
  return problems;
}

/** Runs in the page: looks at its bones. */
async function examine(language) {
  const problems = [...window.refusals];
  const all = (selector) => [...document.querySelectorAll(selector)];
  const expect = (holds, problem) => {
    if (!holds) problems.push(problem);
  };

  expect(document.compatMode === "CSS1Compat", "the page is in quirks mode");
  const policy = document.querySelector("meta[http-equiv='Content-Security-Policy']")?.content ?? "";
  expect(policy.startsWith("default-src 'none'"), `the policy lets in what it does not name: ${policy}`);
  expect(!/unsafe|\*|https?:|strict-dynamic/.test(policy), `the policy is not strict: ${policy}`);
  expect(document.documentElement.lang === language, `lang is \`${document.documentElement.lang}\``);
  expect(document.title.trim() !== "", "there is no title");
  const mains = all("main");
  expect(mains.length === 1, `${mains.length} main landmarks`);
  const first = all("h1");
  expect(first.length === 1, `${first.length} h1`);
  expect(first.every((heading) => heading.closest("main")), "the h1 is outside main");

  let level = 0;
  for (const heading of all("h1, h2, h3, h4, h5, h6")) {
    const own = Number(heading.tagName[1]);
    const words = heading.textContent.trim();
    expect(words !== "", `an empty ${heading.tagName.toLowerCase()}`);
    expect(own <= level + 1, `heading \`${words}\` is an h${own} after an h${level}`);
    level = own;
  }

  for (const image of all("img")) {
    image.loading = "eager";
    await image.decode().catch(() => problems.push(`image not shown: ${image.src}`));
  }
  const styles = all('link[rel="stylesheet"]');
  expect(styles.length > 0, "no style sheet");
  for (const style of styles) expect(style.sheet, `style sheet not loaded: ${style.href}`);

  await document.fonts.ready;
  const faces = [...document.fonts];
  const family = (name) => name.trim().replace(/^["']|["']$/g, "");
  const loaded = new Set(faces.filter((face) => face.status === "loaded").map((face) => family(face.family)));
  for (const selector of ["main p, main li, main td", "main h1", "footer li"]) {
    const element = document.querySelector(selector);
    if (!element) continue;
    const wanted = family(getComputedStyle(element).fontFamily.split(",")[0]);
    expect(loaded.has(wanted), `font \`${wanted}\` of \`${selector}\` is not loaded`);
  }
  for (const face of faces) {
    // A face of the reader's machine that is not there is no mistake: it stands in for nothing then.
    const isOurs = !/stand-in|fallback/i.test(face.family);
    expect(face.status !== "error" || !isOurs, `font \`${face.family}\` failed`);
  }
  return problems;
}
