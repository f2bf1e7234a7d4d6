import { Component, type JSX } from "preact";
import { useCallback, useState } from "preact/hooks";
import type { Verdict } from "willpass";
import { aboutOf, type Picture } from "../album.js";
import type { Words } from "../words/index.js";
import { repairOf, type About } from "../words/repair.js";
import { useShared } from "./context.js";
import { Details } from "./details.js";
import { fitting, tally, type Group, type Show } from "./filter.js";
import { Icon, OutcomeIcon } from "./icons.js";
import { arrows } from "./keys.js";

/** One picture at every endpoint, a line each. */
export function List({ picture, groups, show, text }: { picture: Picture; groups: readonly Group[]; show: Show; text: string }): JSX.Element {
  const { words } = useShared();
  const [open, setOpen] = useState("");
  const toggle = useCallback((endpoint: string) => setOpen((now) => (now === endpoint ? "" : endpoint)), []);
  const shown = fitting(groups, [picture], show, text);
  if (shown.length === 0 && picture.done) return <p class="nothing">{words.none}</p>;
  return (
    <div class="list" onKeyDown={arrows(".row")}>
      {shown.map(({ id, name, endpoints }) => {
        const { accepted } = tally(picture, endpoints);
        return (
          <section key={id} class="group" aria-labelledby={`group-${id}`}>
            <h3 id={`group-${id}`}>{name} <span class="muted">{words.passed(accepted, endpoints.length)}</span></h3>
            <ul>
              {endpoints.map((endpoint) => (
                <li key={endpoint.id}>
                  <Row {...endpoint} verdict={picture.verdicts.get(endpoint.id)!} about={aboutOf(picture)} words={words} open={open === endpoint.id} toggle={toggle} />
                  {open === endpoint.id && <Details key={picture.id} picture={picture} endpoint={endpoint.id} />}
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

interface RowProps {
  id: string;
  title: string;
  verdict: Verdict;
  about: About;
  words: Words;
  open: boolean;
  toggle: (endpoint: string) => void;
}

/** A line. There are many of them, and few change at a time. */
class Row extends Component<RowProps> {
  override shouldComponentUpdate(next: RowProps): boolean {
    const { verdict, words, open } = this.props;
    return next.verdict !== verdict || next.words !== words || next.open !== open;
  }

  override render({ id, title, verdict, about, words, open, toggle }: RowProps): JSX.Element {
    return (
      <button type="button" class={`row ${verdict.outcome}`} aria-expanded={open} onClick={() => toggle(id)}>
        <OutcomeIcon outcome={verdict.outcome} />
        <span class="what">
          <span class="title">{title}</span>
          <span class="path">{id}</span>
        </span>
        <span class="says"><Says verdict={verdict} about={about} words={words} /></span>
        <Icon name="open" />
      </button>
    );
  }
}

/** A verdict in a line or two: the outcome, the code and what to do about it. */
function Says({ verdict, about, words }: { verdict: Verdict; about: About; words: Words }): JSX.Element {
  const refusals = verdict.answers.filter(({ accepted }) => !accepted);
  const [first] = refusals;
  if (verdict.outcome === "accepted" || first === undefined) return <span class="passes">{words.outcome[verdict.outcome]}</span>;
  const others = refusals.length - 1;
  const advice = verdict.outcome === "rejected" ? repairOf(verdict, words, about) : "";
  return (
    <>
      <span class="line">
        <span class="unseen">{words.outcome[verdict.outcome]}: </span>
        {verdict.outcome === "uncertain" && <span class="unsure">{words.outcome.uncertain}</span>}
        {first.code === "" && verdict.outcome === "uncertain" ? null : <code>{first.code || words.noCode}</code>}
        {first.status !== 0 && <span class="muted">HTTP {first.status}</span>}
        {others > 0 && verdict.outcome === "rejected" && <span class="muted">{words.or(others)}</span>}
      </span>
      {advice !== "" && <span class="advice">{advice}</span>}
    </>
  );
}
