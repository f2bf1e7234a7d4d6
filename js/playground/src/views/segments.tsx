import type { JSX } from "preact";
import type { Segment } from "../show/segments.js";
import { bytesOf } from "../words/numbers.js";
import { useShared } from "./context.js";

/** Text with its marks. With `numbered` a mark shows the number of its finding where it begins. */
export function Segments({ segments, files = {}, numbered = false }: { segments: readonly Segment[]; files?: Readonly<Record<string, File>>; numbered?: boolean }): JSX.Element {
  const { words } = useShared();
  const named = new Set<number>();
  return (
    <>
      {segments.map(({ text, marks, is }, i) => {
        const shown =
          is === "missing" ? (text === "" ? words.bodyMissing : words.missing(text)) :
          is === "cut" ? ` … ${words.cut(Number(text).toLocaleString("en").replaceAll(",", " "))} … ` :
          is === "file" ? `${text}${files[text] === undefined ? "" : ` (${bytesOf(files[text].size)})`}` : text;
        if (marks.length === 0) return <span key={i} class={is}>{shown}</span>;
        const fresh = numbered ? marks.filter((finding) => !named.has(finding)) : [];
        for (const finding of fresh) named.add(finding);
        return (
          <mark key={i} class={is}>
            {fresh.map((finding) => <a key={finding} class="number" href={`#finding-${finding + 1}`} onClick={jump}>{finding + 1}</a>)}
            {shown}
          </mark>
        );
      })}
    </>
  );
}

/** Goes to a finding without changing the address, which names the view. */
function jump(event: MouseEvent & { currentTarget: HTMLAnchorElement }): void {
  event.preventDefault();
  const target = document.querySelector<HTMLElement>(event.currentTarget.hash);
  if (target === null) return;
  target.tabIndex = -1;
  target.focus();
}
