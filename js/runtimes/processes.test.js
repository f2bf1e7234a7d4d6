// Node, Deno and Bun: the same program, in the empty project.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { test } from "node:test";
import { promisify } from "node:util";
import { batches, folder } from "./batches.js";
import { bun, deno } from "./binaries.js";

const run = promisify(execFile);
const count = batches().flat().length;

/** @type {[name: string, program: string, args: string[]][]} */
const runtimes = [
  ["Node", process.execPath, []],
  ["Deno", deno, ["run", "--allow-read", "--node-modules-dir=manual"]],
  ["Bun", bun, []],
];
for (const [name, program, args] of runtimes) {
  test(`${name}: every verdict is the same bytes as natively`, async () => {
    const { stdout } = await run(program, [...args, "cases.js"], { cwd: folder, maxBuffer: 2 ** 26 });
    const { passed, failed, failures } = JSON.parse(stdout);
    assert.deepEqual({ failures, failed }, { failures: 0, failed: [] });
    assert.ok(passed === count && count > 3000, `${passed} of ${count}`);
  });
}
