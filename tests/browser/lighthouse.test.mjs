// What Lighthouse measures on five kinds of page, as on a telephone with a slow network: accessibility, best practices
// and search engines at 100, performance at 98 or more.
//
// Performance is simulated from one quick load (`throttlingMethod: simulate`), so the network of the machine plays no
// part; its processor does. So each page has up to three tries, and the best counts: what is asked is whether the page
// can be that fast, not whether the machine was idle.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { createServer } from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";

import { answer, example, noneOf, switches } from "./site.mjs";

const KINDS = ["home", "organisation", "quote", "matrix", "search"];
const WHOLE = ["accessibility", "best-practices", "seo"];
const FAST_ENOUGH = 98;
const TRIES = 3;

let browser;
let profile;
let host;
before(async () => {
  host = await serveCompressed();
  profile = await mkdtemp(join(tmpdir(), "florilege-lighthouse-"));
  browser = await launch({
    chromePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    userDataDir: profile,
    chromeFlags: ["--headless=new", ...switches],
    logLevel: "silent",
  });
});
after(async () => {
  await browser?.kill();
  await host?.close();
  if (profile) await rm(profile, { recursive: true, force: true, maxRetries: 5 });
});

/** The site on the loopback as any host gives it: compressed, and kept by the browser for a while. */
async function serveCompressed() {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname).slice(1);
    const { status, contentType, body } = answer(path === "" ? "index.html" : path);
    response.writeHead(status, { "content-type": contentType, "content-encoding": "gzip", "cache-control": "max-age=31536000" });
    response.end(gzipSync(body));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  server.unref();
  const close = () => new Promise((closed) => {
    server.close(closed);
    server.closeAllConnections();
  });
  return { address: `http://127.0.0.1:${server.address().port}/`, close };
}

/** One run of Lighthouse: the marks of the categories, of 100, and what was found wanting in each. */
async function measure(address, categories) {
  const { lhr } = await lighthouse(address, {
    port: browser.port,
    onlyCategories: categories,
    output: "json",
    logLevel: "silent",
    throttlingMethod: "simulate",
  });
  assert.equal(lhr.runtimeError, undefined, lhr.runtimeError?.message);
  return Object.fromEntries(categories.map((category) => {
    const { score, auditRefs } = lhr.categories[category];
    const wanting = auditRefs.filter(({ id, weight }) => weight > 0 && lhr.audits[id].score !== null && lhr.audits[id].score < 1);
    return [category, { mark: Math.round(score * 100), wanting: wanting.map(({ id }) => `${id} ${lhr.audits[id].displayValue ?? ""}`.trim()) }];
  }));
}

for (const kind of KINDS) {
  test(`${kind}: 100 for accessibility, best practices and search engines, ${FAST_ENOUGH} or more for performance`, async () => {
    const address = host.address + example(kind).path;
    const found = await measure(address, [...WHOLE, "performance"]);
    // The search is a way into the study and not a thing to be found itself: its page asks to be left out.
    const isAsked = (category) => !(kind === "search" && category === "seo");
    let best = found.performance;
    for (let tries = 1; tries < TRIES && best.mark < FAST_ENOUGH; tries += 1) {
      const { performance } = await measure(address, ["performance"]);
      if (performance.mark > best.mark) best = performance;
    }
    const problems = WHOLE.filter((category) => isAsked(category) && found[category].mark < 100)
      .map((category) => `${category}: ${found[category].mark}: ${found[category].wanting.join(", ")}`);
    if (best.mark < FAST_ENOUGH) problems.push(`performance: ${best.mark} at best: ${best.wanting.join(", ")}`);
    noneOf(problems, `problems of ${address}`);
  });
}
