// The programs of other runtimes as they lie in their packages. Where install scripts run, that of Bun moves its program out of the
// package of the platform; where they do not, it stays there.

import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const require = createRequire(import.meta.url);

/** The first of some files in packages that is there. @param {[name: string, path: string][]} places */
function first(...places) {
  const paths = places.map(([name, path]) => join(dirname(require.resolve(`${name}/package.json`)), path));
  const found = paths.find(existsSync);
  if (found === undefined) throw new Error(`want one of ${paths.join(", ")}: run npm ci`);
  return found;
}

export const deno = first(["@deno/linux-x64-glibc", "deno"], ["deno", "deno"]);
export const bun = first(["@oven/bun-linux-x64", "bin/bun"], ["bun", "bin/bun.exe"]);
