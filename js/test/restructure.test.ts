// Functions get other control flow and do the same: random functions in the shape that Go's compiler gives them, run before and
// after; and the whole module, of which one stack must hold whatever is asked.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { instantiate } from "#dist/load.js";
import { load } from "willpass";
import { rules as all } from "willpass/rules";
import { rules } from "willpass/rules/vidu";

interface Instruction { op: number; value: bigint; bytes: Uint8Array }
interface Section { id: number; bytes: Uint8Array }
const from = async <T>(name: string): Promise<T> => (await import(new URL(`../../build/${name}.js`, import.meta.url).href)) as T;
const { decoded, bodiesOf, OP } = await from<{ decoded(body: Uint8Array): { code: Instruction[] }; bodiesOf(section: Uint8Array): Uint8Array[]; OP: Record<string, number> }>("code");
const { segmentsOf } = await from<{ segmentsOf(code: Instruction[]): unknown[][] }>("segments");
const { structured } = await from<{ structured(segments: unknown[][]): Uint8Array }>("structure");
const { simplified } = await from<{ simplified(code: Instruction[]): Instruction[] }>("simplify");
const { moduleOf, sectionsOf, vector, u32, signed, joined } = await from<{
  moduleOf(sections: Section[]): Uint8Array<ArrayBuffer>; sectionsOf(bytes: Uint8Array): Section[]; vector(entries: Uint8Array[]): Uint8Array; u32(value: number): Uint8Array; signed(value: bigint): Uint8Array; joined(parts: Uint8Array[]): Uint8Array;
}>("module");
const { find, globalsOf } = await from<{ find(sections: Section[], id: number): Uint8Array; globalsOf(bytes: Uint8Array): { value: bigint }[] }>("entries");
const { preinitialised } = await from<{ preinitialised(bytes: Uint8Array): Promise<Uint8Array> }>("preinit");

/** Numbers that look random and are the same every time. */
function dice(seed: number): (sides: number) => number {
  return (sides) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return Math.floor((seed / 2 ** 32) * sides);
  };
}

// A function of (jump target, seed) with a counter that ends it: locals 0 target, 1 state, 2 steps left.
const bytesOf = (...parts: (number | Uint8Array)[]): Uint8Array => joined(parts.map((part) => (typeof part === "number" ? Uint8Array.of(part) : part)));
const const32 = (value: number): Uint8Array => joined([Uint8Array.of(0x41), signed(BigInt(value))]);

/** Go's shape around segments: each changes the state and then jumps on some of its bits, or goes on to the next. */
function goShaped(roll: (sides: number) => number, count: number): Uint8Array {
  const segment = (i: number): Uint8Array => {
    const toLoop = count - 1 - i;
    const jump = (depth: number): Uint8Array => bytesOf(const32(roll(count)), 0x21, 0, 0x0c, u32(toLoop + depth));
    const when = (body: Uint8Array): Uint8Array => bytesOf(0x20, 1, const32(1 + roll(7)), 0x71, 0x45, 0x04, 0x40, body, 0x0b); // state & bits == 0
    const parts = [
      bytesOf(0x20, 1, const32(31), 0x6c, const32(i + 1), 0x6a, 0x21, 1), // state = state*31 + i + 1
      bytesOf(0x20, 2, 0x45, 0x04, 0x40, 0x20, 1, 0x0f, 0x0b, 0x20, 2, const32(1), 0x6b, 0x21, 2), // the counter
    ];
    for (let n = roll(3); n > 0; n--) parts.push(when(roll(4) === 0 ? bytesOf(when(jump(2)), jump(1)) : jump(1)));
    if (roll(3) === 0) parts.push(jump(0));
    return joined(parts);
  };
  const labels = Array.from({ length: count }, (_, i) => u32(i));
  return bytesOf(
    0x03, 0x40, ...Array.from({ length: count }, () => Uint8Array.of(0x02, 0x40)),
    0x20, 0, 0x0e, u32(count - 1), ...labels, 0x0b,
    ...Array.from({ length: count }, (_, i) => (i === 0 ? segment(i) : bytesOf(0x0b, segment(i)))),
    0x0b, 0x00,
  );
}

/** @param code of a function (i32, i32, i32) -> i32 */
function running(code: Uint8Array): (target: number, state: number, steps: number) => number {
  const body = bytesOf(0, code, 0x0b);
  const module = new WebAssembly.Module(moduleOf([
    { id: 1, bytes: vector([Uint8Array.of(0x60, 3, 0x7f, 0x7f, 0x7f, 1, 0x7f)]) }, { id: 3, bytes: vector([u32(0)]) },
    { id: 7, bytes: vector([Uint8Array.of(1, 0x66, 0, 0)]) }, { id: 10, bytes: vector([bytesOf(u32(body.length), body)]) },
  ]));
  return new WebAssembly.Instance(module).exports["f"] as (target: number, state: number, steps: number) => number;
}

