// Clears what only tracebacks would read from the tables of functions that Go's linker writes (pclntab): names, files, lines, inlining.
// What the collector, growing stacks and panics read stays: the size of frames (pcsp), which of their words are pointers, and
// deferred calls. Nothing moves but the PC-value tables, which are packed together, so no address outside the tables changes. The
// rest compresses to nothing. Who reads what: $GOROOT/src/runtime/{symtab,symtabinl,stkframe,traceback,panic}.go.

const PCDATA = { stackMap: 1, panicBounds: 4 }; // internal/abi/symtab.go
const FUNCDATA = { argsPointers: 0, localsPointers: 1, stackObjects: 2, openCodedDefers: 4 };
const NONE = 0xffffffff;

// Fields of runtime._func by offset.
const FUNC = { size: 44, name: 4, pcsp: 16, pcfile: 20, pcln: 24, unit: 32, startLine: 36 };

// findfunc has a bucket of 20 bytes for every 4,096 PCs, 65,536 of which are a function's, and looks up where a function begins. So only the first of
// 16 is read. One of zeros is still right: the search then begins at the first function.
const BUCKET = 20;
const BUCKETS = 16;

/**
 * @param {import("./golang.js").Go} go whose memory is changed
 * @param {(i: number) => boolean} onStacks whether function i may be on a stack; of others only where they begin is read
 */
export function strip({ memory, view, functions, field }, onStacks) {
  const values = field("values");
  const packed = [0]; // a table at 0 is none
  /** @type {Map<string, number>} */
  const places = new Map();
  const moved = (/** @type {number} */ offset) => {
    if (offset === 0) return 0;
    const table = memory.subarray(values + offset, endOf(memory, values + offset));
    const key = table.join();
    const place = places.get(key) ?? packed.length;
    if (place === packed.length) {
      places.set(key, place);
      packed.push(...table);
    }
    return place;
  };

  // isSystemGoroutine asks whether a name begins with "runtime."; the other names are not asked.
  const names = new TextEncoder().encode("\0runtime.\0");
  /** @type {Set<number>} */
  const kept = new Set();
  /** @type {Set<number>} */
  const all = new Set();
  for (const [i, { name, at, pcdata, funcdata }] of functions.entries()) {
    const live = onStacks(i);
    const set = (/** @type {number} */ offset, /** @type {number} */ value) => view.setUint32(at + offset, value, true);
    const get = (/** @type {number} */ offset) => view.getUint32(at + offset, true);
    set(FUNC.name, name.startsWith("runtime.") ? 1 : 0);
    set(FUNC.pcsp, live ? moved(get(FUNC.pcsp)) : 0);
    for (const offset of [FUNC.pcfile, FUNC.pcln, FUNC.unit, FUNC.startLine]) set(offset, 0);
    for (let n = 0; n < pcdata; n++) {
      const offset = FUNC.size + 4 * n;
      set(offset, live && (n === PCDATA.stackMap || n === PCDATA.panicBounds) ? moved(get(offset)) : 0);
    }
    for (let n = 0; n < funcdata; n++) {
      const offset = FUNC.size + 4 * pcdata + 4 * n;
      const keep = live && Object.values(FUNCDATA).includes(n);
      if (get(offset) !== NONE) (keep ? kept : all).add(get(offset));
      if (!keep) set(offset, live ? NONE : 0);
    }
  }
  for (const [i, { at, pcdata, funcdata }] of functions.entries()) {
    const [bucket, live] = [field("finder") + BUCKET * BUCKETS * i, onStacks(i)];
    memory.fill(0, live ? bucket + BUCKET : bucket, bucket + BUCKET * BUCKETS);
    if (!live) memory.fill(0, at, at + FUNC.size + 4 * (pcdata + funcdata));
  }
  memory.fill(0, field("names"), values);
  memory.set(names, field("names"));
  if (packed.length > field("tables") - values) throw new Error("the packed PC-value tables do not fit");
  memory.fill(0, values, field("tables"));
  memory.set(packed, values);

  // The data of functions is one list without gaps (cmd/link/internal/ld/pcln.go, generateFuncdata), so each ends where the next begins.
  const starts = [...new Set([...kept, ...all])].sort((a, b) => a - b);
  const from = field("gofunc");
  for (const [i, start] of starts.entries()) {
    if (!kept.has(start)) memory.fill(0, from + start, i + 1 < starts.length ? from + /** @type {number} */ (starts[i + 1]) : field("finder"));
  }
}

/** The end of a PC-value table: pairs of numbers until a value that does not change, but for the first. @param {Uint8Array} memory @param {number} at */
function endOf(memory, at) {
  const skip = () => {
    while (/** @type {number} */ (memory[at]) >= 0x80) at++;
    return memory[at++] === 0;
  };
  skip();
  for (skip(); !(memory[at] === 0); ) {
    skip();
    skip();
  }
  return at + 1;
}
