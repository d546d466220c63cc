// Every address that the site writes, followed on disk: links and anchors, pictures, scripts, styles, fonts, references
// between elements of a page, and the absolute addresses of machines. No browser is needed.

import assert from "node:assert/strict";
import { test } from "node:test";

import { parse } from "parse5";

import { compressedLength, files, noneOf, pages, publishedAddress, text } from "./site.mjs";

/** The most that the text, styles and scripts of a page may weigh as they travel. */
const HEAVIEST = 60_000;

/** Attributes that hold an address, `element attribute`; `*` stands for any element. */
const ADDRESSES = ["* href", "* src", "* xlink:href", "* poster", "* cite", "* action", "* formaction", "object data"];

/** Attributes that hold the ids of other elements of the page. */
const REFERENCES = [
  "aria-activedescendant", "aria-controls", "aria-describedby", "aria-details", "aria-errormessage", "aria-flowto",
  "aria-labelledby", "aria-owns", "for", "headers", "list", "popovertarget", "commandfor",
];

/** Relations of `link` elements that only machines follow and that must be absolute. */
const ABSOLUTE_RELATIONS = ["canonical", "alternate", "cite-as", "license"];

const isAbsolute = (address) => /^[a-z][a-z0-9+.-]*:/i.test(address) || address.startsWith("//");
const isElsewhere = (address) => /^(https?|mailto|data|doi):/i.test(address) && !isOwn(address);
const isOwn = (address) => publishedAddress !== undefined && address.startsWith(publishedAddress);

const known = new Set(files);

/** What the tests ask about a page: its ids, its addresses, its references. */
function readPage({ path, kind }) {
  const page = { path, kind, ids: [], addresses: [], absolute: [], references: [], styles: [], title: "" };
  const walk = (node) => {
    if (node.attrs) readElement(page, node);
    (node.content ?? node).childNodes?.forEach(walk);
  };
  walk(parse(text(path)));
  return page;
}