test("structured control flow does what jumps through a table do", () => {
  let [rewritten, refused] = [0, 0];
  for (let seed = 1; seed <= 1500; seed++) {
    const roll = dice(seed);
    const before = goShaped(roll, 2 + roll(9));
    let after;
    try {
      after = structured(segmentsOf(decoded(bytesOf(0, before, 0x0b)).code));
    } catch (problem) {
      assert.match(String(problem), /another way in/);
      refused++;
      continue;
    }
    rewritten++;
    assert.ok(!decoded(bytesOf(0, after, 0x0b)).code.some(({ op }) => op === OP["brTable"]));
    const [old, now] = [running(before), running(after)];
    for (const steps of [0, 1, 2, 5, 40, 300]) {
      for (const state of [0, 1, 77, -5]) {
        let want;
        try {
          want = old(0, state, steps);
        } catch {
          assert.throws(() => now(0, state, steps), WebAssembly.RuntimeError, `seed ${seed}`); // off the end of the last segment
          continue;
        }
        assert.equal(now(0, state, steps), want, `seed ${seed}, state ${state}, ${steps} steps`);
      }
    }
  }
  assert.ok(rewritten > 500 && refused > 50, `${rewritten} rewritten, ${refused} refused`);
});

const sp = [0x20, 1, 0xad, 0x42, 24, 0x7c, 0xa7]; // the address of 24(SP), as the compiler writes it
const cases: [what: string, before: number[], after: number[]][] = [
  ["a load takes the offset", [...sp, 0x29, 3, 8], [0x20, 1, 0x29, 3, 32]],
  ["a store behind its value", [...sp, 0x20, 2, 0x37, 3, 0], [0x20, 1, 0x20, 2, 0x37, 3, 24]],
  ["a store of what was loaded so", [...sp, ...sp, 0x29, 3, 0, 0x37, 3, 0], [0x20, 1, 0x20, 1, 0x29, 3, 24, 0x37, 3, 24]],
  ["an address that is kept is added up", [...sp, 0x21, 3], [0x20, 1, 0x41, 24, 0x6a, 0x21, 3]],
  ["an address that is stored is no address of the store", [0x20, 1, ...sp, 0x36, 2, 0], [0x20, 1, 0x20, 1, 0x41, 24, 0x6a, 0x36, 2, 0]],
  ["an address that a call may use", [...sp, 0x10, 5], [0x20, 1, 0x41, 24, 0x6a, 0x10, 5]],
  ["an address behind a condition", [...sp, 0x20, 2, 0x04, 0x40, 0x0b], [0x20, 1, 0x41, 24, 0x6a, 0x20, 2, 0x04, 0x40, 0x0b]],
  ["a copy of memory", [...sp, 0x41, 0, 0x41, 8, 0xfc, 10, 0, 0], [0x20, 1, 0x41, 24, 0x6a, 0x41, 0, 0x41, 8, 0xfc, 10, 0, 0]],
  ["another local is none", [0x20, 2, 0xad, 0x42, 24, 0x7c, 0xa7, 0x29, 3, 8], [0x20, 2, 0xad, 0x42, 24, 0x7c, 0xa7, 0x29, 3, 8]],
  ["a constant address", [0x42, 0x90, 0x4e, 0xa7, 0x29, 3, 0], [0x41, 0x90, 0x4e, 0x29, 3, 0]],
  ["not less is greater or equal", [0x53, 0x45], [0x59]],
  ["not not less is less", [0x49, 0x45, 0x45], [0x49]],
  ["a condition made a number and asked for zero is its opposite", [0x53, 0xad, 0x50], [0x59]],
  ["and twice the same", [0x50, 0xad, 0x50, 0x45], [0x50]],
  ["of floats nothing is turned round, since not less may be no number", [0x63, 0x45], [0x63, 0x45]],
  ["but twice is the same again", [0x63, 0x45, 0x45], [0x63]],
];
for (const [what, before, after] of cases) {
  test(`shorter: ${what}`, () => {
    const out = simplified(decoded(Uint8Array.from([0, ...before])).code);
    assert.deepEqual([...joined(out.map(({ bytes }) => bytes))], after);
  });
}

const plain = readFileSync(new URL("../plain.wasm", import.meta.url));
const shipped = readFileSync(new URL("../willpass.wasm", import.meta.url));

