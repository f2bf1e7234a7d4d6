// The three ways in which this library throws. A bad request is never one of them: it is a verdict.

/** The caller broke the contract: an unknown option, a value of the wrong type, a request that is none. */
export class MisuseError extends Error {
  override readonly name = "MisuseError";
}

/** A rule document is wrong. `problems` are lines `file:line:col: words`. */
export class RulesError extends Error {
  override readonly name = "RulesError";
  constructor(readonly problems: readonly string[]) {
    super(`rules: ${problems.join("\n")}`);
  }
}

/** The WebAssembly module cannot be used: it cannot be had, is of another version, or stopped. */
export class EngineError extends Error {
  override readonly name = "EngineError";
}
