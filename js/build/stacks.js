// Clears the parts of stacks that lie below what is in use. What an earlier call left there is never read, but compresses badly, and
// looks to shake.js as if it named functions.

// Fields of runtime.g by offset (runtime2.go): the bounds of the stack, and where it stands while the goroutine sleeps.
const G = { low: 0, high: 8, sp: 56, self: 72 };
const SMALLEST = 2048; // runtime.stackMin: a power of two, which any stack is long in multiples of

/** @param {import("./golang.js").Go} go @param {number} current address of the goroutine that runs @param {number} sp its stack pointer */
export function clearStacks({ memory, view, field }, current, sp) {
  let found = 0;
  for (let g = aligned(field("noptrdata")); g + 80 <= memory.length; g += 8) {
    const [low, high] = [number(view, g + G.low), number(view, g + G.high)];
    if (number(view, g + G.self) !== g && g !== current) continue;
    const top = g === current ? sp : number(view, g + G.sp);
    if (low >= high || high > memory.length || (high - low) % SMALLEST !== 0 || top < low || top > high) continue;
    memory.fill(0, low, top);
    found++;
  }
  if (found < 2) throw new Error("the stacks of the goroutines are not found");
}

/** @param {DataView} view @param {number} at */
function number(view, at) {
  return Number(view.getBigUint64(at, true));
}

/** @param {number} at */
function aligned(at) {
  return Math.ceil(at / 8) * 8;
}
