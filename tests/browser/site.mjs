// What every test of the built study needs: the files of the site, the kinds of its pages, a server that gives it as a
// host would, and one browser. It tests nothing itself.
//
// The site is `public/`, or the folder that the environment variable FLORILEGE_SITE names.

import { readFileSync, readdirSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, resolve } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));

/** The folder of the built site. */
export const folder = resolve(process.env.FLORILEGE_SITE ?? join(here, "../../public"));

/** The languages of the study and the folder of each; the first is the study's own. */
export const languages = [
  { code: "fr", prefix: "" },
  { code: "en", prefix: "en/" },
];

/** Every file of the site by its path from the root, in order. */
export const files = listed("").sort();

function listed(prefix) {
  const directory = join(folder, prefix);
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = prefix + entry.name;
    return entry.isDirectory() ? listed(`${path}/`) : [path];
  });
}

if (!files.includes("index.html")) {
  throw new Error(`there is no site in ${folder}: build it first, with \`cargo run --release -- build\``);
}

/** The bytes of a file of the site. */
export const bytes = (path) => readFileSync(join(folder, path));

/** The text of a file of the site. */
export const text = (path) => bytes(path).toString("utf8");

/** How many bytes of a file travel. */
export const compressedLength = (path) => gzipSync(bytes(path)).length;

// ---- kinds of pages ----

/**
 * Every kind of page: how its address looks in a language's folder, and whether a site may do without it. The first that
 * fits is the kind.
 */
const kinds = [
  { name: "home", address: /^index\.html$/ },
  { name: "chapter", address: /^chapters\/(?!index\.)[^/]+\.html$/ },
  { name: "chapter index", address: /^chapters\/index\.html$/ },
  { name: "matter page", address: /^pages\/(?!index\.)[^/]+\.html$/ },
  { name: "finding", address: /^findings\/(?!index\.)[^/]+\.html$/ },
  { name: "finding index", address: /^findings\/index\.html$/ },
  { name: "organisation", address: /^organisations\/(?!index\.)[^/]+\.html$/ },
  { name: "organisation index", address: /^organisations\/index\.html$/ },
  { name: "tool", address: /^tools\/(?!index\.)[^/]+\.html$/ },
  { name: "tool index", address: /^tools\/index\.html$/ },
  { name: "practice", address: /^practices\/(?!index\.)[^/]+\.html$/ },
  { name: "practice index", address: /^practices\/index\.html$/ },
  { name: "topic", address: /^topics\/(?!index\.)[^/]+\.html$/ },
  { name: "topic index", address: /^topics\/index\.html$/ },
  { name: "quote", address: /^quotes\/(?!index\.)[^/]+\.html$/ },
  { name: "quote index", address: /^quotes\/index\.html$/ },
  { name: "quote facet", address: /^quotes\/index\/[a-z][^/]*\.html$/ },
  { name: "metric", address: /^metrics\/(?!index\.)[^/]+\.html$/ },
  { name: "metric index", address: /^metrics\/index\.html$/ },
  { name: "chart", address: /^charts\/(?!index\.)[^/]+\.html$/ },
  { name: "chart index", address: /^charts\/index\.html$/ },
  { name: "matrix", address: /^matrix\.html$/ },
  { name: "documents", address: /^documents\/index\.html$/ },
  { name: "cite", address: /^cite\.html$/ },
  { name: "downloads", address: /^downloads\.html$/ },
  { name: "site map", address: /^site-map\.html$/ },
  { name: "print edition", address: /^print\.html$/ },
  { name: "404", address: /^404\.html$/ },
  { name: "search", address: /^search\.html$/, optional: true },
  { name: "comparison", address: /^comparison\.html$/, optional: true },
  { name: "versions", address: /^versions\.html$/, optional: true },
  { name: "further page", address: /^([a-z]+\/index|quotes\/index\/[a-z][^/]*|matrix)\/\d+\.html$/, optional: true },
];

