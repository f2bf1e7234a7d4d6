import { MisuseError } from "../errors.js";
import type { Willpass } from "../index.js";
import type { Verdict } from "../types.js";
import { expandCase, parseCases, rulesOf, type Case } from "./case.js";
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

/** Starts an engine with rules of one's own beside those that ship: documents by their paths, as a case file names them. */
export type WithRules = (paths: readonly string[], read: ReadFile) => Promise<Willpass>;

/** Runs the cases of a file one after another. A case without wants passes when it can be run. */
export async function* runCases(willpass: Willpass, file: string, source: string, read: ReadFile, withRules?: WithRules): AsyncGenerator<Result> {
  const own = rulesOf(file, source);
  if (own.length > 0 && withRules === undefined) throw new MisuseError(`${file}: it names rules of its own, which cannot be loaded here`);
  const engine = own.length > 0 && withRules ? await withRules(own, read) : willpass;
  for (const one of parseCases(file, source)) yield await run(engine, one, read);
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
