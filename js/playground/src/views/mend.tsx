import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Fix } from "willpass";
import type { Fixed } from "willpass/fix";
import { bytesOf } from "../words/numbers.js";
import { useShared } from "./context.js";

/** The changes that are made to a picture, rather than to the request around it. */
export const OF_FILE: readonly Fix["do"][] = ["name", "orient", "crop", "resize", "encode"];

/** Mends the picture for an endpoint, and downloads what passes. */
export function Mend({ file, endpoint }: { file: File; endpoint: string }): JSX.Element {
  const { client, words } = useShared();
  const [busy, setBusy] = useState(false);
  const [fixed, setFixed] = useState<Fixed>();
  const [wrong, setWrong] = useState("");
  const mend = async (): Promise<void> => {
    setBusy(true);
    try {
      const answer = await client.ask("mend", { file, endpoint });
      if (answer.refused === undefined) download(answer.file);
      setFixed(answer);
    } catch (problem) {
      setWrong(String(problem));
    } finally {
      setBusy(false);
    }
  };
  const done = fixed !== undefined && fixed.refused === undefined;
  return (
    <>
      <p class="buttons">
        <button type="button" class="button" aria-disabled={busy} onClick={() => !busy && (done ? download(fixed.file) : void mend())}>
          {busy ? words.mending : done ? words.again : words.mend}
        </button>
        {done && <span class="muted">{bytesOf(fixed.file.size)}</span>}
      </p>
      <p role="status" class={done ? "passes" : "refused"}>
        {done && (fixed.verdict.outcome === "accepted" ? words.mended : words.mendedOpen)(fixed.file.name)}
        {fixed?.refused !== undefined && words.refusals[fixed.refused.why]}
        {wrong}
      </p>
    </>
  );
}

function download(file: File): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(file);
  link.download = file.name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000); // a browser may ask where to before it reads
}
