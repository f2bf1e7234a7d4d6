// A request as it would be sent, with a mark at every place that fails.

import type { Finding } from "willpass";
import type { Part, Piece, Sent } from "../curl/sent.js";
import { scanned } from "./json.js";
import { segmentsOf, type Mark, type Segment } from "./segments.js";

export interface Shown {
  line: Segment[];
  headers: Segment[][];
  body: Segment[];
}

/** What is marked: place and number of a finding. */
interface Fault {
  at: string;
  finding: number;
}

/** `body` is the text of the body when it is text, or undefined; the failed findings are marked. */
export function shownRequest(sent: Sent, body: string | undefined, findings: readonly Finding[]): Shown {
  const faults = findings.flatMap(({ at, state }, finding) => (state === "failed" ? [{ at, finding }] : []));
  return { line: lineOf(sent, faults), headers: headersOf(sent, faults), body: bodyOf(sent, body, faults) };
}

function lineOf({ method, url }: Sent, faults: readonly Fault[]): Segment[] {
  const text = `${method} ${url}`;
  const from = method.length + 1;
  const [, scheme = "", host = "", path = ""] = /^(https?:\/\/)([^/]*)([^?]*)/.exec(url) ?? [];
  const hostAt = from + scheme.length;
  const pathAt = hostAt + host.length;
  const marks: Mark[] = [];
  const missing: Segment[] = [];
  for (const { at, finding } of faults) {
    const mark = (start: number, length: number): void => void marks.push({ start, end: start + length, finding });
    if (at === "method") mark(0, method.length);
    if (at === "host") mark(hostAt, host.length);
    if (at === "path" || at.startsWith("path:")) mark(pathAt, path.length);
    if (!at.startsWith("query:")) continue;
    const name = at.slice("query:".length);
    const start = parameterAt(text, pathAt + path.length + 1, name);
    if (start < 0) missing.push({ text: name, marks: [finding], is: "missing" });
    else mark(start, (text.slice(start).split("&", 1)[0] ?? "").length);
  }
  return [...segmentsOf(text, marks), ...missing];
}

/** Where name=value stands in a query or in a urlencoded body; -1: nowhere. */
function parameterAt(text: string, from: number, name: string): number {
  for (let start = from; start > 0 - 1 && start <= text.length; ) {
    const next = text.indexOf("&", start);
    const end = next < 0 ? text.length : next;
    if (decoded(text.slice(start, end).split("=", 1)[0] ?? "") === name) return start;
    if (next < 0) break;
    start = next + 1;
  }
  return -1;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}

function headersOf({ headers }: Sent, faults: readonly Fault[]): Segment[][] {
  const about = faults.filter(({ at }) => at.startsWith("header:")).map(({ at, finding }) => ({ name: at.slice("header:".length), finding }));
  const lines = headers.map(([name, value]) => {
    const marks = about.filter((one) => one.name === name.toLowerCase()).map(({ finding }) => ({ start: 0, end: name.length + 2 + value.length, finding }));
    return segmentsOf(`${name}: ${value}`, marks);
  });
  const missing = about.filter(({ name }) => !headers.some(([other]) => other.toLowerCase() === name));
  return [...lines, ...missing.map(({ name, finding }): Segment[] => [{ text: name, marks: [finding], is: "missing" }])];
}

