// Made-up studies, built by the program for one test and thrown away after it. It tests nothing itself.
//
// The program is `target/release/florilege`, or the one that the environment variable FLORILEGE_PROGRAM names.

import { spawn } from "node:child_process";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const program = resolve(process.env.FLORILEGE_PROGRAM ?? join(here, "../../target/release/florilege"));

/** What a study of these tests states where it states nothing else. */
export const imprint = ({ title = "Une étude inventée", languages = "[fr]", more = "" } = {}) => `title: ${JSON.stringify(title)}
answer: "Rien de cela n'a eu lieu : tout est inventé."
authors:
  - {name: Ada Exemple, role: author}
fieldwork: {from: 2019-03, to: 2019-05}
languages: ${languages}
consent: public-sources
published: 2020-01
address: https://example.org/cas/
${more}`;

/**
 * Writes the files of a study, path to text, into a folder that goes with the test, and builds it there. Gives the exit
 * code, what the program said, the folder of the site and the paths of its pages.
 */
export async function build(t, files) {
  const place = await mkdtemp(join(tmpdir(), "florilege-study-"));
  t.after(() => rm(place, { recursive: true, force: true, maxRetries: 5 }));
  const study = join(place, "study");
  const folder = join(place, "site");
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(study, path)), { recursive: true });
    await writeFile(join(study, path), text);
  }
  const { status, said } = await run(["build", study, "--output", folder]);
  const paths = status === 0 ? await readdir(folder, { recursive: true }) : [];
  const pages = paths.filter((path) => path.endsWith(".html")).sort();
  return { status, said, folder, pages, address: `${pathToFileURL(folder).href}/` };
}

async function run(options) {
  const child = spawn(program, options, { env: { ...process.env, NO_COLOR: "1" } });
  const heard = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (bytes) => heard.push(bytes));
  const status = await new Promise((ended, failed) => child.on("error", failed).on("close", ended));
  return { status, said: Buffer.concat(heard).toString("utf8") };
}
