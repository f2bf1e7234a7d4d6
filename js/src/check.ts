import type { Abi } from "./abi.js";
import { chunksOf } from "./body.js";
import { MisuseError } from "./errors.js";
import type { Memory } from "./memory.js";
import { refuseUnknown } from "./options.js";
import { split, type RequestLike } from "./request.js";
import type { Facts } from "./types.js";

/** The running engine: its exports and its memory. */
export interface Engine {
  readonly abi: Abi;
  readonly memory: Memory;
}

export interface CheckOptions {
  facts?: Facts;
}

/** Feeds a request through the engine and returns the verdict as the engine wrote it. Several may run at a time. */
export async function check(engine: Engine, request: RequestLike, options: CheckOptions = {}): Promise<string> {
  refuseUnknown("options", options, ["facts"]);
  const { head, body } = split(request, factsOf(options.facts));
  const { abi, memory } = engine;
  const handle = abi.willpass_begin(memory.putJSON(head));
  if (handle === 0) throw misuse(engine);
  let ended = false;
  try {
    for await (const chunk of chunksOf(body)) abi.willpass_write(handle, memory.put(chunk));
    ended = true;
    return memory.text(abi.willpass_end(handle));
  } finally {
    if (!ended) abi.willpass_drop(handle);
  }
}

/** The caller's facts, once they are an object. */
export function factsOf(facts: Facts | undefined): Facts {
  if (facts === undefined) return {};
  if (typeof facts !== "object" || facts === null || Array.isArray(facts)) throw new MisuseError("facts: want an object");
  return facts;
}

/** The engine's words for the last misuse. */
export function misuse({ abi, memory }: Engine): MisuseError {
  return new MisuseError(memory.text(abi.willpass_error()));
}
