import type { Answer, Finding, Need, Verdict } from "../types.js";

/** A verdict for people: what comes back, why, at which place, what to change, how sure, and the source. */
export function verdictWords(verdict: Verdict): string {
  const { answers, findings, needs, assumed, outcome, sure } = verdict;
  const told = needs.map((need) => needWords(need, outcome)).filter((words) => words !== "");
  return [
    `${headline(verdict)}  ${verdict.provider}/${verdict.endpoint}`,
    ...answers.flatMap((answer) => answerWords(answer, sure)),
    ...(findings.length > 0 ? ["Why", ...findings.flatMap(findingWords)] : []),
    ...(told.length > 0 ? ["To be surer, tell", ...told.map((words) => `  - ${words}`)] : []),
    ...(assumed.length > 0 ? [`Taken for granted: ${assumed.map(({ fact, value }) => `${fact}=${value}`).join(", ")}`] : []),
    "",
  ].join("\n");
}

function headline({ outcome, sure }: Verdict): string {
  if (outcome === "accepted") return "WILL PASS";
  if (outcome === "uncertain") return "NOT SURE: one of these answers";
  return sure ? "WILL BE REFUSED" : "WILL BE REFUSED, with one of these answers";
}

const SHOWN_BODY = 600; // characters of a predicted body that are worth printing

function answerWords(answer: Answer, sure: boolean): string[] {
  const { accepted, status, code, message, when, error, headers = {}, body } = answer;
  const mark = sure ? "  " : "  • ";
  const http = status === 0 ? "HTTP status not known" : `HTTP ${status}`;
  if (accepted) return [`${mark}accepted: ${http}`];
  const head = `${mark}${code === "" ? "no documented code" : `code ${code}`}, ${http}`;
  const words = message === "" ? "" : `: ${message.replaceAll("\n", "\\n")}`;
  const lines = [`${head}${words}${when === "task" ? " (later, when the task is asked for)" : ""}  [${error}]`];
  if (!sure) return lines;
  lines.push(...Object.entries(headers).map(([name, value]) => `    ${name}: ${value}`));
  if (body !== "" && body.length <= SHOWN_BODY) lines.push(`    ${body}`);
  return lines;
}

function findingWords({ state, at, got, want, count = 1, why, advice, trust, source }: Finding): string[] {
  const lines = [`  ${state === "open" ? "?" : "✗"} ${at}:${got === "" ? "" : ` got ${got},`} want ${want}`];
  if (count > 1) lines.push(`      and ${count - 1} more like it`);
  if (why) lines.push(`      open: ${why}`);
  if (advice !== "") lines.push(`      fix:  ${advice}`);
  return [...lines, `      ${trust}, ${source}`];
}

function needWords({ kind, at, name }: Need, outcome: Verdict["outcome"]): string {
  switch (kind) {
    case "fetch": return `what ${name} holds`;
    case "ids": return `the ids already sent (--fact ${name}=a,b,c)`;
    case "fact": return `--fact ${name}=…`;
    case "decode": return outcome === "accepted" ? `whether the pixels at ${at} decode (its header is well)` : "";
  }
}
