// node bench.mjs FOLDER: runs the inputs that validate/bench wrote there and prints, one line each, what a call takes: of willpass,
// and of what a JavaScript developer would write. All run in turns, so that they meet the same machine.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "../dist/node.js";
import { median } from "./measure.mjs";
import { byHand } from "./byhand.mjs";

const folder = process.argv[2];
const ROUNDS = 21;
const TURN = 10; // milliseconds per contender and round, at least
const WARM = 1000; // milliseconds of calls before short ones are timed: V8 compiles in steps

const willpass = await load();
for (const input of JSON.parse(readFileSync(join(folder, "inputs.json"), "utf8"))) {
  const data = new Uint8Array(readFileSync(join(folder, input.File)));
  const contenders = {
    willpass: ours(input, data),
    ...byHand(input, data),
  };
  const Times = await race(contenders);
  console.log(JSON.stringify({ Input: input.Name, Times, Memory: willpass.memorySize() }));
}

/** What willpass does with an input. */
function ours({ Kind, Endpoint, Method, URL, Headers }, data) {
  if (Kind === "header") return () => willpass.probe(data);
  if (Kind === "imageFile") return () => willpass.checkFile(data, Endpoint);
  const request = { method: Method, url: URL, headers: Headers, body: data };
  return () => willpass.checkText(request);
}

/** Nanoseconds per call of each contender: { Median, Min }. */
async function race(contenders) {
  const all = [];
  for (const [name, run] of Object.entries(contenders)) {
    let took = Infinity;
    const warm = performance.now() + WARM;
    for (let i = 0; performance.now() < warm && (i < 20 || took < TURN); i++) took = Math.min(took, await time(run, 1)); // a collection is not the call
    const repeats = 1 + Math.floor(TURN / Math.max(took, 0.001));
    await time(run, repeats);
    all.push({ name, run, repeats, took: [] });
  }
  for (let round = 0; round < ROUNDS; round++) {
    for (const one of all) {
      one.took.push((await time(one.run, one.repeats)) / one.repeats);
    }
  }
  return Object.fromEntries(all.map(({ name, took }) => [name, { Median: median(took) * 1e6, Min: Math.min(...took) * 1e6 }]));
}

/** Milliseconds of some calls, one after the other. */
async function time(run, repeats) {
  const start = performance.now();
  for (let i = 0; i < repeats; i++) {
    const made = run();
    if (made instanceof Promise) await made;
  }
  return performance.now() - start;
}
