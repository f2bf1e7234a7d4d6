// Node: the module and the rules that lie beside this file, and files read by slices.

import { open, readFile } from "node:fs/promises";
import { basename } from "node:path";
import { EngineError, MisuseError } from "./errors.js";
import { load as loadAnywhere, type Willpass } from "./index.js";
import type { DocumentsWasm } from "./documents.js";
import type { Wasm } from "./load.js";
import { isBytes, refuseUnknown } from "./options.js";
import type { Reader } from "./probe.js";
import type { RuleFile } from "./types.js";

export * from "./index.js";

export interface LoadOptions {
  /** Default: the module that ships with the package. */
  wasm?: Wasm;
  /** Default: the rules of every provider that ships with the package. */
  rules?: Iterable<RuleFile>;
  /** What reads rule documents. Default: the module that ships with the package. */
  documents?: DocumentsWasm;
}

/** Starts an engine and gives it rules. Throws a RulesError when they are wrong. */
export async function load(options: LoadOptions = {}): Promise<Willpass> {
  refuseUnknown("options", options, ["wasm", "rules", "documents"]);
  const { wasm = new URL("./willpass.wasm", import.meta.url), rules = await shippedRules(), documents = () => bytesAt(new URL("./documents.wasm", import.meta.url)) } = options;
  return loadAnywhere({ wasm: compiled(wasm instanceof URL && wasm.protocol === "file:" ? await bytesAt(wasm) : wasm), rules, documents });
}

/** Bytes are compiled here and now: that takes a few milliseconds, and less than handing them to other threads and back. */
function compiled(wasm: Wasm): Wasm {
  try {
    return isBytes(wasm) ? new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>) : wasm;
  } catch {
    return wasm; // bytes that are no module are told by the loader
  }
}

/** A file on disk for `probe` and `checkFile`. Close it when done. */
export async function openFile(path: string): Promise<Required<Reader> & { close(): Promise<void> }> {
  const handle = await open(path);
  const stat = await handle.stat();
  if (!stat.isFile()) {
    await handle.close();
    throw new MisuseError(`${path} is not a file`);
  }
  return {
    size: stat.size,
    name: basename(path),
    async read(offset, length) {
      const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
    close: () => handle.close(),
  };
}

async function bytesAt(url: URL): Promise<Uint8Array> {
  try {
    return await readFile(url);
  } catch (cause) {
    throw new EngineError(`${url.pathname} cannot be read: run "npm run build" in the folder js`, { cause });
  }
}

async function shippedRules(): Promise<readonly RuleFile[]> {
  const built = new URL("./rules/index.js", import.meta.url); // written by build/rules.js
  const { rules } = (await import(built.href)) as { rules: readonly RuleFile[] };
  return rules;
}
