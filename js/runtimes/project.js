// An empty project with the packed package, the programs that run in it, and all cases in one file.

import { execFileSync } from "node:child_process";
import { copyFileSync, createWriteStream, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { expandCase, parseCases, rulesOf } from "../dist/cases/case.js";
import { caseFiles } from "../dist/cli/files.js";
import { load } from "../dist/node.js";

const js = fileURLToPath(new URL("..", import.meta.url));
const repository = dirname(join(js, "."));

/** @returns {Promise<string>} the folder */
export async function project() {
  const folder = mkdtempSync(join(tmpdir(), "willpass-runtimes-"));
  /** @type {import("node:child_process").ExecFileSyncOptionsWithStringEncoding} */
  const npm = { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] };
  const [packed] = JSON.parse(execFileSync("npm", ["pack", js, "--json", "--ignore-scripts"], npm));
  writeFileSync(join(folder, "package.json"), '{ "type": "module", "private": true }\n');
  execFileSync("npm", ["install", "--no-audit", "--no-fund", `./${packed.filename}`], npm);
  for (const name of ["judge.js", "cases.js", "worker.js", "start.js", "upstream.js"]) copyFileSync(new URL(`programs/${name}`, import.meta.url), join(folder, name));
  await writeCases(folder);
  return folder;
}

/** One line for every case: its request made, with a packed body, and the verdict that the Go program gives. @param {string} folder */
async function writeCases(folder) {
  const program = join(folder, "willpass-go");
  const cases = join(repository, "testdata/cases");
  execFileSync("go", ["build", "-o", program, "./cmd/willpass"], { cwd: repository, stdio: "inherit" });
  const native = execFileSync(program, ["cases", "--json", `${cases}/...`], { encoding: "utf8", maxBuffer: 2 ** 28 }).trimEnd().split("\n");
  const willpass = await load();
  const out = createWriteStream(join(folder, "cases.jsonl"));
  let i = 0;
  for (const file of caseFiles([cases])) {
    const source = readFileSync(file, "utf8");
    const own = rulesOf(file, source).length > 0; // the programs load what ships
    for (const one of parseCases(file, source)) {
      const line = native[i++] ?? "";
      if (own) continue;
      const start = `{"name":${JSON.stringify(one.name)},"pass":true,"verdict":`;
      if (!line.startsWith(start)) throw new Error(`want the native verdict of ${one.name}, got ${line.slice(0, 200)}`);
      const { request, facts } = await expandCase(one, (path) => readFileSync(join(dirname(file), path)), (bytes) => willpass.probe(bytes, { deep: true }));
      const body = gzipSync(request.body).toString("base64");
      const row = JSON.stringify({ name: `${file.slice(cases.length + 1)}: ${one.name}`, ...request, body, facts, verdict: line.slice(start.length, -1) });
      if (!out.write(`${row}\n`)) await once(out, "drain");
    }
  }
  if (i !== native.length) throw new Error(`${i} cases here, ${native.length} natively`);
  out.end();
  await once(out, "finish");
}