function bodyOf(sent: Sent, body: string | undefined, faults: readonly Fault[]): Segment[] {
  const about = faults.filter(({ at }) => /^(body|form:)/.test(at));
  if (sent.form.length > 0) return formOf(sent.form, about);
  if (body === undefined) return [...sent.body.map((piece) => segmentOf(piece, about.map(({ finding }) => finding)))];
  if (/^\s*[[{"]/.test(body)) return jsonOf(body, about);
  const marks: Mark[] = [];
  const missing: Segment[] = [];
  for (const { at, finding } of about) {
    const name = at.startsWith("form:") ? (at.slice("form:".length).split("!", 1)[0] ?? "") : undefined;
    const start = name === undefined ? 0 : parameterAt(body, 0, name);
    if (start < 0 || body === "") missing.push({ text: name ?? "", marks: [finding], is: "missing" });
    else marks.push({ start, end: name === undefined ? body.length : start + (body.slice(start).split("&", 1)[0] ?? "").length, finding });
  }
  return [...segmentsOf(body, marks, [{ start: 0, end: body.length }].filter(() => body.length > 4000)), ...missing];
}

function segmentOf(piece: Piece, marks: number[]): Segment {
  return typeof piece === "string" ? { text: piece, marks } : { text: piece.file, marks, is: "file" };
}

function jsonOf(body: string, faults: readonly Fault[]): Segment[] {
  const { text, values, strings, stop } = scanned(body);
  const marks: Mark[] = [];
  const missing: { at: number; segment: Segment }[] = [];
  for (const { at, finding } of faults) {
    const pointer = (at.slice("body:".length).split("!", 1)[0] ?? "").replace(/\/$/, "");
    const span = values.get(pointer);
    if (stop !== undefined && pointer === "") marks.push({ start: Math.min(stop, text.length - 1), end: text.length, finding });
    else if (span !== undefined && pointer !== "") marks.push({ ...span, finding });
    else if (pointer !== "") {
      const parent = parentOf(pointer, values);
      const name = pointer.slice(pointer.lastIndexOf("/") + 1);
      missing.push({ at: parent === undefined ? text.length : parent.end - 1, segment: { text: name, marks: [finding], is: "missing" } });
    } else if (span !== undefined) marks.push({ ...span, finding });
  }
  return withMissing(text, marks, strings, missing);
}

function parentOf(pointer: string, values: ReadonlyMap<string, { start: number; end: number }>): { start: number; end: number } | undefined {
  for (let at = pointer.lastIndexOf("/"); at >= 0; at = pointer.lastIndexOf("/", at - 1)) {
    const span = values.get(pointer.slice(0, at));
    if (span !== undefined || at === 0) return span;
  }
  return undefined;
}

/** The segments of a text, with what is missing at the end of the object that lacks it. */
function withMissing(text: string, marks: readonly Mark[], strings: readonly { start: number; end: number }[], missing: { at: number; segment: Segment }[]): Segment[] {
  const segments: Segment[] = [];
  let from = 0;
  for (const { at, segment } of [...missing.sort((a, b) => a.at - b.at), { at: text.length, segment: undefined }]) {
    const inside = ({ start, end }: { start: number; end: number }): { start: number; end: number } => ({ start: Math.max(start, from) - from, end: Math.min(end, at) - from });
    const piece = text.slice(from, at);
    const near = marks.filter(({ start, end }) => start < at && end > from).map((mark) => ({ ...inside(mark), finding: mark.finding }));
    segments.push(...segmentsOf(piece, near, strings.filter(({ start, end }) => start >= from && end <= at).map(inside)));
    if (segment !== undefined) segments.push(segment);
    from = at;
  }
  return segments;
}

function formOf(form: readonly Part[], faults: readonly Fault[]): Segment[] {
  const named = faults.map(({ at, finding }) => ({ name: (at.slice("form:".length).split(/[!/]/, 1)[0] ?? ""), finding, all: at.startsWith("body") }));
  const segments = form.flatMap(({ name, filename, type, content }): Segment[] => {
    const marks = named.filter((one) => one.all || one.name === name).map(({ finding }) => finding);
    const about = [filename && filename !== (typeof content === "string" ? "" : content.file) ? filename : "", type].filter(Boolean).join(", ");
    const long = typeof content === "string" && content.length > 2000;
    const shown: Segment[] = long
      ? [{ text: content.slice(0, 200), marks }, { text: String(content.length - 200), marks, is: "cut" }]
      : [segmentOf(content, marks)];
    return [{ text: `${name} = `, marks: [] }, ...shown, { text: `${about === "" ? "" : `   ${about}`}\n`, marks: [] }];
  });
  const missing = named.filter(({ name, all }) => !all && !form.some((part) => part.name === name));
  return [...segments, ...missing.map(({ name, finding }): Segment => ({ text: name, marks: [finding], is: "missing" }))];
}
