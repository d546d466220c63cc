// Measures `florilege serve`: the time from a write to the event in the browser, and to the new page over HTTP, on this
// repository's study and on a made-up one of about 2,400 pages. It prints the median and the 95th percentile of 50 edits
// to a quote whose page is open; it holds nothing to a limit.
//
//   cargo build --release
//   node tests/serve/measure.mjs [PROGRAM] [EDITS] [PAUSE]
//
// PAUSE is the time between two edits in milliseconds, in which the rest of the site is built; 1000 where it is left out.

import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const program = resolve(process.argv[2] ?? join(root, "target/release/florilege"));
const edits = Number(process.argv[3] ?? 50);
const between = Number(process.argv[4] ?? 1000);
const folder = mkdtempSync(join(tmpdir(), "florilege-measure-"));

/** This repository's study, copied. */
function real() {
  const study = join(folder, "real");
  mkdirSync(study);
  for (const part of ["study.yaml", "content", "charts"]) cpSync(join(root, part), join(study, part), { recursive: true });
  return study;
}

/** A study of 2,280 made-up quotes. */
function large() {
  const study = join(folder, "large");
  mkdirSync(study);
  execFileSync("node", [join(root, "tests/search/study.mjs"), study, "2280"]);
  return study;
}

/** Starts the program and gives its address, its lines as they come, and how to end it. */
async function serve(study) {
  const child = spawn(program, ["serve", study, "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = [];
  const address = await new Promise((found, failed) => {
    child.on("exit", () => failed(new Error("serve ended")));
    child.stdout.setEncoding("utf8").on("data", (text) => {
      lines.push(...text.split("\n").filter(Boolean));
      const at = /http:\/\/[^/]+\//.exec(text);
      if (at) found(at[0]);
    });
  });
  const end = () => new Promise((ended) => child.removeAllListeners("exit").on("exit", ended).kill("SIGINT"));
  return { address, lines, end };
}

const agent = new http.Agent({ keepAlive: true });

function get(address) {
  return new Promise((got, failed) => {
    http.get(address, { agent }, (response) => {
      let text = "";
      response.setEncoding("utf8").on("data", (part) => (text += part)).on("end", () => got(text));
    }).on("error", failed);
  });
}

/** Listens for news of a page; `next` gives the first event whose version is another than the last one's. */
function listen(address, page) {
  let version;
  let waiting;
  const request = http.get(`${address}.florilege/events/${page}`, (response) => {
    let rest = "";
    response.setEncoding("utf8").on("data", (text) => {
      rest += text;
      for (let at = rest.indexOf("\n\n"); at >= 0; at = rest.indexOf("\n\n")) {
        const data = /^data: (.*)$/m.exec(rest.slice(0, at));
        rest = rest.slice(at + 2);
        const news = data && JSON.parse(data[1]);
        if (!news || news.version === version) continue;
        version = news.version;
        waiting?.(performance.now());
        waiting = undefined;
      }
    });
  });
  const next = () => new Promise((came) => (waiting = came));
  return { next, close: () => request.destroy() };
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

function told(name, times) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)].toFixed(1);
  console.log(`  ${name}: median ${at(0.5)} ms, 95th percentile ${at(0.95)} ms`);
}

async function measure(name, study, page, file, from) {
  const server = await serve(study);
  await get(server.address + page);
  const news = listen(server.address, page);
  await news.next();
  while (!server.lines.some((line) => line.includes("rendered"))) await pause(50);
  const text = readFileSync(file, "utf8");
  const place = text.indexOf(from) + from.length;
  if (place < from.length) throw new Error(`${file} does not hold ${from}`);
  const [events, pages] = [[], []];
  for (let edit = 0; edit < edits; edit += 1) {
    const mark = `mesure ${edit} `;
    let came = news.next();
    const start = performance.now();
    writeFileSync(file, text.slice(0, place) + mark + text.slice(place));
    for (let html = ""; !html.includes(mark.trim()); ) {
      // The rest of the build before may end now, and have its own event where it knows the length of a file anew.
      const at = await came;
      came = news.next();
      html = await get(server.address + page);
      if (!html.includes(mark.trim())) continue;
      events.push(at - start);
      pages.push(performance.now() - start);
    }
    // As an author pauses: the rest of the site is built meanwhile.
    await pause(between);
  }
  console.log(`${name}: ${edits} edits`);
  told("write to event", events);
  told("write to page", pages);
  console.log(`  ${server.lines.at(-1)}`);
  news.close();
  await server.end();
}

try {
  const one = real();
  const file = join(one, "content/quotes/andra-present-elsewhere.md");
  await measure("the real study", one, "quotes/andra-present-elsewhere.html", file, "Être présent");
  const other = large();
  const first = join(other, "content/quotes/file-3.md");
  const line = readFileSync(first, "utf8").split("locator: l. 50\n---\n")[1].slice(0, 12);
  await measure("2,400 pages", other, "quotes/propos-250.html", first, line);
} finally {
  agent.destroy();
  rmSync(folder, { recursive: true, force: true });
}
