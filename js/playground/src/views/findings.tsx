import type { JSX } from "preact";
import type { Facts, Finding, Verdict } from "willpass";
import { gotOf, kindOf, wantOf, whyOf, type Told } from "../words/finding.js";
import { stepOf } from "../words/repair.js";
import { useShared } from "./context.js";

/** What failed, then what stayed open. Failed ones have the numbers under which a request marks them. */
export function Findings({ findings, numbered = false }: { findings: readonly Finding[]; numbered?: boolean }): JSX.Element {
  const { words } = useShared();
  const failed = findings.filter(({ state }) => state === "failed");
  const open = findings.filter(({ state }) => state === "open");
  return (
    <section class="findings">
      <h4>{words.why}</h4>
      {failed.length === 0 && <p>{words.nothingFails}</p>}
      {failed.length > 0 && <ol class={numbered ? "numbered" : ""}>{failed.map((finding) => <One key={finding.rule + finding.at} finding={finding} number={numbered ? findings.indexOf(finding) + 1 : 0} />)}</ol>}
      {open.length > 0 && (
        <details open={failed.length === 0}>
          <summary>{words.stillOpen} <span class="muted">{open.length}</span></summary>
          <ol>{open.map((finding) => <One key={finding.rule + finding.at} finding={finding} number={0} />)}</ol>
        </details>
      )}
    </section>
  );
}

function One({ finding, number }: { finding: Finding; number: number }): JSX.Element {
  const { words } = useShared();
  const { at, got, state, trust, source, advice, why = "", count = 1 } = finding;
  const step = number > 0 ? stepOf(finding, words) : ""; // of a file the changes are told once, for all findings
  return (
    <li class={`finding ${state}`} id={number > 0 ? `finding-${number}` : undefined}>
      <p class="line">
        {number > 0 && <span class="number">{number}</span>}
        <b>{kindOf(finding, words)}</b>
        <code class="at">{at}{count > 1 && ` × ${count}`}</code>
      </p>
      <dl>
        {got !== "" && <><dt>{words.got}</dt><dd><Text {...gotOf(finding, words)} /></dd></>}
        <dt>{words.want}</dt><dd><Text {...wantOf(finding, words)} /></dd>
        {number > 0 && (step !== "" || advice !== "") && <><dt>{words.repair}</dt><dd class="step"><Text {...(step === "" ? { text: advice, english: true } : { text: step })} /></dd></>}
      </dl>
      {why !== "" && <p class="unsure"><Text {...whyOf(finding, words)} /></p>}
      <p class="muted">
        {words.trust[trust]}
        {/^https:\/\//.test(source) && <> · <a href={source} target="_blank" rel="noreferrer noopener">{words.source}</a></>}
      </p>
    </li>
  );
}

function Text({ text, english = false }: Told): JSX.Element {
  return <span lang={english ? "en" : undefined}>{text}</span>;
}

/** The facts that were taken for granted. With `choose` those that are true or false can be turned. */
export function Assumed({ verdict, facts = {}, choose }: { verdict: Verdict; facts?: Facts; choose?: (facts: Facts) => void }): JSX.Element | null {
  const { words, providers } = useShared();
  const known = providers.find(({ id }) => id === verdict.provider)?.facts ?? [];
  const told = known.filter(({ id }) => id in facts).map(({ id }) => ({ fact: id, value: String(facts[id]) }));
  const all = [...told, ...verdict.assumed.filter(({ fact }) => !(fact in facts))];
  if (all.length === 0) return null;
  return (
    <details class="assumed">
      <summary>{words.assumed} <span class="muted">{all.length}</span></summary>
      <ul>
        {[...all].sort((a, b) => known.findIndex(({ id }) => id === a.fact) - known.findIndex(({ id }) => id === b.fact)).map(({ fact, value }) => {
          const about = known.find(({ id }) => id === fact);
          const label = <><code>{fact}</code> <span lang="en" class="muted">{about?.about}</span></>;
          if (choose === undefined || about?.type !== "boolean") return <li key={fact}>{label} <code>{value}</code></li>;
          return (
            <li key={fact}>
              <label><input type="checkbox" checked={value === "true"} onChange={({ currentTarget }) => choose({ ...facts, [fact]: currentTarget.checked })} /> {label}</label>
            </li>
          );
        })}
      </ul>
    </details>
  );
}
