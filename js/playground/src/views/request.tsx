import type { JSX } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Facts } from "willpass";
import type { Judged } from "../engine/words.js";
import { EXAMPLES } from "../examples.js";
import { samplePicture } from "../sample.js";
import type { Shown } from "../show/request.js";
import { Answers } from "./answers.js";
import { useShared } from "./context.js";
import { FileButton, useDrop } from "./drop.js";
import { Assumed, Findings } from "./findings.js";
import { OutcomeIcon } from "./icons.js";
import { Segments } from "./segments.js";

const PAUSE = 200; // milliseconds after the last key

type Files = Record<string, File>;

export function RequestView({ active }: { active: boolean }): JSX.Element {
  const { client, words } = useShared();
  const [text, setText] = useState("");
  const [files, setFiles] = useState<Files>({});
  const [facts, setFacts] = useState<Facts>({});
  const [judged, setJudged] = useState<Judged>();
  const wanted = judged?.is === "files" ? judged.wanted : [];
  const names = useRef(wanted);
  names.current = wanted;

  /** A dropped file stands for the one of its name, else for the first that is wanted. */
  const take = useCallback((given: File[]) => {
    const open = [...names.current];
    const found: Files = {};
    for (const file of given) {
      const name = open.find((one) => one.split("/").at(-1) === file.name) ?? open[0];
      if (name === undefined) break;
      found[name] = file;
      open.splice(open.indexOf(name), 1);
    }
    setFiles((files) => ({ ...files, ...found }));
  }, []);
  const over = useDrop(active, take);

  useEffect(() => {
    if (text.trim() === "") return setJudged(undefined);
    let current = true;
    const timer = setTimeout(() => {
      void client.ask("command", { text, files, facts }).then((answer) => current && setJudged(answer));
    }, PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [client, text, files, facts]);

  return (
    <section class={over ? "request over" : "request"}>
      <h1>{words.tabs.request}</h1>
      <p class="lead">{words.requestLead}</p>
      <label class="label" for="command">{words.command}</label>
      <textarea
        id="command" class="field code" rows={9} spellcheck={false} autocapitalize="off" autocomplete="off" value={text}
        placeholder={"curl https://…  -H '…'  --json '{…}'"} onInput={({ currentTarget }) => setText(currentTarget.value)}
      />
      <p class="buttons examples">
        <span class="muted">{words.examples}</span>
        {EXAMPLES.map(({ name, text }) => <button key={name} type="button" class="pill" onClick={() => (setFacts({}), setText(text))}>{name}</button>)}
      </p>
      {judged?.is === "problem" && <p class="wrong" role="alert">{words.problem[judged.problem.kind](judged.problem.word)}</p>}
      {wanted.map((name) => (
        <div key={name} class="wanted" role="status">
          <p>{words.missingFile(name)}</p>
          <p class="buttons">
            <FileButton label={words.chooseFile(name)} take={(given) => setFiles((files) => ({ ...files, [name]: given[0]! }))} />
            <button type="button" class="button plain" onClick={() => void samplePicture().then((file) => setFiles((files) => ({ ...files, [name]: file })))}>{words.sample}</button>
          </p>
        </div>
      ))}
      {judged?.is === "verdict" && <Outcome judged={judged} files={files} facts={facts} choose={setFacts} />}
    </section>
  );
}

function Outcome({ judged: { verdict, shown }, files, facts, choose }: { judged: Extract<Judged, { is: "verdict" }>; files: Files; facts: Facts; choose: (facts: Facts) => void }): JSX.Element {
  const { words, providers } = useShared();
  const { outcome, provider, endpoint, findings, answers } = verdict;
  const of = providers.find(({ id }) => id === provider);
  const refusal = answers.find(({ accepted }) => !accepted);
  return (
    <div class="outcome">
      {provider !== "" && (
        <p class={`headline ${outcome}`} role="status">
          <OutcomeIcon outcome={outcome} />
          <strong>{words.outcome[outcome]}</strong>
          {outcome !== "accepted" && refusal !== undefined && <code>{refusal.code || words.noCode}</code>}
          <span class="muted">{of?.name} · {of?.endpoints.find(({ id }) => id === endpoint)?.title ?? endpoint}</span>
        </p>
      )}
      <div class="details">
        <Answers verdict={verdict} />
        <div>
          {provider !== "" && <Findings findings={findings} numbered />}
          <Assumed verdict={verdict} facts={facts} choose={choose} />
        </div>
      </div>
      <RequestText shown={shown} files={files} />
    </div>
  );
}

/** What is sent, with numbers at the places that fail. */
function RequestText({ shown: { line, headers, body }, files }: { shown: Shown; files: Files }): JSX.Element {
  const { words } = useShared();
  return (
    <section class="sent">
      <h4>{words.isSent}</h4>
      <pre tabIndex={0} aria-label={words.isSent}>
        <Segments segments={line} numbered />{"\n"}
        {headers.map((header, i) => <span key={i}><Segments segments={header} numbered />{"\n"}</span>)}
        {"\n"}
        <Segments segments={body} files={files} numbered />
      </pre>
    </section>
  );
}
