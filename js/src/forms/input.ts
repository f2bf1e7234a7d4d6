/**
 * A plain `<input type="file">`: while a file would be refused the form is invalid, and says why.
 *
 *     guardInput(document.querySelector("input"), { willpass: () => load({ rules }), endpoint: "vidu/img2video" });
 */

import { judgeOf, type FormOptions, type Refusal } from "./refusal.js";

export type { FormOptions, Refusal } from "./refusal.js";

/** Watches an input, and returns what ends it. After every look the input gets a `willpass` event: its detail is the refusal, or null. */
export function guardInput(input: HTMLInputElement, options: FormOptions): () => void {
  const judge = judgeOf(options);
  let turn = 0;
  const look = async (): Promise<void> => {
    const mine = ++turn;
    const files = [...(input.files ?? [])];
    // Until it has been looked at, the form cannot be sent either.
    input.setCustomValidity(files.length === 0 ? "" : "…");
    if (files.length === 0) return;
    let refusal: Refusal | undefined;
    try {
      refusal = await judge(files);
    } finally {
      if (mine === turn) input.setCustomValidity(refusal?.message ?? ""); // else another file was chosen meanwhile
    }
    if (mine !== turn) return;
    if (refusal !== undefined) input.reportValidity();
    input.dispatchEvent(new CustomEvent("willpass", { detail: refusal ?? null, bubbles: true }));
  };
  const listener = (): void => void look();
  input.addEventListener("change", listener);
  if (input.files?.length) listener();
  return () => input.removeEventListener("change", listener);
}
