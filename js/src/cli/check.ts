import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { MisuseError } from "../errors.js";
import { load, openFile, type Willpass } from "../node.js";
import type { Facts, Verdict } from "../types.js";
import { FAILED, PASSED, type Streams } from "./exit.js";
import { factsOf, typesOf } from "./facts.js";
import { parseHTTP } from "./http.js";
import { verdictWords } from "./words.js";

const OPTIONS = {
  for: { type: "string" },
  fact: { type: "string", multiple: true, default: [] as string[] },
  json: { type: "boolean", default: false },
} as const;

/** `willpass check FILE… --for vidu/img2video` or `willpass check REQUEST.http…`, with `[--fact name=value] [--json]` */
export async function checkCommand(args: string[], { out }: Streams): Promise<number> {
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options: OPTIONS });
  if (positionals.length === 0) throw new MisuseError("nothing to check: give an image with --for provider/endpoint, or a file with a request");
  const willpass = await load();
  const facts = factsOf(values.fact, typesOf(willpass.catalogue()), new Date());
  const texts = values.for === undefined
    ? await each(positionals, (path) => checkRequest(willpass, path, facts))
    : await checkFiles(willpass, positionals, values.for, facts);
  let passed = true;
  for (const text of texts) {
    const verdict = JSON.parse(text) as Verdict;
    passed &&= verdict.outcome === "accepted";
    out.write(values.json ? `${text}\n` : verdictWords(verdict));
  }
  return passed ? PASSED : FAILED;
}

async function checkRequest(willpass: Willpass, path: string, facts: Facts): Promise<string> {
  const request = parseHTTP(path, await readFile(path));
  const text = await willpass.checkText(request, { facts });
  const { provider, endpoint } = JSON.parse(text) as Verdict;
  if (provider === "") throw new MisuseError(`no provider has the host of ${String(request.url)}`);
  if (endpoint === "") throw new MisuseError(`the documents of ${provider} say nothing about ${request.method} ${String(request.url)}`);
  return text;
}

/** Files go together to an endpoint that takes several, else one by one. */
async function checkFiles(willpass: Willpass, paths: string[], endpoint: string, facts: Facts): Promise<string[]> {
  const together = async (some: string[]): Promise<string> => {
    const files: Awaited<ReturnType<typeof openFile>>[] = [];
    try {
      for (const path of some) files.push(await openFile(path));
      return await willpass.checkFilesText(files, endpoint, { facts });
    } finally {
      await Promise.all(files.map((file) => file.close()));
    }
  };
  try {
    return [await together(paths)];
  } catch (problem) {
    if (!(problem instanceof MisuseError) || paths.length === 1) throw problem;
    return each(paths, (path) => together([path]));
  }
}

async function each<T>(paths: readonly string[], run: (path: string) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (const path of paths) results.push(await run(path));
  return results;
}
