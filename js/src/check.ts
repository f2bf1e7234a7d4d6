import type { Abi } from "./abi.js";
import { isLasting, send } from "./body.js";
import { MisuseError } from "./errors.js";
import type { Memory } from "./memory.js";
import { refuseUnknown, tagOf, unfit } from "./options.js";
import type { SentFile } from "./probe.js";
import { isFetchRequest, split, type RequestLike } from "./request.js";
import type { Facts, Need, Verdict } from "./types.js";

/** The running engine: its exports and its memory. */
export interface Engine {
  readonly abi: Abi;
  readonly memory: Memory;
}

/**
 * Gets what a verdict needs and lacks, as facts; undefined when it can get no more. `resolver` of `willpass/resolve` makes one
 * that fetches URLs and decodes images.
 */
export type Resolve = (needs: readonly Need[], about: RequestLike | readonly SentFile[]) => PromiseLike<Facts | undefined> | Facts | undefined;

export interface CheckOptions {
  facts?: Facts;
  /** Asked as long as it knows more. The input must be such that it can be read again: no stream. */
  resolve?: Resolve;
}

/** Feeds a request through the engine and returns the verdict as the engine wrote it. Several may run at a time. */
export async function check(engine: Engine, request: RequestLike, options: CheckOptions = {}): Promise<string> {
  return settle(options, request, async (facts) => {
    const { head, body } = split(request, facts);
    if (options.resolve && !isFetchRequest(request) && !isLasting(body)) throw unfit("body", "one that can be read twice, for resolve", body);
    const { abi, memory } = engine;
    const handle = abi.willpass_begin(memory.putJSON(head));
    if (handle === 0) throw misuse(engine);
    try {
      await send(body, memory, (length) => abi.willpass_write(handle, length));
    } catch (problem) {
      abi.willpass_drop(handle);
      throw problem;
    }
    return memory.text(abi.willpass_end(handle));
  });
}

/** Judges with the facts that are given, and again with those that a need brought. */
export async function settle(
  options: CheckOptions, about: RequestLike | readonly SentFile[], judge: (facts: Facts) => Promise<string>,
): Promise<string> {
  refuseUnknown("options", options, ["facts", "resolve"]);
  let { facts = {} } = options;
  if (tagOf(facts) !== "Object") throw unfit("facts", "an object", facts);
  for (;;) {
    const text = await judge(facts);
    if (!options.resolve) return text;
    const { needs } = JSON.parse(text) as Verdict;
    const more = needs.length > 0 && (await options.resolve(needs, about));
    if (!more) return text;
    facts = {
      ...facts, ...more,
      fetched: { ...facts.fetched, ...more.fetched },
      decoded: { ...facts.decoded, ...more.decoded },
    };
  }
}

/** The engine's words for the last misuse. */
export function misuse({ abi, memory }: Engine): MisuseError {
  return new MisuseError(memory.text(abi.willpass_error()));
}
