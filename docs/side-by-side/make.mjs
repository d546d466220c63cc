// Draws the same made-up data twice, by Florilège and by Observable Plot, and takes a picture of each.
//
//   npm ci && npm run make        writes pictures/NAME-florilege.png and pictures/NAME-plot.png
//
// The data are those of ../gallery; the pages of Florilège are built by `cargo run --release -- build`. Plot is used as
// its documentation shows: its own defaults, with a title, a subtitle and a caption, and margins where labels need them.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { parse } from "yaml";

const here = dirname(fileURLToPath(import.meta.url));
const gallery = resolve(here, "../gallery");
const site = mkdtempSync(join(tmpdir(), "side-by-side-"));
const english = (text) => (typeof text === "object" ? text.en : text);
const definition = (name) => parse(readFileSync(join(gallery, `charts/${name}.yaml`), "utf8"));
const words = (name) => {
  const { title, subtitle, source } = definition(name);
  return { title: english(title), subtitle: english(subtitle), caption: english(source) };
};

/// The rows of a definition that has its own: label, series, and the value as a number.
const rows = (name) =>
  definition(name).data.rows.map((row) => ({
    label: english(row.label),
    series: english(row.series),
    group: english(row.group),
    value: row.value === undefined ? null : parseFloat(row.value),
  }));

/// The values of a metric of every museum of the gallery.
const observed = (metric) =>
  readdirSync(join(gallery, "content/organisations"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: id }) => {
      const file = readFileSync(join(gallery, `content/organisations/${id}.md`), "utf8");
      const museum = /^name: "(.*)"$/m.exec(file)[1];
      const values = parse(readFileSync(join(gallery, `content/organisations/${id}/metrics.yaml`), "utf8"))[metric] ?? [];
      return [values].flat().map((each) => ({ id, museum, date: each.date, value: each.value ?? null }));
    });

// Each picture: what is handed to the page, and the function that draws there with Plot.
const pictures = {
  bar: [
    { rows: rows("bar-negative") },
    ({ rows }, Plot) => ({
      marginLeft: 90,
      x: { label: "Change (%)", grid: true },
      y: { label: null },
      marks: [
        Plot.barX(rows, { x: "value", y: "label", sort: { y: "-x" }, fill: "steelblue" }),
        Plot.text(rows, { x: "value", y: "label", text: (d) => `${d.value}%`, dx: (d) => 0, textAnchor: "start" }),
        Plot.ruleX([0]),
      ],
    }),
    "bar-negative",
  ],
  line: [
    {
      rows: observed("visits").filter(({ id }) => ["tide-house", "salt-works", "kelp-museum", "lamp-room"].includes(id)),
    },
    ({ rows }, Plot) => ({
      marginRight: 90,
      x: { label: null, tickFormat: "d" },
      y: { label: "Visits a year", grid: true },
      marks: [
        Plot.ruleY([0]),
        Plot.lineY(rows, { x: "date", y: "value", stroke: "museum", marker: true }),
        Plot.text(rows, Plot.selectLast({ x: "date", y: "value", z: "museum", text: "museum", textAnchor: "start", dx: 6 })),
      ],
    }),
    "line",
  ],
  "small-multiples": [
    { rows: observed("visits") },
    ({ rows }, Plot) => ({
      fy: { label: null },
      x: { label: null, tickFormat: "d" },
      y: { label: "Visits a year", grid: true, ticks: 3 },
      height: 640,
      marginRight: 90,
      marks: [Plot.ruleY([0]), Plot.lineY(rows, { x: "date", y: "value", fy: "museum", marker: true })],
    }),
    "small-multiples",
  ],
  dumbbell: [
    { rows: rows("dumbbell").filter((row) => row.value !== null) },
    ({ rows }, Plot) => ({
      marginLeft: 90,
      x: { label: "Hours a week", grid: true },
      y: { label: null },
      color: { legend: true },
      marks: [
        Plot.ruleY(rows, Plot.groupY({ x1: "min", x2: "max" }, { x: "value", y: "label" })),
        Plot.dot(rows, { x: "value", y: "label", fill: "series", r: 5 }),
      ],
    }),
    "dumbbell",
  ],
  "stacked-bar": [
    { rows: rows("stacked-bar") },
    ({ rows }, Plot) => ({
      marginLeft: 150,
      x: { label: "Share of the answers (%)", percent: true },
      y: { label: null },
      color: { legend: true },
      marks: [
        Plot.barX(rows, Plot.stackX({ offset: "normalize", order: null }, { x: "value", y: "label", fill: "series" })),
        Plot.ruleX([0]),
      ],
    }),
    "stacked-bar",
  ],
  histogram: [
    { rows: rows("histogram") },
    ({ rows }, Plot) => ({
      x: { label: "Minutes" },
      y: { label: "Visits", grid: true },
      marks: [Plot.rectY(rows, Plot.binX({ y: "count" }, { x: "value" })), Plot.ruleY([0])],
    }),
    "histogram",
  ],
  scatter: [
    {
      rows: Object.values(
        rows("scatter").reduce((all, { label, group, series, value }) => {
          const point = (all[label] ??= { label, group });
          point[series.startsWith("Time") ? "x" : "y"] = value;
          return all;
        }, {}),
      ),
    },
    ({ rows }, Plot) => ({
      grid: true,
      marginRight: 90,
      x: { label: "Hours a week" },
      y: { label: "Visits a year" },
      color: { legend: true },
      marks: [
        Plot.dot(rows, { x: "x", y: "y", stroke: "group", symbol: "group", r: 5 }),
        Plot.text(rows, { x: "x", y: "y", text: "label", dx: 8, textAnchor: "start" }),
      ],
    }),
    "scatter",
  ],
};

execFileSync("cargo", ["run", "--release", "--locked", "--quiet", "--", "build", gallery, "--output", site, "--quiet"], {
  cwd: resolve(here, "../.."),
  stdio: "inherit",
});
mkdirSync(join(here, "pictures"), { recursive: true });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
});
const page = await browser.newPage({ bypassCSP: true, viewport: { width: 1280, height: 900 } });
for (const [name, [data, draw, chart]] of Object.entries(pictures)) {
  await page.goto(`file://${site}/charts/${chart}.html`);
  await page.addStyleTag({ content: "figure table, figure details, figure .downloads, figure .data-scroll { display: none !important }" });
  await page.locator("figure").first().screenshot({ path: join(here, `pictures/${name}-florilege.png`) });

  await page.setContent('<body style="font: 16px sans-serif; margin: 16px; width: 680px"></body>');
  for (const script of ["d3/dist/d3.min.js", "@observablehq/plot/dist/plot.umd.min.js"]) {
    await page.addScriptTag({ path: join(here, "node_modules", script) });
  }
  await page.evaluate(
    ([data, draw, words]) => {
      const options = new Function(`return (${draw})`)()(data, Plot);
      document.body.append(Plot.plot({ width: 680, figure: true, ...words, ...options }));
    },
    [data, draw.toString(), words(chart)],
  );
  await page.locator("figure").first().screenshot({ path: join(here, `pictures/${name}-plot.png`) });
}
await browser.close();
console.log(`${Object.keys(pictures).length} pairs in docs/side-by-side/pictures`);
