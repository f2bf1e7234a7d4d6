import { EngineError } from "./errors.js";

/** The version of wasm/ABI.md that this package speaks. */
export const ABI_VERSION = 1;

/** The exports of willpass.wasm. All numbers are i32. */
export interface Abi {
  memory: WebAssembly.Memory;
  _initialize(): void;
  willpass_abi(): number;
  willpass_buffer(n: number): number;
  willpass_output(): number;
  willpass_rules(n: number): number;
  willpass_rules_end(): number;
  willpass_begin(n: number): number;
  willpass_error(): number;
  willpass_write(handle: number, n: number): void;
  willpass_end(handle: number): number;
  willpass_drop(handle: number): void;
  willpass_forget(handle: number): void;
  willpass_probe(sizeLow: number, sizeHigh: number, deep: number): number;
  willpass_want(handle: number): number;
  willpass_feed(handle: number, n: number): void;
  willpass_media(handle: number): number;
  willpass_file(n: number): number;
  willpass_explain(n: number): number;
  willpass_catalogue(n: number): number;
}

const NAMES = [
  "_initialize", "willpass_abi", "willpass_buffer", "willpass_output", "willpass_rules", "willpass_rules_end",
  "willpass_begin", "willpass_error", "willpass_write", "willpass_end", "willpass_drop", "willpass_forget", "willpass_probe",
  "willpass_want", "willpass_feed", "willpass_media", "willpass_file", "willpass_explain", "willpass_catalogue",
] as const satisfies readonly Exclude<keyof Abi, "memory">[];

/** Starts an instance and returns its exports, once they are known to be those of this version. */
export function start(exports: WebAssembly.Exports): Abi {
  const version = exports["willpass_abi"];
  if (typeof version !== "function") throw new EngineError("this WebAssembly module is not willpass.wasm");
  if (typeof exports["_initialize"] === "function") exports["_initialize"]();
  const got: unknown = version();
  if (got !== ABI_VERSION) throw new EngineError(`willpass.wasm speaks version ${String(got)} of its boundary, this package ${ABI_VERSION}`);
  const missing = NAMES.filter((name) => typeof exports[name] !== "function");
  if (missing.length > 0) throw new EngineError(`willpass.wasm lacks ${missing.join(", ")}`);
  return exports as unknown as Abi;
}
