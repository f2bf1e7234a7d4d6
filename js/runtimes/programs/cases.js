// Runs all cases in a runtime that has a file system.

import { readFileSync } from "node:fs";
import { load } from "willpass";
import { judge } from "./judge.js";

const lines = readFileSync(new URL("./cases.jsonl", import.meta.url), "utf8").trimEnd().split("\n");
const { passed, failed } = await judge(await load(), lines);
console.log(JSON.stringify({ passed, failed: failed.slice(0, 3), failures: failed.length }));