test("tables of places to go on at are left in few functions", () => {
  const tables = (module: Uint8Array): number => bodiesOf(find(sectionsOf(module), 10)).filter((body) => decoded(body).code.some(({ op }) => op === OP["brTable"])).length;
  const [before, after] = [tables(plain), tables(shipped)];
  assert.ok(before > 1000 && after > 10 && after < 80, `${before} before, ${after} after`);
});

test("the deepest work leaves three quarters of the stack unused", async () => {
  const started = await preinitialised(plain);
  const goroutine = Number(globalsOf(find(sectionsOf(started), 6))[2]!.value); // the global g, its stack's bounds are its first words
  const { abi, memory } = await instantiate(shipped);
  const word = (at: number): number => Number(new DataView(abi.memory.buffer).getBigUint64(at, true));
  const [low, high] = [word(goroutine), word(goroutine + 8)];
  assert.equal(high - low, 256 * 1024);

  for (const { packed } of rules) {
    abi.willpass_rules(memory.putText(packed as string));
    assert.equal(abi.willpass_rules_end(), 0);
  }
  const nested = (open: string, close: string): string => open.repeat(9000) + close.repeat(9000);
  const bodies = ["{}", nested("[", "]"), nested('{"a":', "}"), `{"model":"viduq1","images":${nested("[", "]")}}`, `{"model":${JSON.stringify("é".repeat(60000))}}`, '{"model":"viduq1","images":["data:image/png;base64,iVBORw0KGgo="],"duration":99}'];
  const facts = JSON.stringify({ fetched: { "https://a.example/a.png": { media: { format: "png", width: 1, height: 1 } } }, deep: 1 });
  for (const body of bodies) {
    for (const more of ["", `,"facts":${facts}`, `,"facts":${nested("[", "]")}`, `,"facts":{"x":${nested('{"a":', "}")}}`]) {
      const handle = abi.willpass_begin(memory.putText(`{"method":"POST","url":"https://api.vidu.com/ent/v2/img2video","headers":[["Authorization","Token k"],["Content-Type","application/json"]]${more}}`));
      if (handle === 0) continue; // refused, which is work, too
      for (let at = 0; at < body.length; at += 20000) abi.willpass_write(handle, memory.putText(body.slice(at, at + 20000)));
      assert.ok(abi.willpass_end(handle) > 0);
    }
  }
  const stack = new Uint8Array(abi.memory.buffer, low, high - low);
  const unused = stack.findIndex((byte) => byte !== 0);
  assert.ok(unused > stack.length * 0.75, `${stack.length - unused} of ${stack.length} bytes were used`);
});

test("random requests get the same verdicts before and after", async () => {
  const roll = dice(7);
  const engines = [await load({ wasm: plain, rules: all }), await load({ wasm: shipped, rules: all })];
  const urls = ["https://api.vidu.com/ent/v2/img2video", "https://www.ailabapi.com/api/cutout/general/universal-background-removal", "https://tagger.omnious.com/v2.1/tags",
    "https://ocr.api.nhncloudservice.com/v1.0/appkeys/k/general", "https://nobody.example/"];
  const value = (depth: number): unknown => {
    switch (roll(depth > 4 ? 5 : 8)) {
      case 0: return roll(100000);
      case 1: return "x".repeat(roll(3000));
      case 2: return null;
      case 3: return roll(2) === 0;
      case 4: return `https://a.example/${roll(1000)}.png`;
      case 5: return Array.from({ length: roll(60) }, () => value(depth + 1));
      case 6: return Object.fromEntries(Array.from({ length: roll(9) }, () => [`k${roll(20)}`, value(depth + 1)]));
      default: return `data:image/png;base64,${Buffer.alloc(roll(60000), roll(255)).toString("base64")}`;
    }
  };
  const names = ["model", "images", "prompt", "duration", "seed", "resolution", "callback_url", "image", "tasks"];
  for (let i = 0; i < 400; i++) {
    const body = JSON.stringify(Object.fromEntries(Array.from({ length: roll(8) }, () => [names[roll(names.length)], value(0)]))).slice(0, roll(10) === 0 ? roll(500) : undefined);
    const request = { method: roll(8) === 0 ? "GET" : "POST", url: urls[roll(urls.length)]!, headers: { authorization: "Token k", "content-type": roll(9) === 0 ? "text/plain" : "application/json" }, body };
    const [want, got] = await Promise.all(engines.map((engine) => engine.checkText(request)));
    assert.equal(got, want, body.slice(0, 200));
  }
  assert.ok(engines[1]!.memorySize() < 16 * 2 ** 20, `${engines[1]!.memorySize()} bytes of memory`);
});
