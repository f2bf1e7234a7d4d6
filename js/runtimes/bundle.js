// A worker as modules: its JavaScript bundled, the WebAssembly beside it, as wrangler uploads them.

import { build } from "esbuild";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What Miniflare takes. @param {string} entry @param {string[]} conditions */
export async function bundled(entry, conditions) {
  /** @type {Map<string, string>} */
  const wasm = new Map();
  const { outputFiles } = await build({
    entryPoints: [entry], bundle: true, format: "esm", conditions, write: false, logLevel: "error",
    plugins: [{
      name: "wasm",
      setup({ onResolve }) {
        onResolve({ filter: /\.wasm$/ }, ({ path, resolveDir }) => {
          const name = path.split("/").at(-1) ?? "";
          wasm.set(name, join(resolveDir, path));
          return { path: `./${name}`, external: true };
        });
      },
    }],
  });
  const root = dirname(entry);
  const modules = [
    { type: /** @type {const} */ ("ESModule"), path: join(root, "index.js"), contents: outputFiles[0]?.text ?? "" },
    ...[...wasm].map(([name, path]) => ({ type: /** @type {const} */ ("CompiledWasm"), path: join(root, name), contents: readFileSync(path) })),
  ];
  return { modules, modulesRoot: root };
}
