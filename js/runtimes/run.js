// Runs the tests of this folder against the packed package, as it is installed into an empty project outside of this
// repository: without arguments the tests, and with names only those files: `npm run test:runtimes -- browser`. The benchmarks assert
// ratios and times, which a loaded machine cannot keep: `npm run test:runtimes -- start speed`, with nothing else running.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { project } from "./project.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(here).filter((file) => {
  const [, name, kind] = /^(.+)\.(test|bench)\.js$/.exec(file) ?? [];
  return name !== undefined && (wanted.length === 0 ? kind === "test" : wanted.includes(name));
});

// Deno is not in the lock file: a registry may lack its packages for other platforms, and npm then refuses the lock.
if (!existsSync(new URL("../node_modules/deno", import.meta.url))) {
  execFileSync("npm", ["install", "--no-save", "--no-package-lock", "--no-audit", "--no-fund", "deno@2"], { cwd: new URL("..", import.meta.url), stdio: "inherit" });
}

const folder = await project();
try {
  const { status } = spawnSync(process.execPath, ["--test", "--test-concurrency=1", "--test-reporter=spec", ...files], {
    cwd: here, stdio: "inherit", env: { ...process.env, WILLPASS_PROJECT: folder },
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
