// Which functions may be left in the middle and entered there again. Go does that with all of them: a goroutine that parks, or whose stack
// must grow, leaves every function on its stack and comes back to each. Here stacks are long enough from the start (preinit.js), and goroutines park
// only in few functions, which are found here. Whatever is wrong about that stops the module; it cannot go on wrongly, since a
// call in any other function looks whether it should leave, unless nothing it calls can ask for that.

/** Where goroutines are switched (asm_wasm.s). */
const switching = ["runtime.gogo", "runtime.mcall", "runtime.pause"];

/** What cannot lead to parking here, though it could elsewhere. */
const never = [
  { why: "a collection begins only where the module asks for it, and nothing is allocated beside it", names: ["runtime.gcAssistAlloc"] },
  { why: "yields while a collection waits, see above (memclr of large objects)", names: ["runtime.memclrNoHeapPointersChunked"] },
  { why: "parks only to recover from a panic, and nothing here recovers", names: ["runtime.gopanic", "runtime.(*_panic).nextDefer"] },
  { why: "stacks are long enough", names: ["runtime.newstack"] },
];

/** What the stack of a goroutine ends in while it works on the stack of the system (asm_wasm.s): tables are read for them, too. */
export const standIns = ["runtime.systemstack_switch", "runtime.mstart"];

/** A collection that an allocation would begin is put off until the module can park (wasm/boundary/memory.go). */
export const instead = { of: "runtime.gcStart", from: "runtime.mallocgc", by: "github.com/willpass/willpass/wasm/boundary.later" };

/** Calls that do not come back; what stands behind them in the code does not follow. */
export const ends = ["runtime.throw", "runtime.fatal", "runtime.fatalthrow", "runtime.badPointer"];

/**
 * @param {string[]} names
 * @param {number[][]} calls what each function calls by name
 * @returns {Set<number>}
 */
export function parking(names, calls) {
  const index = (/** @type {string} */ name) => {
    const i = names.indexOf(name);
    if (i < 0) throw new Error(`parking.js names ${name}, which the module does not have`);
    return i;
  };
  const cut = new Set(never.flatMap(({ names }) => names.map(index)));
  const callers = names.map(() => /** @type {number[]} */ ([]));
  for (const [i, to] of calls.entries()) for (const callee of to) callers[callee]?.push(i);
  const found = new Set(switching.map(index));
  for (const i of found) if (!cut.has(i)) for (const caller of callers[i] ?? []) found.add(caller);
  return found;
}
