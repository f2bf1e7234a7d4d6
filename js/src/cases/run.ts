import { MisuseError } from "../errors.js";
import type { Willpass } from "../index.js";
import type { Verdict } from "../types.js";
import { expandCase, parseCases, type Case } from "./case.js";
import type { ReadFile } from "./expand.js";
import { differences } from "./want.js";

/** What came of a case. */
export interface Result {
  name: string;
  /** What is not as wanted, or why the case could not be run; empty when the case passes. */
  problems: string[];
  /** As the engine wrote it; null when the case could not be run. */
  verdict: string | null;
}

/** Runs the cases of a file one after another. A case without wants passes when it can be run. */
export async function* runCases(willpass: Willpass, file: string, source: string, read: ReadFile): AsyncGenerator<Result> {
  for (const one of parseCases(file, source)) yield await run(willpass, one, read);
}

async function run(willpass: Willpass, one: Case, read: ReadFile): Promise<Result> {
  try {
    const { request, facts } = await expandCase(one, read, (bytes) => willpass.probe(bytes, { deep: true }));
    const verdict = await willpass.checkText(request, { facts });
    return { name: one.name, problems: differences(one.want, JSON.parse(verdict) as Verdict), verdict };
  } catch (problem) {
    if (!(problem instanceof MisuseError)) throw problem;
    return { name: one.name, problems: [problem.message], verdict: null };
  }
}
