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
  /** Puts as much of a text as fits into {@link CHUNK} bytes, and says how much that was. */
  encode(text: string): { read: number; written: number };
  putJSON(value: unknown): number;
  /** The last output, until the next call. */
  bytes(length: number): Uint8Array;
  /** The last output as text. */
  text(length: number): string;
  /** Bytes of memory that the module has now. */
  size(): number;
}

export function memoryOf(abi: Pick<Abi, "memory" | "willpass_buffer" | "willpass_output">): Memory {
  let room: Uint8Array = new Uint8Array(); // the buffer, as it was given last
  const view = (length: number): Uint8Array => {
    if (length > BUFFER_MAX) throw new MisuseError(`${length} bytes at once, want at most ${BUFFER_MAX}`);
    if (room.length < length) { // or the memory grew, which leaves views of no length
      length = Math.max(length, CHUNK);
      const at = abi.willpass_buffer(length); // may grow memory, hence before the view
      room = bytesOf(abi.memory, at, length);
    }
    return room;
  };
  const put = (bytes: Uint8Array): number => (view(bytes.length).set(bytes), bytes.length);
  const encode = (text: string): { read: number; written: number } => encoder.encodeInto(text, view(CHUNK).subarray(0, CHUNK));
  const putText = (text: string): number => (text.length * 3 > CHUNK ? put(encoder.encode(text)) : encode(text).written);
  const bytes = (length: number): Uint8Array => bytesOf(abi.memory, abi.willpass_output(), length);
  return {
    put,
    putText,
    encode,
    putJSON: (value) => putText(JSON.stringify(value)),
    bytes,
    text: (length) => decoder.decode(bytes(length)),
    size: () => abi.memory.buffer.byteLength,
  };
}

export function dataOf(memory: WebAssembly.Memory): DataView {
  return new DataView(memory.buffer);
}

export function bytesOf(memory: WebAssembly.Memory, at: number, length: number): Uint8Array {
  return new Uint8Array(memory.buffer, at >>> 0, length);
}
