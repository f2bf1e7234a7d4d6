// Browsers, and whatever resolves `new URL(…, import.meta.url)`: bundlers copy the module and put its address here.

import { load as loadAnywhere, type Willpass } from "./index.js";
import type { Wasm } from "./load.js";
import type { DocumentsWasm } from "./documents.js";
import type { RuleFile } from "./types.js";

export * from "./index.js";

export interface LoadOptions {
  /** Default: the module that ships with the package. */
  wasm?: Wasm;
  /** From `willpass/rules/<provider>`; several providers: `[...vidu, ...omnious]`. */
  rules: Iterable<RuleFile>;
  /** `willpass/documents.wasm`, which reads rule documents. Asked for only when `rules` holds any; default: the one that lies beside this file. */
  documents?: DocumentsWasm;
}

/** Starts an engine and gives it rules. Throws a RulesError when they are wrong. */
export async function load(options: LoadOptions): Promise<Willpass> {
  return loadAnywhere({ wasm: new URL("./willpass.wasm", import.meta.url), documents: new URL("./documents.wasm", import.meta.url), ...options });
}
