import { MisuseError } from "../errors.js";
import type { Finding, Verdict } from "../types.js";
import { get, refuseOthers, within, shown, write, type Node } from "./node.js";

/** What must come of a case. Only what is there is compared; code, status, message, body and when belong to the first answer. */
export interface Want {
  provider?: string;
  endpoint?: string;
  outcome?: Verdict["outcome"];
  sure?: boolean;
  code?: string;
  status?: number;
  message?: string;
  body?: string;
  when?: string;
  /** The set of all codes, "accepted" for acceptance. */
  answers?: string[];
  /** Codes that must be among the answers. */
  includes?: string[];
  /** Each must be among the findings. */
  findings?: Partial<Pick<Finding, "rule" | "error" | "at" | "state">>[];
}

const KINDS: Record<keyof Want, "text" | "number" | "boolean" | "list"> = {
  provider: "text", endpoint: "text", outcome: "text", sure: "boolean", code: "text", status: "number", message: "text",
  body: "text", when: "text", answers: "list", includes: "list", findings: "list",
};

export function wantOf(node: Node): Want {
  refuseOthers(node, ...Object.keys(KINDS));
  for (const { name, value } of node.members) {
    const kind = KINDS[name as keyof Want];
    if (value.raw === "null") throw new MisuseError(`${name} is null; leave it out`);
    if (kindOf(value) !== kind) throw new MisuseError(`${name}: want a ${kind}, got ${shown(value)}`);
  }
  for (const key of ["answers", "includes"]) {
    for (const code of get(node, key)?.items ?? []) {
      if (code.kind !== "string") throw new MisuseError(`${key}: want texts, got ${shown(code)}`);
    }
  }
  for (const finding of get(node, "findings")?.items ?? []) {
    within("findings", () => refuseOthers(finding, "rule", "error", "at", "state"));
  }
  const want = JSON.parse(write(node)) as Want;
  if (want.outcome !== undefined && !["accepted", "rejected", "uncertain"].includes(want.outcome)) {
    throw new MisuseError(`outcome is accepted, rejected or uncertain, got ${JSON.stringify(want.outcome)}`);
  }
  return want;
}

function kindOf({ kind }: Node): string {
  switch (kind) {
    case "string": return "text";
    case "literal": return "boolean"; // null has been refused
    case "array": return "list";
    default: return kind;
  }
}

/** What in the verdict is not as wanted, one line each; none when it is. */
export function differences(want: Want, verdict: Verdict): string[] {
  const { code = "", status = 0, message = "", body = "", when = "" } = verdict.answers[0] ?? {};
  const { provider, endpoint, outcome, sure } = verdict;
  const got = { provider, endpoint, outcome, sure, code, status, message, body, when };
  const lines: string[] = [];
  for (const [key, value] of Object.entries(got)) {
    const wanted = want[key as keyof typeof got];
    if (wanted !== undefined && wanted !== value) lines.push(`${key}: want ${JSON.stringify(wanted)}, got ${JSON.stringify(value)}`);
  }
  const codes = setOf(verdict.answers.map((answer) => (answer.accepted ? "accepted" : answer.code)));
  const wanted = want.answers && setOf(want.answers);
  if (wanted && JSON.stringify(wanted) !== JSON.stringify(codes)) lines.push(`answers: want ${quoted(wanted)}, got ${quoted(codes)}`);
  for (const one of want.includes ?? []) {
    if (!codes.includes(one)) lines.push(`includes: want ${JSON.stringify(one)}, got ${quoted(codes)}`);
  }
  for (const finding of want.findings ?? []) {
    const keys = Object.keys(finding) as (keyof typeof finding)[];
    if (verdict.findings.some((one) => keys.every((key) => one[key] === finding[key]))) continue;
    const words = keys.map((key) => `${key} ${JSON.stringify(finding[key])}`).join(" ");
    lines.push(`findings: want ${words}, got ${found(verdict.findings)}`);
  }
  return lines;
}

function setOf(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort();
}

function quoted(codes: readonly string[]): string {
  return `[${codes.map((code) => JSON.stringify(code)).join(" ")}]`;
}

function found(findings: readonly Finding[]): string {
  return findings.map(({ rule, state, at, error }) => `${rule} ${state} at ${at} (${error})`).join("; ") || "none";
}
