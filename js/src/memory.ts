// The only file that knows the memory of the module. Views are taken afresh for every access: memory that grew has
// a new buffer, and the old one is detached.

import type { Abi } from "./abi.js";
import { EngineError, MisuseError } from "./errors.js";

/** Bytes of a body that go in at a time. */
export const CHUNK = 64 * 1024;

/** The largest input that the shared buffer takes. */
export const BUFFER_MAX = 1024 * 1024;

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The module's input buffer and output. */
export interface Memory {
  /** Puts bytes into the input buffer and returns their number. */
  put(bytes: Uint8Array): number;
  putText(text: string): number;
  putJSON(value: unknown): number;
  /** The last output as text. */
  text(length: number): string;
  /** The last output as two numbers of 64 bits. */
  pair(): readonly [number, number];
  /** Bytes of memory that the module has now. */
  size(): number;
}

export function memoryOf(abi: Pick<Abi, "memory" | "willpass_buffer" | "willpass_output">): Memory {
  const put = (bytes: Uint8Array): number => {
    if (bytes.length > BUFFER_MAX) throw new MisuseError(`${bytes.length} bytes at once, the engine takes at most ${BUFFER_MAX}`);
    const at = abi.willpass_buffer(bytes.length) >>> 0; // may grow memory, hence before the view
    new Uint8Array(abi.memory.buffer, at, bytes.length).set(bytes);
    return bytes.length;
  };
  return {
    put,
    putText: (text) => put(encoder.encode(text)),
    putJSON: (value) => put(encoder.encode(JSON.stringify(value))),
    text: (length) => decoder.decode(new Uint8Array(abi.memory.buffer, abi.willpass_output() >>> 0, length)),
    pair() {
      const view = new DataView(abi.memory.buffer, abi.willpass_output() >>> 0, 16);
      return [exact(view.getBigUint64(0, true)), exact(view.getBigUint64(8, true))];
    },
    size: () => abi.memory.buffer.byteLength,
  };
}

function exact(n: bigint): number {
  if (n > BigInt(Number.MAX_SAFE_INTEGER)) throw new EngineError(`the engine asks for byte ${n}`);
  return Number(n);
}

/** What a system call may do to memory: addresses are i32 as WebAssembly hands them over. */
export interface Cells {
  getU32(at: number): number;
  setU32(at: number, value: number): void;
  setU64(at: number, value: bigint): void;
  fill(at: number, length: number, byteAt: (i: number) => number): void;
  text(at: number, length: number): string;
}

/** Memory as the system calls see it; it exists only once the module does. */
export function cellsOf(memory: () => WebAssembly.Memory): Cells {
  const view = (): DataView => new DataView(memory().buffer);
  const bytes = (at: number, length: number): Uint8Array => new Uint8Array(memory().buffer, at >>> 0, length >>> 0);
  return {
    getU32: (at) => view().getUint32(at >>> 0, true),
    setU32: (at, value) => view().setUint32(at >>> 0, value, true),
    setU64: (at, value) => view().setBigUint64(at >>> 0, value, true),
    fill(at, length, byteAt) {
      const span = bytes(at, length);
      for (let i = 0; i < span.length; i++) span[i] = byteAt(i);
    },
    text: (at, length) => decoder.decode(bytes(at, length)),
  };
}
