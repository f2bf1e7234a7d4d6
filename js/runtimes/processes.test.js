// Node, Deno and Bun: the same program, in the empty project.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { batches, folder } from "./batches.js";

const run = promisify(execFile);
const require = createRequire(import.meta.url);
// The programs as they lie in their packages: what those install is a script that fetches them.
const binary = (/** @type {string} */ name, /** @type {string} */ path) => join(dirname(require.resolve(`${name}/package.json`)), path);
const count = batches().flat().length;

/** @type {[name: string, program: string, args: string[]][]} */
const runtimes = [
  ["Node", process.execPath, []],
  ["Deno", binary("@deno/linux-x64-glibc", "deno"), ["run", "--allow-read", "--node-modules-dir=manual"]],
  ["Bun", binary("@oven/bun-linux-x64", "bin/bun"), []],
];
for (const [name, program, args] of runtimes) {
  test(`${name}: every verdict is the same bytes as natively`, async () => {
    const { stdout } = await run(program, [...args, "cases.js"], { cwd: folder, maxBuffer: 2 ** 26 });
    const { passed, failed, failures } = JSON.parse(stdout);
    assert.deepEqual({ failures, failed }, { failures: 0, failed: [] });
    assert.ok(passed === count && count > 3000, `${passed} of ${count}`);
  });
}
