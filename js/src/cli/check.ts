import { parseArgs } from "node:util";
import { readFile } from "node:fs/promises";
import { MisuseError } from "../errors.js";
import { load, openFile, type Willpass } from "../node.js";
import type { Facts, Verdict } from "../types.js";
import { parseHTTP } from "./http.js";
import { FAILED, PASSED, type Streams } from "./exit.js";
import { verdictWords } from "./words.js";

const OPTIONS = {
  for: { type: "string" },
  facts: { type: "string" },
  json: { type: "boolean", default: false },
} as const;

/** `willpass check FILE… --for vidu/img2video` or `willpass check request.http…`, with `[--facts JSON] [--json]` */
export async function checkCommand(args: string[], { out }: Streams): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  if (positionals.length === 0) throw new MisuseError("want a file: an image with --for provider/endpoint, or a request in a .http file");
  const facts = factsOf(values.facts);
  const willpass = await load();
  let rejected = 0;
  for (const path of positionals) {
    const text = values.for === undefined ? await checkRequest(willpass, path, facts) : await checkMedia(willpass, path, values.for, facts);
    const verdict = JSON.parse(text) as Verdict;
    if (verdict.outcome !== "accepted") rejected++;
    out.write(values.json ? `${text}\n` : verdictWords(path, verdict));
  }
  return rejected === 0 ? PASSED : FAILED;
}

async function checkMedia(willpass: Willpass, path: string, endpoint: string, facts: Facts): Promise<string> {
  const file = await openFile(path);
  try {
    return await willpass.checkFileText(file, endpoint, { facts });
  } finally {
    await file.close();
  }
}

async function checkRequest(willpass: Willpass, path: string, facts: Facts): Promise<string> {
  return willpass.checkText(parseHTTP(path, await readFile(path)), { facts });
}

function factsOf(text = "{}"): Facts {
  try {
    return JSON.parse(text) as Facts;
  } catch (cause) {
    throw new MisuseError(`--facts: want JSON such as {"keyAccepted":false}, got ${text}`, { cause });
  }
}
