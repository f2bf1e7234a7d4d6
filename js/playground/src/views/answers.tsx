import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Answer, Verdict } from "willpass";
import { answerBody, headerLines, statusLine } from "../show/answer.js";
import { useShared } from "./context.js";
import { Segments } from "./segments.js";

/** The answers that may come back, the most likely first. */
export function Answers({ verdict: { answers, provider } }: { verdict: Verdict }): JSX.Element {
  const { words } = useShared();
  const [chosen, setChosen] = useState(0);
  if (provider === "") return <p class="wrong" role="alert">{words.noProvider}</p>;
  const at = Math.min(chosen, answers.length - 1);
  const answer = answers[at];
  return (
    <section class="answers">
      <h4>{words.comesBack}</h4>
      {answers.length > 1 && (
        <div class="pills" role="group" aria-label={words.comesBack}>
          {answers.map(({ accepted, code, status }, i) => (
            <button key={i} type="button" class={`pill ${accepted ? "accepted" : "rejected"}`} aria-pressed={i === at} aria-label={`${words.answer(i + 1, answers.length)}: ${accepted ? words.outcome.accepted : code}`} onClick={() => setChosen(i)}>
              {accepted ? words.outcome.accepted : code || (status === 0 ? words.noCode : status)}
            </button>
          ))}
        </div>
      )}
      {answer !== undefined && <Wire answer={answer} />}
    </section>
  );
}

function Wire({ answer }: { answer: Answer }): JSX.Element {
  const { words } = useShared();
  const { accepted, body, when, trust, error, status } = answer;
  const line = statusLine(answer);
  const nothingKnown = status === 0 && body === "" && error !== "";
  return (
    <div class={`wire ${accepted ? "accepted" : "rejected"}`}>
      {when === "task" && <p class="muted">{words.later}</p>}
      <pre tabIndex={0} aria-label={words.comesBack}>
        <span class="status">{line === "" ? words.statusUnknown : line}</span>{"\n"}
        {headerLines(answer).map((header) => <span key={header} class="header">{header}{"\n"}</span>)}
        {"\n"}
        {body === "" ? <span class="muted">{nothingKnown ? words.bodyUnknown : words.emptyBody}</span> : <Segments segments={answerBody(answer)} />}
      </pre>
      <p class="muted">{error !== "" && <code>{error}</code>} {words.trust[trust]}</p>
    </div>
  );
}
