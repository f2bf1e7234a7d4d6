import type { Willpass } from "./index.js";

/** The engine, or what loads it. A function is called when it is first needed, and again after it failed. */
export type WillpassSource = Willpass | PromiseLike<Willpass> | (() => Willpass | PromiseLike<Willpass>);

export function lazily(source: WillpassSource): () => Promise<Willpass> {
  let engine: Willpass | PromiseLike<Willpass> | undefined;
  return async () => {
    try {
      return await (engine ??= typeof source === "function" ? source() : source);
    } catch (problem) {
      engine = undefined;
      throw problem;
    }
  };
}
