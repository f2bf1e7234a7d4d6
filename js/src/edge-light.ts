// The Edge Runtime of Vercel: a module may not be compiled there, and is imported as one by ?module.

import wasm from "./willpass.wasm?module";
import type { LoadOptions } from "./browser.js";
import { load as loadAnywhere, type Willpass } from "./index.js";

export * from "./index.js";
export type { LoadOptions } from "./browser.js";

/** Starts an engine and gives it rules. Throws a RulesError when they are wrong. */
export async function load(options: LoadOptions): Promise<Willpass> {
  return loadAnywhere({ wasm, ...options });
}
