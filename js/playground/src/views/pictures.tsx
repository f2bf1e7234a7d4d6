import type { JSX } from "preact";
import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import { album, type Picture } from "../album.js";
import { samplePicture } from "../sample.js";
import { bytesOf, formatOf } from "../words/numbers.js";
import { useShared } from "./context.js";
import { FileButton, useDrop } from "./drop.js";
import { List } from "./list.js";
import { Matrix } from "./matrix.js";
import { Strip, Thumbnail } from "./strip.js";
import { groupsOf, tally, Filter, type Show } from "./filter.js";

export function PicturesView({ active }: { active: boolean }): JSX.Element {
  const { client, words, providers } = useShared();
  const [pictures, setPictures] = useState<readonly Picture[]>([]);
  const [chosen, setChosen] = useState(0);
  const [show, setShow] = useState<Show>("all");
  const [text, setText] = useState("");
  const [drawing, setDrawing] = useState(false);
  const isWide = useWide();
  const held = useRef<ReturnType<typeof album> | undefined>(undefined);
  const pile = (held.current ??= album(client, setPictures));
  const add = useCallback((files: File[]) => pile.add(files), [pile]);
  const over = useDrop(active, add);
  const sample = async (): Promise<void> => {
    setDrawing(true);
    add([await samplePicture()]);
    setDrawing(false);
  };

  const isEmpty = pictures.length === 0;
  const was = useRef(isEmpty);
  const view = useRef<HTMLElement>(null);
  useEffect(() => {
    if (was.current !== isEmpty && document.activeElement === document.body) view.current?.focus(); // what had the focus is gone
    was.current = isEmpty;
  }, [isEmpty]);

  const picture = pictures.find(({ id }) => id === chosen) ?? pictures[0];
  const groups = useMemo(() => groupsOf(providers), [providers]);
  const all = groups.reduce((sum, { endpoints }) => sum + endpoints.length, 0);
  if (picture === undefined) {
    return (
      <section ref={view} tabIndex={-1} class={over ? "empty over" : "empty"}>
        <h1>{words.title}</h1>
        <p class="lead">{words.lead}</p>
        <div class="drop">
          <p class="drop-words">{over ? words.dropHere : words.drop}</p>
          <p class="buttons">
            <FileButton label={words.choose} multiple accept="image/*,.heic,.heif,.tif,.tiff,.pdf" take={add} />
            <button type="button" class="button plain" disabled={drawing} onClick={() => void sample()}>{words.sample}</button>
          </p>
        </div>
        <p class="muted">{words.privacy}</p>
      </section>
    );
  }

  const many = pictures.length > 1 && isWide;
  const counts = tally(picture);
  return (
    <section ref={view} tabIndex={-1} class={over ? "over" : ""}>
      <h1 class="unseen">{words.title}</h1>
      <div class="album">
        {pictures.length > 1 && <Strip pictures={pictures} chosen={picture.id} all={all} choose={setChosen} remove={pile.remove} />}
        <About picture={picture} all={all} />
        <p class="buttons">
          <FileButton label={words.add} multiple plain take={add} />
          <button type="button" class="button plain" onClick={() => pile.clear()}>{words.clear}</button>
        </p>
      </div>
      <Filter show={show} text={text} counts={counts} setShow={setShow} setText={setText} />
      {many
        ? <Matrix pictures={pictures} chosen={picture.id} groups={groups} show={show} text={text} choose={setChosen} />
        : <List picture={picture} groups={groups} show={show} text={text} />}
    </section>
  );
}

/** What the picture is, how far it has come, and the sum of its verdicts. */
function About({ picture, all }: { picture: Picture; all: number }): JSX.Element {
  const { words } = useShared();
  const { file, media, done, verdicts } = picture;
  const counts = tally(picture);
  const facts = [
    media === undefined || media.format === "" ? "" : formatOf(media.format),
    media === undefined || media.width === 0 ? "" : `${media.displayWidth} × ${media.displayHeight}`,
    media !== undefined && media.orientation > 1 ? words.turned : "",
    media !== undefined && media.frames > 1 ? words.frames(media.frames) : "",
    bytesOf(file.size),
  ].filter(Boolean);
  return (
    <div class="about">
      <Thumbnail picture={picture} />
      <div>
        <h2>{file.name}</h2>
        <p class="muted">{facts.join(" · ")}</p>
        {picture.broken && <p class="refused">{words.broken}</p>}
        {picture.wrong !== undefined && <p class="refused" role="alert">{picture.wrong}</p>}
        <p class={done ? "unseen" : "muted"} role="status">{done ? words.summary(counts.accepted, counts.rejected, counts.uncertain) : words.checking(verdicts.size, all)}</p>
        {!done && <progress aria-label={words.checking(verdicts.size, all)} max={all || 1} value={verdicts.size} />}
      </div>
    </div>
  );
}

const WIDE = "(min-width: 720px)";

/** Whether there is room for a column per picture. */
function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const follow = (): void => setWide(query.matches);
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return wide;
}
