import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Picture } from "../album.js";
import { useShared } from "./context.js";
import { tally } from "./filter.js";
import { Icon } from "./icons.js";

/** All pictures side by side, one of them chosen. */
export function Strip({ pictures, chosen, all, choose, remove }: { pictures: readonly Picture[]; chosen: number; all: number; choose: (id: number) => void; remove: (id: number) => void }): JSX.Element {
  const { words } = useShared();
  return (
    <ul class="strip" aria-label={words.pictures}>
      {pictures.map((picture) => {
        const { id, file, verdicts, done } = picture;
        const { accepted } = tally(picture);
        return (
          <li key={id}>
            <button type="button" class="pick" aria-pressed={id === chosen} title={file.name} onClick={() => choose(id)}>
              <Thumbnail picture={picture} />
              <span class="unseen">{file.name} </span>
              <span class="muted">{done ? `${accepted}/${verdicts.size}` : `${Math.floor((100 * verdicts.size) / (all || 1))} %`}</span>
            </button>
            <button type="button" class="cross" aria-label={words.remove(file.name)} onClick={() => remove(id)}><Icon name="close" /></button>
          </li>
        );
      })}
    </ul>
  );
}

export function Thumbnail({ picture: { thumbnail } }: { picture: Picture }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    if (canvas.current === null || thumbnail === undefined) return;
    [canvas.current.width, canvas.current.height] = [thumbnail.width, thumbnail.height];
    canvas.current.getContext("2d")?.drawImage(thumbnail, 0, 0);
  }, [thumbnail]);
  return <span class="thumbnail" aria-hidden="true">{thumbnail === undefined ? <Icon name="picture" /> : <canvas ref={canvas} />}</span>;
}
