// Cloudflare Workers: a module may not be compiled there, so it is imported.

import wasm from "./willpass.wasm";
import type { LoadOptions } from "./browser.js";
import { load as loadAnywhere, type Willpass } from "./index.js";

export * from "./index.js";
export type { LoadOptions } from "./browser.js";

/** Starts an engine and gives it rules. Throws a RulesError when they are wrong. */
export async function load(options: LoadOptions): Promise<Willpass> {
  return loadAnywhere({ wasm, ...options });
}
