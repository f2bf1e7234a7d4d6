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
  /** Each must be among the findings. */
  findings?: Partial<Pick<Finding, "rule" | "error" | "at" | "state">>[];
}

const KINDS: Record<keyof Want, "text" | "number" | "boolean" | "list"> = {
  provider: "text", endpoint: "text", outcome: "text", sure: "boolean", code: "text", status: "number", message: "text",
  body: "text", when: "text", answers: "list", findings: "list",
};

export function wantOf(node: Node): Want {
  refuseOthers(node, ...Object.keys(KINDS));
  for (const { name, value } of node.members) {
    const kind = KINDS[name as keyof Want];
    if (value.raw === "null") throw new MisuseError(`${name} is null; leave it out`);
    if (kindOf(value) !== kind) throw new MisuseError(`${name}: want a ${kind}, got ${shown(value)}`);
  }
  for (const code of get(node, "answers")?.items ?? []) {
    if (code.kind !== "string") throw new MisuseError(`answers: want texts, got ${shown(code)}`);
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

/** What the verdict says otherwise, one line each; none when it is as wanted. */
export function differences(want: Want, verdict: Verdict): string[] {
  const first = verdict.answers[0];
  const got: Record<Exclude<keyof Want, "findings">, unknown> = {
    provider: verdict.provider, endpoint: verdict.endpoint, outcome: verdict.outcome, sure: verdict.sure,
    code: first?.code, status: first?.status, message: first?.message, body: first?.body, when: first?.when,
    answers: setOf(verdict.answers.map(({ accepted, code }) => (accepted ? "accepted" : code))),
  };
  const lines: string[] = [];
  for (const [key, value] of Object.entries(want)) {
    if (key === "findings") continue;
    const wanted = JSON.stringify(key === "answers" ? setOf(value as string[]) : value);
    const given = JSON.stringify(got[key as keyof typeof got]);
    if (wanted !== given) lines.push(`${key}: want ${wanted}, got ${given}`);
  }
  for (const finding of want.findings ?? []) {
    const there = verdict.findings.some((f) => Object.entries(finding).every(([key, value]) => f[key as keyof Finding] === value));
    if (!there) lines.push(`findings: want ${JSON.stringify(finding)} among them`);
  }
  return lines;
}

function setOf(codes: readonly string[]): string[] {
  return [...new Set(codes)].sort();
}
