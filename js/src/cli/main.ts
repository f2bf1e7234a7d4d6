import { EngineError, MisuseError, RulesError } from "../errors.js";
import { casesCommand } from "./cases.js";
import { checkCommand } from "./check.js";
import { PASSED, USAGE, type Streams } from "./exit.js";
import { probeCommand } from "./probe.js";

const HELP = `Will it pass? Says which error a provider would answer with, before anything is sent.

  willpass check FILE --for vidu/img2video   a file against the media rules of an endpoint
  willpass check request.http                a whole request
  willpass probe FILE…                       what the header of a file says
  willpass cases FILE…                       runs conformance cases

--json prints one line of JSON per input. Exit code: 0 accepted, 1 rejected or uncertain, 2 usage.
`;

const COMMANDS = { check: checkCommand, probe: probeCommand, cases: casesCommand } as const;

/** Runs the command line and returns its exit code. */
export async function main(args: readonly string[], out: Streams["out"], err: Streams["err"]): Promise<number> {
  const [name = "", ...rest] = args;
  if (name === "" || name === "help" || name === "--help" || name === "-h") {
    (name === "" ? err : out).write(HELP);
    return name === "" ? USAGE : PASSED;
  }
  if (!Object.hasOwn(COMMANDS, name)) {
    err.write(`willpass: unknown command "${name}"\n\n${HELP}`);
    return USAGE;
  }
  try {
    return await COMMANDS[name as keyof typeof COMMANDS](rest, { out, err });
  } catch (problem) {
    if (!isForReaders(problem)) throw problem;
    err.write(`willpass ${name}: ${problem.message}\n`);
    return USAGE;
  }
}

/** Wrong arguments, files that cannot be read, misuse: for these the message says it all. Anything else is a fault of ours. */
function isForReaders(problem: unknown): problem is Error {
  if (problem instanceof MisuseError || problem instanceof RulesError || problem instanceof EngineError) return true;
  return problem instanceof Error && "code" in problem;
}
