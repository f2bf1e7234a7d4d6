import { MisuseError } from "../errors.js";
import type { Finding, Verdict } from "../types.js";
import { get, refuseOthers, within, write, type Node } from "./node.js";

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

const TYPES: Record<keyof Want, string> = {
  provider: "string", endpoint: "string", outcome: "string", sure: "boolean", code: "string", status: "number",
  message: "string", body: "string", when: "string", answers: "object", findings: "object",
};

export function wantOf(node: Node): Want {
  refuseOthers(node, ...Object.keys(TYPES));
  for (const finding of get(node, "findings")?.items ?? []) {
    within("findings", () => refuseOthers(finding, "rule", "error", "at", "state"));
  }
  const want = JSON.parse(write(node)) as Record<string, unknown>;
  for (const [key, value] of Object.entries(want)) {
    if (value === null) throw new MisuseError(`${key} is null; leave it out`);
    const type = TYPES[key as keyof Want];
    if (typeof value !== type) throw new MisuseError(`${key}: want a ${type}, got ${JSON.stringify(value)}`);
  }
  const { outcome, answers, findings } = want;
  if (answers !== undefined && !(Array.isArray(answers) && answers.every((code) => typeof code === "string"))) {
    throw new MisuseError(`answers: want a list of texts, got ${JSON.stringify(answers)}`);
  }
  if (findings !== undefined && !Array.isArray(findings)) throw new MisuseError("findings: want a list");
  if (outcome !== undefined && !["accepted", "rejected", "uncertain"].includes(outcome as string)) {
    throw new MisuseError(`outcome is accepted, rejected or uncertain, got ${JSON.stringify(outcome)}`);
  }
  return want;
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
