// Reads files with every reader: who agrees with the truth, and how long a file takes.

import { readFileSync } from "node:fs";

/** Rounds over each file that are timed, after one that is not. The shortest counts: what else runs only makes it longer. */
const ROUNDS = 7;
const REPEAT = 10; // reads per round

/** For each file and reader: { format, named, sized, microseconds }. */
export async function measure(files, readers) {
  const results = [];
  for (const file of files) {
    const bytes = new Uint8Array(readFileSync(file.path));
    const by = {};
    for (const [name, read] of Object.entries(readers)) by[name] = await one(read, bytes, file);
    results.push({ format: file.format, by });
  }
  return results;
}

async function one(read, bytes, file) {
  let found;
  try {
    found = await read(bytes);
  } catch {
    found = undefined; // cannot read it
  }
  let shortest = Infinity;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let i = 0; i < REPEAT; i++) {
      try {
        const made = read(bytes);
        if (made instanceof Promise) await made;
      } catch {
        // an answer too, and timed as such
      }
    }
    shortest = Math.min(shortest, ((performance.now() - start) * 1000) / REPEAT);
  }
  return { named: found?.format === file.format, sized: found?.format === file.format && sameSize(found, file), microseconds: shortest };
}

/** Whether the size is the one of the truth, stored or as shown. */
export function sameSize(found, { width, height }) {
  const turned = found.orientation >= 5;
  const is = (w, h) => w === width && h === height;
  return is(found.width, found.height) || (turned && is(found.height, found.width)) || is(found.displayWidth, found.displayHeight);
}

export function median(numbers) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[(sorted.length - 1) >> 1];
}
