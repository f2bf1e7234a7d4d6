// The only file that knows the memory of the module. Views are taken afresh for every access: memory that grew has
// a new buffer, and the old one is detached.

import type { Abi } from "./abi.js";
import { MisuseError } from "./errors.js";

/** Bytes of a body that go in at a time. */
export const CHUNK = 64 * 1024;

/** The largest input that the shared buffer takes. */
export const BUFFER_MAX = 1024 * 1024;

export const encoder = new TextEncoder();
export const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The module's input buffer and output. */
export interface Memory {
  /** Puts bytes into the input buffer and returns their number. */
  put(bytes: Uint8Array): number;
  putText(text: string): number;
  putJSON(value: unknown): number;
  /** A copy of the last output. */
  bytes(length: number): Uint8Array;
  /** The last output as text. */
  text(length: number): string;
  /** The last output as two numbers of 64 bits. */
  pair(): readonly [number, number];
  /** Bytes of memory that the module has now. */
  size(): number;
}

export function memoryOf(abi: Pick<Abi, "memory" | "willpass_buffer" | "willpass_output">): Memory {
  const put = (bytes: Uint8Array): number => {
    if (bytes.length > BUFFER_MAX) throw new MisuseError(`${bytes.length} bytes at once, want at most ${BUFFER_MAX}`);
    const at = abi.willpass_buffer(bytes.length); // may grow memory, hence before the view
    bytesOf(abi.memory, at, bytes.length).set(bytes);
    return bytes.length;
  };
  return {
    put,
    putText: (text) => put(encoder.encode(text)),
    putJSON: (value) => put(encoder.encode(JSON.stringify(value))),
    bytes: (length) => bytesOf(abi.memory, abi.willpass_output(), length).slice(),
    text: (length) => decoder.decode(bytesOf(abi.memory, abi.willpass_output(), length)),
    pair() {
      const view = dataOf(abi.memory);
      const at = abi.willpass_output() >>> 0;
      const number = (i: number): number => view.getUint32(at + i, true) + view.getUint32(at + i + 4, true) * 2 ** 32;
      return [number(0), number(8)];
    },
    size: () => abi.memory.buffer.byteLength,
  };
}

export function dataOf(memory: WebAssembly.Memory): DataView {
  return new DataView(memory.buffer);
}

export function bytesOf(memory: WebAssembly.Memory, at: number, length: number): Uint8Array {
  return new Uint8Array(memory.buffer, at >>> 0, length >>> 0);
}
