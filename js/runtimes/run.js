// Runs the tests of this folder against the packed package, as it is installed into an empty project outside of this
// repository. Arguments choose files: `npm run test:runtimes -- node`.

import { spawnSync } from "node:child_process";
import { readdirSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { project } from "./project.js";

const here = fileURLToPath(new URL(".", import.meta.url));
const wanted = process.argv.slice(2);
const files = readdirSync(here).filter((name) => name.endsWith(".test.js") && (wanted.length === 0 || wanted.includes(name.replace(".test.js", ""))));

const folder = await project();
try {
  const { status } = spawnSync(process.execPath, ["--test", "--test-concurrency=1", "--test-reporter=spec", ...files], {
    cwd: here, stdio: "inherit", env: { ...process.env, WILLPASS_PROJECT: folder },
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
