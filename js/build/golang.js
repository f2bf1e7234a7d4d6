// What Go's linker laid down in memory about the functions: runtime.moduledata and the tables behind it. The layout is that of one
// version of Go and no promise, so any other version is refused. To allow a new one, compare
// runtime/symtab.go (moduledata, pcHeader), runtime/runtime2.go (_func) and internal/abi/symtab.go with what is used here.

const KNOWN = /\bgo1\.26(\.\d+)?\b/;
const MAGIC = 0xfffffff1n; // pcHeader.magic, abi.CurrentPCLnTabMagic
const FIRST = 4096; // the number of the first function; a PC is this number << 16, plus a place in the function

const word = (/** @type {number} */ i) => 8 * i;
// Offsets of the fields of moduledata.
const DATA = { header: word(0), names: word(1), units: word(4), values: word(10), tables: word(13), functions: word(16), functionCount: word(17), finder: word(19),
  noptrdata: word(24), enoptrdata: word(25), rodata: word(39), gofunc: word(40), end: word(41) };

/** @typedef {{ name: string, at: number, pcdata: number, funcdata: number }} GoFunction at: address of its _func; counts of its tables */
/** @typedef {ReturnType<typeof goOf>} Go */

/** @param {Uint8Array} memory @param {string} producer what the custom section "producers" says */
export function goOf(memory, producer) {
  if (!KNOWN.test(producer)) throw new Error(`the module was not built by Go 1.26, whose tables golang.js knows: ${producer || "no version found"}`);
  const view = new DataView(memory.buffer, memory.byteOffset, memory.byteLength);
  const u64 = (/** @type {number} */ at) => Number(view.getBigUint64(at, true));
  const base = moduledata(view);
  const field = (/** @type {keyof typeof DATA} */ name) => u64(base + DATA[name]);
  const [names, tables] = [field("names"), field("tables")];

  const count = field("functionCount") - 1; // the last entry is the end
  const functions = Array.from({ length: count }, (_, i) => {
    const entry = field("functions") + 8 * i;
    const at = tables + view.getUint32(entry + 4, true);
    if (view.getUint32(entry, true) !== FIRST + i) throw new Error(`function ${i} is not where it is expected`);
    return { name: string(memory, names + view.getInt32(at + 4, true)), at, pcdata: view.getUint32(at + 28, true), funcdata: memory[at + 43] ?? 0 };
  });
  return { memory, view, functions, field };
}

/** The function that a PC lies in, or -1. @param {bigint} pc @param {number} count */
export function functionAt(pc, count) {
  const i = (pc >> 16n) - BigInt(FIRST);
  return i >= 0n && i < BigInt(count) ? Number(i) : -1;
}

/** @param {DataView} view */
function moduledata(view) {
  const headers = [];
  for (let at = 0; at + 8 <= view.byteLength; at += 8) if ((view.getBigUint64(at, true) & 0xffffffffffffn) === MAGIC) headers.push(BigInt(at));
  for (let at = 0; at + word(42) <= view.byteLength; at += 8) {
    const header = view.getBigUint64(at, true);
    if (headers.includes(header) && view.getBigUint64(at + 8, true) === header + 72n) return at;
  }
  throw new Error("no runtime.moduledata in the memory");
}

/** @param {Uint8Array} memory @param {number} at */
function string(memory, at) {
  return new TextDecoder().decode(memory.subarray(at, memory.indexOf(0, at)));
}
