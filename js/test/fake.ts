// An engine made by hand, to see what the library hands over. Its buffer moves, and memory grows, on every call, as they
// may in the real one.

import type { Abi } from "#dist/abi.js";
import type { Engine } from "#dist/check.js";
import { memoryOf } from "#dist/memory.js";

export interface Fake extends Engine {
  /** What was called, in order: the name and what the buffer held, or the handle. */
  calls: string[];
  /** The lengths of the pieces of the body. */
  pieces: number[];
  body(): Buffer;
}

export interface Script {
  /** The spans that a probe asks for. */
  wants?: [offset: number, length: number][];
  /** Refuses the next request with these words. */
  refuses?: string;
}

export function fakeEngine({ wants = [], refuses }: Script = {}): Fake {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const OUTPUT = 64;
  const calls: string[] = [];
  const body: Buffer[] = [];
  const queue = [...wants];
  let buffer = 0;
  let offset = 0;
  const held = (n: number): Buffer => Buffer.from(new Uint8Array(memory.buffer, buffer, n).slice());
  const say = (words: string): number => {
    const bytes = Buffer.from(words);
    new Uint8Array(memory.buffer, OUTPUT, bytes.length).set(bytes);
    return bytes.length;
  };
  const abi: Abi = {
    memory,
    willpass_buffer: (n) => (buffer = memory.grow(Math.ceil(n / 65536) + 1) * 65536),
    willpass_output: () => OUTPUT,
    willpass_rules: (n) => void calls.push(`rules ${held(n).toString()}`),
    willpass_rules_end: () => (calls.push("rules_end"), say(calls.some((call) => call.includes("bad")) ? "damaged" : "")),
    willpass_begin: (n) => (calls.push(`begin ${held(n).toString()}`), refuses === undefined ? 7 : 0),
    willpass_error: () => say(refuses ?? ""),
    willpass_write: (_handle, n) => void (body.push(held(n)), memory.grow(1)),
    willpass_end: (handle) => (calls.push(`end ${handle}`), say('{"outcome":"accepted"}')),
    willpass_drop: (handle) => void calls.push(`drop ${handle}`),
    willpass_forget: (handle) => void calls.push(`forget ${handle}`),
    willpass_probe: (low, high, deep) => (calls.push(`probe ${low | 0} ${high | 0} ${deep}`), 9),
    willpass_want() {
      const [at, length] = queue.shift() ?? [0, 0];
      offset = at;
      return length;
    },
    willpass_offset: () => offset,
    willpass_feed: (_handle, n) => void (calls.push(`feed ${held(n).toString()}`), memory.grow(1)),
    willpass_media: () => say('{"format":"png"}'),
    willpass_look_at: () => 0,
    willpass_look: () => 0,
    willpass_look_on: () => 0,
    willpass_file: (n) => (calls.push(`file ${held(n).toString()}`), say('{"outcome":"rejected"}')),
    willpass_explain: (n) => (calls.push(`explain ${held(n).toString()}`), say("[]")),
    willpass_catalogue: () => say("[]"),
  };
  return { abi, memory: memoryOf(abi), calls, get pieces() { return body.map((piece) => piece.length); }, body: () => Buffer.concat(body) };
}
