// The Nu HTML checker, a Java program of the package `vnu-jar`. It tests nothing itself.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { createRequire } from "node:module";

/** The path of the program, to which the package's name leads. */
const CHECKER = String(createRequire(import.meta.url)("vnu-jar"));

/**
 * Checks files of one form (`--html`, `--svg`, `--css`) in one run of the program; gives each error as its message and
 * as a line that says where.
 */
export async function check(paths, form = "--html") {
  const java = spawn("java", ["-Xmx700m", "-jar", CHECKER, "--errors-only", "--format", "json", form, ...paths]);
  const heard = [];
  java.stderr.on("data", (bytes) => heard.push(bytes));
  java.stdout.resume();
  await new Promise((ended, failed) => java.on("error", failed).on("close", ended));
  const said = Buffer.concat(heard).toString("utf8");
  // Anything but a report, such as a file that is not there or too little memory, is a failure of its own.
  assert.match(said, /^\{.*"messages":/, `the checker gave no report: ${said.slice(0, 500)}`);
  return JSON.parse(said).messages.map(({ url, lastLine, lastColumn, message, extract }) => {
    const path = decodeURI(url ?? "").replace(/^file:/, "");
    return { message, line: `${path}:${lastLine}:${lastColumn}: ${message} (${(extract ?? "").trim().slice(0, 120)})` };
  });
}
