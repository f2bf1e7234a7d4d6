import { Component, type JSX } from "preact";
import { useCallback, useState } from "preact/hooks";
import type { Picture } from "../album.js";
import type { Words } from "../words/index.js";
import { useShared } from "./context.js";
import { Details } from "./details.js";
import { fitting, tally, type Group, type Show } from "./filter.js";
import { OutcomeIcon } from "./icons.js";
import { arrows } from "./keys.js";
import { Thumbnail } from "./strip.js";

const COLUMNS = 8;

interface Cell {
  picture: number;
  endpoint: string;
}

/**
 * Pictures side by side: a column each, as many as have room, with the chosen one among them. It is no <table>, because only lines
 * of their own can be left undrawn while they are out of sight.
 */
export function Matrix({ pictures, chosen, groups, show, text, choose }: { pictures: readonly Picture[]; chosen: number; groups: readonly Group[]; show: Show; text: string; choose: (id: number) => void }): JSX.Element {
  const { words } = useShared();
  const [open, setOpen] = useState<Cell>();
  const toggle = useCallback((picture: number, endpoint: string) => {
    choose(picture);
    setOpen((now) => (now?.picture === picture && now.endpoint === endpoint ? undefined : { picture, endpoint }));
  }, [choose]);
  const at = pictures.findIndex(({ id }) => id === chosen);
  const columns = pictures.slice(Math.floor(at / COLUMNS) * COLUMNS).slice(0, COLUMNS);
  const shown = fitting(groups, columns, show, text);
  if (shown.length === 0) return <p class="nothing">{words.none}</p>;
  return (
    <div class="scroll" onKeyDown={arrows(".cell", columns.length)}>
      <div class="matrix" role="table" style={{ "--columns": String(columns.length) }}>
        <div role="rowgroup">
          <div role="row" class="columns">
            <div role="columnheader">{words.endpoint}</div>
            {columns.map((picture) => (
              <div key={picture.id} role="columnheader" class={picture.id === chosen ? "chosen" : ""}>
                <Thumbnail picture={picture} />
                <span class="title">{picture.file.name}</span>
              </div>
            ))}
          </div>
        </div>
        {shown.map(({ id, name, endpoints }) => (
          <div key={id} role="rowgroup">
            <div role="row" class="head">
              <div role="rowheader">{name}</div>
              {columns.map((picture) => <div key={picture.id} role="cell" class="muted">{tally(picture, endpoints).accepted}/{endpoints.length}</div>)}
            </div>
            {endpoints.map((endpoint) => {
              const picture = open?.endpoint === endpoint.id ? columns.find(({ id }) => id === open.picture) : undefined;
              return [
                <Line key={endpoint.id} {...endpoint} pictures={columns} known={columns.map(({ verdicts }) => verdicts.get(endpoint.id))} words={words} open={picture?.id} toggle={toggle} />,
                picture !== undefined && (
                  <div key={`${endpoint.id} details`} role="row" class="opened">
                    <div role="cell" aria-colspan={columns.length + 1}><Details key={picture.id} picture={picture} endpoint={endpoint.id} /></div>
                  </div>
                ),
              ];
            })}
          </div>
        ))}
      </div>
    </div>
  );
}

interface LineProps {
  id: string;
  title: string;
  pictures: readonly Picture[];
  known: readonly (ReturnType<Picture["verdicts"]["get"]>)[];
  words: Words;
  /** The picture whose details are shown. */
  open: number | undefined;
  toggle: (picture: number, endpoint: string) => void;
}

class Line extends Component<LineProps> {
  override shouldComponentUpdate(next: LineProps): boolean {
    const { known, words, open } = this.props;
    return next.words !== words || next.open !== open || next.known.length !== known.length || next.known.some((verdict, i) => verdict !== known[i]);
  }

  override render({ id, title, pictures, known, words, open, toggle }: LineProps): JSX.Element {
    return (
      <div role="row" class="endpoint">
        <div role="rowheader">{title}</div>
        {pictures.map((picture, i) => {
          const verdict = known[i];
          if (verdict === undefined) return <div key={picture.id} role="cell"><button type="button" class="cell" disabled aria-label={words.loading} /></div>;
          const code = verdict.outcome === "rejected" ? (verdict.answers[0]?.code || words.noCode) : "";
          return (
            <div key={picture.id} role="cell">
              <button type="button" class={`cell ${verdict.outcome}`} aria-expanded={open === picture.id} title={code || words.outcome[verdict.outcome]} onClick={() => toggle(picture.id, id)}>
                <OutcomeIcon outcome={verdict.outcome} />
                <span class="unseen">{words.outcome[verdict.outcome]}</span>
                {code !== "" && <code>{code}</code>}
              </button>
            </div>
          );
        })}
      </div>
    );
  }
}
