import type { Answer, Finding, Verdict } from "../types.js";

/** A verdict for people: the answers, then what was found and how to mend it. */
export function verdictWords(path: string, verdict: Verdict): string {
  const where = verdict.endpoint === "" ? verdict.provider : `${verdict.provider}/${verdict.endpoint}`;
  const lines = [`${path}: ${verdict.outcome}${where === "" ? "" : ` by ${where}`}`];
  for (const answer of verdict.answers) lines.push(`  ${answerWords(answer)}`);
  for (const finding of verdict.findings) lines.push(...findingWords(finding).map((line) => `    ${line}`));
  for (const need of verdict.needs) lines.push(`    to be sure: ${[need.kind, need.name, need.at && `at ${need.at}`].filter(Boolean).join(" ")}`);
  for (const { fact, value } of verdict.assumed) lines.push(`    assumed: ${fact} = ${value}`);
  return `${lines.join("\n")}\n`;
}

function answerWords(answer: Answer): string {
  if (answer.accepted) return "accepted";
  const head = [answer.status > 0 && `HTTP ${answer.status}`, answer.code && `code ${answer.code}`, answer.error].filter(Boolean).join(", ");
  return `${head} (${answer.trust})${answer.message === "" ? "" : `: ${answer.message}`}`;
}

function findingWords(finding: Finding): string[] {
  const { at, state, got, want, why, fix, count, source } = finding;
  const lines = [`${at} ${state}${count === undefined ? "" : ` ${count} times`}: got ${got}, want ${want}${why ? `, because ${why}` : ""}`];
  if (fix !== "") lines.push(`  ${fix}`);
  if (source !== "") lines.push(`  ${source}`);
  return lines;
}
