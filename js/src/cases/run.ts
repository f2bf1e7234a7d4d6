import { MisuseError } from "../errors.js";
import type { Willpass } from "../index.js";
import type { Verdict } from "../types.js";
import { expandCase, parseCases } from "./case.js";
import type { ReadFile } from "./expand.js";
import { differences } from "./want.js";

/** What came of a case. */
export interface Result {
  name: string;
  /** How the verdict differs from what is wanted; empty when the case passes. */
  problems: string[];
  /** As the engine wrote it. */
  verdict: string;
}

/** Runs the cases of a file one after another. A case without wants always passes. */
export async function* runCases(willpass: Willpass, file: string, source: string, read: ReadFile): AsyncGenerator<Result> {
  for (const one of parseCases(file, source)) {
    const { request, facts } = await expandCase(one, read, (bytes) => willpass.probe(bytes, { deep: true })).catch((problem: unknown) => {
      if (problem instanceof MisuseError) throw new MisuseError(`${file}: case ${JSON.stringify(one.name)}: ${problem.message}`);
      throw problem;
    });
    const verdict = await willpass.checkText(request, { facts });
    yield { name: one.name, problems: differences(one.want, JSON.parse(verdict) as Verdict), verdict };
  }
}
