// The system calls that a Go module imports, as stubs: no files, no arguments, no environment, a clock that only counts
// and randomness that is the same every time. The engine is pure, so none of them can change a verdict.

import { EngineError } from "./errors.js";
import { bytesOf, dataOf, decoder } from "./memory.js";

const SUCCESS = 0;
const STDERR = 2;
const LAST_WORDS = 4096; // characters kept of what the runtime says before it stops

type Call = (...args: never[]) => number;

/** Imports for the module, which imports nothing else. `memory` is asked for only when a call comes. */
export function wasi(memory: () => WebAssembly.Memory): { wasi_snapshot_preview1: Record<string, Call> } {
  const setU32 = (at: number, value: number): void => dataOf(memory()).setUint32(at >>> 0, value, true);
  const getU32 = (at: number): number => dataOf(memory()).getUint32(at >>> 0, true);
  let now = 0n;
  let said = "";

  const done = (): number => SUCCESS;
  const nothing = (count: number, size: number): number => {
    setU32(count, 0);
    setU32(size, 0);
    return SUCCESS;
  };

  const calls = {
    args_get: done,
    args_sizes_get: nothing,
    environ_get: done,
    environ_sizes_get: nothing,
    sched_yield: done,

    // The runtime refuses a clock that stands at zero, and may wait for one that stands still.
    clock_time_get(_id: number, _precision: bigint, at: number): number {
      dataOf(memory()).setBigUint64(at >>> 0, (now += 1000n), true);
      return SUCCESS;
    },

    // Seeds the runtime's hash maps. Fixed, so that a run can be repeated to the byte.
    random_get(at: number, length: number): number {
      const bytes = bytesOf(memory(), at, length);
      for (let i = 0; i < length; i++) bytes[i] = i * 151 + 89;
      return SUCCESS;
    },

    // Of what goes to standard error the beginning is kept: it says why the runtime stops.
    fd_write(fd: number, vectors: number, count: number, written: number): number {
      let total = 0;
      for (let at = vectors; at < vectors + 8 * count; at += 8) {
        const length = getU32(at + 4);
        if (fd === STDERR) said = (said + decoder.decode(bytesOf(memory(), getU32(at), length))).slice(0, LAST_WORDS);
        total += length;
      }
      setU32(written, total);
      return SUCCESS;
    },

    // Every wait is over at once.
    poll_oneoff(_waits: number, events: number, count: number, happened: number): number {
      bytesOf(memory(), events, 32 * count).fill(0);
      setU32(happened, count);
      return SUCCESS;
    },

    proc_exit(code: number): number {
      throw new EngineError(`the engine stopped with code ${code} ${said}`.trim());
    },
  };
  return { wasi_snapshot_preview1: calls };
}
