import type { ErrorEntry, Willpass } from "willpass";
import type { Questions } from "./words.js";

/** What fits a code, a message, a status or a whole answer, of one provider or of all; else what has every word in it. */
export function codes(willpass: Willpass, { text, provider }: Questions["codes"]["ask"]): ErrorEntry[] {
  const providers = willpass.catalogue(provider).map(({ id }) => id);
  const found = providers.flatMap((id) => willpass.explain(id, text));
  if (text.trim() === "") return found;
  const words = text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, 12);
  const more = providers.flatMap((id) => willpass.explain(id, "")).filter((entry) => {
    const all = [entry.id, entry.code, entry.key, entry.message, entry.meaning, entry.do].join(" ").toLowerCase();
    return words.every((word) => all.includes(word));
  });
  const seen = new Set<string>();
  return [...found, ...more].filter(({ provider, id }) => !seen.has(`${provider}/${id}`) && seen.add(`${provider}/${id}`));
}