function readElement(page, node) {
  const attributes = new Map(node.attrs.map(({ prefix, name, value }) => [prefix ? `${prefix}:${name}` : name, value]));
  const relations = (attributes.get("rel") ?? "").toLowerCase().split(/\s+/);
  if (attributes.has("id")) page.ids.push(attributes.get("id"));
  for (const name of REFERENCES) {
    for (const id of (attributes.get(name) ?? "").split(/\s+/).filter(Boolean)) page.references.push({ name, id });
  }
  const isForMachines = node.tagName === "link" && ABSOLUTE_RELATIONS.some((relation) => relations.includes(relation));
  for (const pair of ADDRESSES) {
    const [element, name] = pair.split(" ");
    if ((element !== "*" && element !== node.tagName) || !attributes.has(name)) continue;
    const where = isForMachines && isAbsolute(attributes.get(name)) ? page.absolute : page.addresses;
    const isLink = ["a", "area"].includes(node.tagName);
    where.push({ address: attributes.get(name), isLink, isSpelt: isLink && words(node) === attributes.get(name) });
  }
  for (const one of (attributes.get("srcset") ?? "").split(",").map((part) => part.trim().split(/\s+/)[0])) {
    if (one) page.addresses.push({ address: one, isLink: false });
  }
  for (const [, address] of (attributes.get("style") ?? "").matchAll(/url\(\s*["']?([^"')]+)/g)) {
    page.addresses.push({ address, isLink: false });
  }
  if (node.tagName === "meta") readMeta(page, attributes);
  if (node.tagName === "link" && relations.includes("stylesheet")) page.styles.push(attributes.get("href"));
  if (node.tagName === "script" && attributes.has("src")) page.styles.push(attributes.get("src"));
  if (node.tagName === "title" && node.namespaceURI.endsWith("xhtml")) page.title = node.childNodes[0]?.value ?? "";
  if (node.tagName === "script" && attributes.get("type") === "application/ld+json") {
    readStrings(JSON.parse(node.childNodes[0].value), (value) => page.absolute.push({ address: value, isLink: false }));
  }
}

/** The text of an element. */
const words = (node) => node.value ?? node.childNodes?.map(words).join("") ?? "";

function readMeta(page, attributes) {
  const content = attributes.get("content") ?? "";
  if ((attributes.get("http-equiv") ?? "").toLowerCase() === "refresh") {
    page.addresses.push({ address: content.replace(/^[^;]*;\s*url=/i, ""), isLink: true });
  } else if (isAbsolute(content)) {
    page.absolute.push({ address: content, isLink: false });
  }
}

/** Every address in a JSON value. */
function readStrings(value, found) {
  if (typeof value === "string" && isAbsolute(value)) found(value);
  else if (typeof value === "object" && value) Object.values(value).forEach((inner) => readStrings(inner, found));
}

const read = new Map(pages.map((page) => [page.path, readPage(page)]));

/** A site of its own, one folder deep, so that an address that climbs above the root is seen. */
const SITE = "http://site.invalid/site/";

/** The file and the anchor that an address means from a file of the site, or what is wrong with it. */
function follow(from, address) {
  let url;
  try {
    url = new URL(isOwn(address) ? address.slice(publishedAddress.length) : address, SITE + (isOwn(address) ? "" : from));
  } catch {
    return { problem: "is no address" };
  }
  if (!url.href.startsWith(SITE)) return { problem: "leads out of the site" };
  const path = decodeURIComponent(url.href.slice(SITE.length).replace(/[?#].*$/, ""));
  const anchor = decodeURIComponent(url.hash.slice(1));
  if (!known.has(path)) return { problem: path === "" || path.endsWith("/") ? "names a folder" : "is no file" };
  if (anchor && read.has(path) && !read.get(path).ids.includes(anchor)) return { problem: "has no such anchor" };
  return { path };
}

test("every link, picture, script and style of every page is there, and so is every anchor", () => {
  const problems = [];
  for (const page of read.values()) {
    for (const { address } of page.addresses.filter((one) => !isElsewhere(one.address))) {
      const { problem } = follow(page.path, address);
      if (problem) problems.push(`${page.path}: \`${address}\` ${problem}`);
    }
  }
  noneOf(problems, "broken addresses");
});

test("every address inside the site is relative, but in a citation that spells it and on the page for any address", () => {
  const problems = [];
  for (const page of read.values()) {
    for (const { address, isSpelt } of page.addresses) {
      const isWrong = address.startsWith("/") || isOwn(address) || (isAbsolute(address) && !isElsewhere(address));
      const isMeant = isOwn(address) && (isSpelt || page.kind === "404");
      if (isWrong && !isMeant) problems.push(`${page.path}: \`${address}\``);
    }
  }
  noneOf(problems, "absolute addresses");
});

test("no page takes a picture, script or style from elsewhere", () => {
  const problems = [];
  for (const page of read.values()) {
    for (const { address, isLink } of page.addresses) {
      const isResource = !isLink && /^https?:/i.test(address) && !isOwn(address);
      if (isResource) problems.push(`${page.path}: \`${address}\``);
    }
  }
  noneOf(problems, "foreign resources");
});

test("canonical links, alternates, JSON-LD and Open Graph name pages that are there", () => {
  const problems = [];
  let followed = 0;
  for (const page of read.values()) {
    for (const { address } of page.absolute.filter((one) => isOwn(one.address))) {
      followed += 1;
      // The address of the study itself is a folder: a host answers it with the home page.
      const { problem } = address === publishedAddress ? {} : follow("", address);
      if (problem) problems.push(`${page.path}: \`${address}\` ${problem}`);
    }
  }
  noneOf(problems, "broken absolute addresses");
  assert.ok(followed >= pages.length, `only ${followed} absolute addresses in ${pages.length} pages`);
});

test("the sitemap names every page that is its own canonical address, and the feed only what is there", () => {
  const own = [...read.values()].filter(({ path, kind, absolute }) =>
    !["404", "moved", "search"].includes(kind) && absolute.some(({ address }) => address === publishedAddress + path));
  const named = [...text("sitemap.xml").matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => address);
  const missing = own.filter(({ path }) => !named.includes(publishedAddress + path) && path !== "index.html");
  const problems = missing.map(({ path }) => `sitemap.xml does not name ${path}`);
  for (const feed of files.filter((path) => path.endsWith("feed.xml"))) {
    for (const [, address] of text(feed).matchAll(/href="([^"]+)"/g)) named.push(address);
  }
  for (const address of named.filter((one) => one !== publishedAddress && !isElsewhere(one))) {
    const { problem } = follow("", address);
    if (problem) problems.push(`\`${address}\` ${problem}`);
  }
  noneOf(problems, "problems");
});

test("every style sheet finds its fonts and pictures", () => {
  const problems = [];
  for (const style of files.filter((path) => path.endsWith(".css"))) {
    for (const [, address] of text(style).matchAll(/url\(\s*["']?([^"')]+)/g)) {
      if (address.startsWith("data:")) continue;
      const problem = isAbsolute(address) || address.startsWith("/") ? "is not relative" : follow(style, address).problem;
      if (problem) problems.push(`${style}: \`${address}\` ${problem}`);
    }
  }
  noneOf(problems, "broken addresses");
});

test("no id stands twice on a page, and every reference between elements meets its id", () => {
  const problems = [];
  for (const { path, ids, references } of read.values()) {
    const once = new Set();
    for (const id of ids) {
      if (id === "" || /\s/.test(id)) problems.push(`${path}: id \`${id}\``);
      if (once.has(id)) problems.push(`${path}: id \`${id}\` stands twice`);
      once.add(id);
    }
    for (const { name, id } of references) if (!once.has(id)) problems.push(`${path}: ${name} \`${id}\` meets nothing`);
  }
  noneOf(problems, "problems");
});

test("every page can be reached from the first by links", () => {
  const reached = new Set();
  const waiting = ["index.html"];
  while (waiting.length > 0) {
    const path = waiting.pop();
    if (reached.has(path) || !read.has(path)) continue;
    reached.add(path);
    for (const { address, isLink } of read.get(path).addresses) {
      if (isLink && !isAbsolute(address)) waiting.push(follow(path, address).path);
    }
  }
  const alone = [...read.values()].filter(({ path, kind }) => !reached.has(path) && !["404", "moved"].includes(kind));
  noneOf(alone.map(({ path }) => path), "pages that nothing leads to");
});

test("no two pages of a language have one title", () => {
  const problems = [];
  const titles = new Map();
  for (const { path, language } of pages.filter((page) => page.kind !== "moved")) {
    const key = `${language.code} ${read.get(path).title.trim()}`;
    if (titles.has(key)) problems.push(`${path} and ${titles.get(key)}: \`${key}\``);
    titles.set(key, path);
  }
  noneOf(problems, "titles that stand twice");
});

test("no page weighs more than 60 kB compressed, fonts and pictures apart", () => {
  const problems = [];
  for (const { path, kind, styles } of read.values()) {
    const parts = [path, ...styles.map((address) => follow(path, address).path).filter(Boolean)];
    const weight = parts.reduce((sum, part) => sum + compressedLength(part), 0);
    // The edition for print is the whole report on one page.
    if (weight > (kind === "print edition" ? 2 * HEAVIEST : HEAVIEST)) problems.push(`${path}: ${weight} bytes`);
  }
  noneOf(problems, "pages that are too heavy");
});