/** Every HTML file of the site: its path, its language, its kind; a page that only leads on is of the kind "moved". */
export const pages = files.filter((path) => path.endsWith(".html")).map((path) => {
  const language = [...languages].reverse().find(({ prefix }) => path.startsWith(prefix));
  const address = path.slice(language.prefix.length);
  const leadsOn = /<meta[^>]+http-equiv=["']?refresh/i.test(text(path));
  const kind = leadsOn ? "moved" : kinds.find((candidate) => candidate.address.test(address))?.name;
  return { path, address, language, kind };
});

/** The kinds that every study has, or that this one happens to have. */
export const kindNames = kinds
  .filter(({ name, optional }) => !optional || pages.some((page) => page.kind === name))
  .map(({ name }) => name);

/**
 * One page of a kind in a language: the one whose original is longest, which has most that can go wrong. The choice
 * is the same in every language.
 */
export function example(kind, language = languages[0]) {
  const originals = pages.filter((page) => page.kind === kind && page.language === languages[0]);
  const length = (page) => statSync(join(folder, page.path)).size;
  const longest = originals.sort((a, b) => length(b) - length(a) || (a.path < b.path ? -1 : 1))[0];
  return longest && pages.find((page) => page.language === language && page.address === longest.address);
}

/** One page of every kind in every language. That none is missing is a test of its own. */
export const examples = () =>
  languages.flatMap((language) => kindNames.map((kind) => example(kind, language))).filter(Boolean);

// ---- where the site stands ----

const types = {
  ".css": "text/css; charset=utf-8",
  ".csv": "text/csv; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".woff2": "font/woff2",
  ".xml": "application/xml; charset=utf-8",
};

/** What a host answers for a path of the site: status, type and body; the nearest `404.html` where there is no file. */
export function answer(path) {
  if (path !== undefined && files.includes(path)) {
    return { status: 200, contentType: types[extname(path)] ?? "application/octet-stream", body: bytes(path) };
  }
  const language = [...languages].reverse().find(({ prefix }) => (path ?? "").startsWith(prefix));
  return { status: 404, contentType: types[".html"], body: bytes(`${language.prefix}404.html`) };
}

/** The path in the site that a request's path means under a base, or `undefined` outside it. */
function pathUnder(base, pathname) {
  const path = decodeURIComponent(pathname);
  if (!path.startsWith(base)) return undefined;
  const rest = path.slice(base.length);
  return rest === "" || rest.endsWith("/") ? `${rest}index.html` : rest;
}

/** Serves the site on the loopback, under a base that begins and ends with `/`. Gives its address and how to close it. */
export async function serve(base = "/") {
  const server = createServer((request, response) => {
    const path = pathUnder(base, new URL(request.url, "http://localhost").pathname);
    const { status, contentType, body } = answer(path);
    response.writeHead(status, { "content-type": contentType, "cache-control": "no-store" });
    response.end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  server.unref();
  const close = () => new Promise((closed) => {
    server.close(closed);
    server.closeAllConnections();
  });
  return { address: `http://127.0.0.1:${server.address().port}${base}`, close };
}

/** The site as a folder on disk, with the same shape as what `serve` gives. */
export const onDisk = { address: `${pathToFileURL(folder).href}/`, close: async () => {} };

/** The address that the study states: what its canonical links begin with. */
export const publishedAddress = (() => {
  const canonical = /<link\b[^>]*\brel=["']?canonical["']?[^>]*>/i.exec(text("index.html"));
  const href = canonical && /\bhref=["']?([^"'\s>]+)/i.exec(canonical[0]);
  return href ? href[1].replace(/index\.html$/, "") : undefined;
})();

/** Where a page is opened: `404.html` as the host's answer for an address that does not exist. */
export function opened(place, page) {
  if (page.kind !== "404") return place.address + page.path;
  return `${publishedAddress}${page.language.prefix}no/such/page.html`;
}

// ---- the browser ----

/** What the browser is started with: no traffic of its own. */
export const switches = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** Starts Debian's Chromium, headless, with a user folder of its own that goes with it. */
export const startBrowser = () =>
  chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args: switches });

/** A context of the browser, in which nothing moves. */
export async function newContext(browser, options = {}) {
  const context = await browser.newContext({ reducedMotion: "reduce", ...options });
  context.setDefaultTimeout(20_000);
  return context;
}

/**
 * Lets a context find the site at the address that the study states, without any network. Only there does `404.html`
 * work, since its links must hold for any address. Every request is then asked about, so other pages go without.
 */
export async function publish(context) {
  const base = new URL(publishedAddress);
  await context.route((url) => url.origin === base.origin, (route) =>
    route.fulfill(answer(pathUnder(base.pathname, new URL(route.request().url()).pathname))));
}

/** Where the site must work the same: unpacked from a ZIP, at the root of a host, under a path of one. */
export const places = [
  ["from a folder", async () => onDisk],
  ["at the root of a host", () => serve("/")],
  ["under a path of a host", () => serve("/repo/")],
];

/**
 * One browser for the tests of a file. Gives the function that opens a page at a place in a fresh context, which goes
 * with its test; what the browser refuses or fails at is kept in `problems`.
 */
export function tabsOfOneBrowser() {
  let browser;
  before(async () => {
    browser = await startBrowser();
  });
  after(() => browser?.close());
  return async (t, place, { address, language = languages[0], ...options }) => {
    const context = await newContext(browser, options);
    t.after(() => context.close());
    const problems = [];
    if (options.javaScriptEnabled !== false) {
      await context.addInitScript(() => {
        document.addEventListener("securitypolicyviolation", (event) => {
          console.error(`${event.violatedDirective} refused ${event.blockedURI}`);
        });
      });
    }
    const tab = await context.newPage();
    tab.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) problems.push(message.text());
    });
    tab.on("pageerror", (error) => problems.push(error.message));
    // A request that the reader's next step cuts off has not failed.
    tab.on("requestfailed", (request) => {
      if (request.failure()?.errorText !== "net::ERR_ABORTED") problems.push(`failed: ${request.url()}`);
    });
    await tab.goto(place.address + language.prefix + address);
    return { tab, problems };
  };
}

/**
 * The site at the root of a host and one browser for the tests of a file: `place`, and `newTab`, whose tab goes with its test.
 * Both are there once the tests run.
 */
export function siteInOneBrowser() {
  const held = {
    newContext: async (t, options) => {
      const context = await newContext(held.browser, options);
      t.after(() => context.close());
      return context;
    },
    newTab: async (t, options) => (await held.newContext(t, options)).newPage(),
  };
  before(async () => {
    held.browser = await startBrowser();
    held.place = await serve("/");
  });
  after(async () => {
    await held.browser?.close();
    await held.place?.close();
  });
  return held;
}

/** Fails with all that went wrong, one line each, rather than with the first. */
export function noneOf(problems, what) {
  if (problems.length === 0) return;
  const shown = problems.slice(0, 60).map((problem) => `  ${problem}`);
  if (problems.length > shown.length) shown.push(`  and ${problems.length - shown.length} more`);
  throw new Error(`${what}: ${problems.length}\n${shown.join("\n")}`);
}
