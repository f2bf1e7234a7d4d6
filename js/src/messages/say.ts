import type { Verdict } from "../types.js";
import { adviseOn, type Advice } from "./advice.js";

/** Says what to change so that the verdict's file, of so many bytes, passes. */
export type Say = (verdict: Verdict, size?: number) => string;

/** How one language says each {@link Advice}: whole sentences. */
export type Sentences = { readonly [K in Advice["do"]]: (advice: Extract<Advice, { do: K }>) => string };

/** A language. When there is no advice it says what the provider would say. */
export function saying(sentences: Sentences): Say {
  return (verdict, size) => {
    const said = adviseOn(verdict, size).map((advice) => (sentences[advice.do] as (advice: Advice) => string)(advice));
    return said.join(" ") || (verdict.answers[0]?.message ?? "");
  };
}
