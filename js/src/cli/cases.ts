import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { runCases } from "../cases/run.js";
import { MisuseError } from "../errors.js";
import { load } from "../node.js";
import { FAILED, PASSED, type Streams } from "./exit.js";
import { caseFiles } from "./files.js";
import { loadWith } from "./own.js";

/** `willpass cases FILE… [--json]`; a folder stands for all case files below it */
export async function casesCommand(args: string[], { out }: Streams): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: { json: { type: "boolean", default: false } } });
  if (positionals.length === 0) throw new MisuseError("want the files of cases, such as testdata/cases/vidu.json");
  const willpass = await load();
  let passed = 0;
  let failed = 0;
  for (const file of caseFiles(positionals)) {
    const read = (path: string): Uint8Array => readFileSync(join(dirname(file), path));
    for await (const { name, problems, verdict } of runCases(willpass, file, readFileSync(file, "utf8"), read, loadWith)) {
      const pass = problems.length === 0;
      if (pass) passed++;
      else failed++;
      if (values.json) out.write(`{"name":${JSON.stringify(name)},"pass":${pass},"verdict":${verdict}}\n`);
      else if (!pass) out.write(`✗ ${basename(file)}: ${name}\n${problems.map((problem) => `    ${problem}\n`).join("")}`);
    }
  }
  if (!values.json) out.write(`${passed} passed, ${failed} failed\n`);
  return failed === 0 ? PASSED : FAILED;
}
