import type { Span } from "./json.js";

/** A stretch of shown text, the findings that it is about, and what it stands for. */
export interface Segment {
  text: string;
  /** Numbers of findings. */
  marks: number[];
  /** missing: what should be there. cut: this many characters were left out. file: the content of a file. */
  is?: "missing" | "cut" | "file";
}

export interface Mark extends Span {
  finding: number;
}

const LONG = 160;
const KEPT = [72, 16] as const; // of a long string: at its start and at its end
const MOST = 40_000; // characters of a text that are shown

/** Cuts a text where marks begin and end, and leaves out the middle of long strings. */
export function segmentsOf(text: string, marks: readonly Mark[], strings: readonly Span[] = []): Segment[] {
  const gaps = strings.filter(({ start, end }) => end - start > LONG).map(({ start, end }) => ({ start: start + KEPT[0], end: end - KEPT[1] }));
  const points = new Set([0, text.length]);
  for (const { start, end } of [...marks, ...gaps]) points.add(start).add(end);
  const cuts = [...points].sort((a, b) => a - b);
  const segments: Segment[] = [];
  let shown = 0;
  for (let i = 0, gap = 0; i + 1 < cuts.length; i++) {
    const [start, end] = [cuts[i]!, cuts[i + 1]!];
    while (gap < gaps.length && gaps[gap]!.end <= start) gap++;
    const about = marks.filter((mark) => mark.start <= start && mark.end >= end).map(({ finding }) => finding);
    const inGap = gap < gaps.length && gaps[gap]!.start <= start;
    if (inGap || shown >= MOST) {
      const last = segments.at(-1);
      if (last?.is === "cut" && about.length === 0) last.text = String(Number(last.text) + end - start);
      else segments.push({ text: String(end - start), marks: about, is: "cut" });
      continue;
    }
    const piece = text.slice(start, Math.min(end, start + MOST - shown));
    shown += piece.length;
    segments.push({ text: piece, marks: about });
    if (piece.length < end - start) segments.push({ text: String(end - start - piece.length), marks: [], is: "cut" });
  }
  return segments.filter(({ text, marks, is }) => text !== "" || marks.length > 0 || is !== undefined);
}
