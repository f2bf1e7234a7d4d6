import { EngineError } from "./errors.js";
import { tagOf } from "./options.js";

/** The version of wasm/ABI.md that this package speaks. */
export const ABI_VERSION = 3;

/** The exports of willpass.wasm. All numbers are i32, but for offsets and sizes of files. */
export interface Abi {
  memory: WebAssembly.Memory;
  willpass_buffer(n: number): number;
  willpass_output(): number;
  willpass_rules(n: number): void;
  willpass_rules_end(): number;
  willpass_begin(n: number): number;
  willpass_error(): number;
  willpass_write(handle: number, n: number): void;
  willpass_end(handle: number): number;
  willpass_drop(handle: number): void;
  willpass_forget(handle: number): void;
  willpass_probe(sizeLow: number, sizeHigh: number, deep: number): number;
  willpass_want(handle: number): number;
  willpass_offset(handle: number): number;
  willpass_feed(handle: number, n: number): void;
  willpass_media(handle: number): number;
  willpass_look_at(): number;
  willpass_look(n: number, size: number, deep: number): number;
  willpass_look_on(n: number): number;
  willpass_file(n: number): number;
  willpass_explain(n: number): number;
  willpass_catalogue(n: number): number;
}

/** Starts an instance and returns its exports, once they are known to be those of this version. */
export function start(exports: WebAssembly.Exports): Abi {
  const { memory, willpass_abi, _initialize } = exports;
  if (tagOf(memory) !== "WebAssembly.Memory" || typeof willpass_abi !== "function" || typeof _initialize !== "function") {
    throw new EngineError("this WebAssembly module is not willpass.wasm");
  }
  _initialize();
  const version: unknown = willpass_abi();
  if (version !== ABI_VERSION) throw new EngineError(`willpass.wasm speaks version ${version} of its boundary, this package ${ABI_VERSION}`);
  return guarded(exports);
}

/** The exports, of which none can be called after one has failed: an instance that trapped is in no known state. */
function guarded(exports: WebAssembly.Exports): Abi {
  let fault: EngineError | undefined;
  const guard = (call: (...args: number[]) => unknown) => (...args: number[]): unknown => {
    if (fault !== undefined) throw fault;
    try {
      return call(...args);
    } catch (cause) {
      fault = cause instanceof EngineError ? cause : new EngineError(`the engine stopped: ${cause}`, { cause });
      throw fault;
    }
  };
  const all = Object.entries(exports).map(([name, value]) => [name, typeof value === "function" ? guard(value as () => unknown) : value]);
  return Object.fromEntries(all) as Abi;
}
