// The system calls that a Go module imports, as stubs: no files, no arguments, no environment, a clock that only counts
// and randomness that is the same every time. The engine is pure, so none of them can change a verdict.

import { EngineError } from "./errors.js";
import { cellsOf } from "./memory.js";

export const WASI = "wasi_snapshot_preview1";

const SUCCESS = 0;
const EBADF = 8;
const ENOSYS = 52;
const STDERR = 2;
const LAST_WORDS = 4096; // characters kept of what the runtime says before it stops

type Call = (...args: never[]) => number;

/** Imports for the module: a stub for every call that it names. `memory` is asked for only when a call comes. */
export function wasi(module: WebAssembly.Module, memory: () => WebAssembly.Memory): WebAssembly.Imports {
  const known = calls(memory);
  const imports: Record<string, Call> = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    if (from !== WASI) throw new EngineError(`the module imports ${from}.${name}; willpass.wasm imports only ${WASI}`);
    imports[name] = known[name] ?? ((): number => ENOSYS);
  }
  return { [WASI]: imports };
}

function calls(memory: () => WebAssembly.Memory): Record<string, Call> {
  const cells = cellsOf(memory);
  let now = 0n;
  let said = "";

  const none = (): number => SUCCESS;
  const noFile = (): number => EBADF;
  const nothing = (count: number, size: number): number => {
    cells.setU32(count, 0);
    cells.setU32(size, 0);
    return SUCCESS;
  };

  return {
    args_get: none,
    args_sizes_get: nothing,
    environ_get: none,
    environ_sizes_get: nothing,
    sched_yield: none,
    fd_close: noFile,
    fd_read: noFile,
    fd_fdstat_get: noFile,
    fd_prestat_get: noFile, // ends the runtime's search for folders
    fd_prestat_dir_name: noFile,

    // The runtime refuses a clock that stands at zero, and may wait for one that stands still.
    clock_time_get(_id: number, _precision: bigint, at: number): number {
      cells.setU64(at, (now += 1000n));
      return SUCCESS;
    },

    // Seeds the runtime's hash maps. Fixed, so that a run can be repeated to the byte.
    random_get(at: number, length: number): number {
      cells.fill(at, length, (i) => (i * 151 + 89) & 0xff);
      return SUCCESS;
    },

    fd_write(fd: number, vectors: number, count: number, written: number): number {
      let total = 0;
      for (let i = 0; i < count; i++) {
        const length = cells.getU32(vectors + 8 * i + 4);
        if (fd === STDERR) said = (said + cells.text(cells.getU32(vectors + 8 * i), length)).slice(0, LAST_WORDS);
        total += length;
      }
      cells.setU32(written, total);
      return SUCCESS;
    },

    // Every wait is over at once.
    poll_oneoff(_waits: number, events: number, count: number, happened: number): number {
      cells.fill(events, 32 * count, () => 0);
      cells.setU32(happened, count);
      return SUCCESS;
    },

    proc_exit(code: number): number {
      throw new EngineError(`the engine stopped with code ${code}${said === "" ? "" : `: ${said.trim()}`}`);
    },
  };
}
