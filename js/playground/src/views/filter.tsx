import type { JSX } from "preact";
import type { Provider, Verdict } from "willpass";
import type { Picture } from "../album.js";
import { useShared } from "./context.js";

export const SHOWS = ["all", "accepted", "rejected", "uncertain"] as const;
export type Show = (typeof SHOWS)[number];

/** A provider's endpoints that take files. */
export interface Group {
  id: string;
  name: string;
  endpoints: { id: string; title: string }[];
}

export function groupsOf(providers: readonly Provider[]): Group[] {
  return providers.map(({ id, name, endpoints }) => ({
    id, name,
    endpoints: endpoints.filter(({ media, retired }) => media.length > 0 && !retired).map((endpoint) => ({ id: `${id}/${endpoint.id}`, title: endpoint.title })),
  }));
}

export type Tally = Record<Verdict["outcome"], number>;

export function tally({ verdicts }: Picture, endpoints?: Group["endpoints"]): Tally {
  const counts: Tally = { accepted: 0, rejected: 0, uncertain: 0 };
  if (endpoints === undefined) for (const { outcome } of verdicts.values()) counts[outcome]++;
  else for (const { id } of endpoints) if (verdicts.has(id)) counts[verdicts.get(id)!.outcome]++;
  return counts;
}

/** The groups with the endpoints that are to be shown: judged, with such an outcome for one of the pictures, with this text in title, id or code. */
export function fitting(groups: readonly Group[], pictures: readonly Picture[], show: Show, text: string): Group[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return groups.flatMap((group) => {
    const endpoints = group.endpoints.filter(({ id, title }) => {
      const verdicts = pictures.flatMap(({ verdicts }) => verdicts.get(id) ?? []);
      if (!verdicts.some(({ outcome }) => show === "all" || outcome === show)) return false;
      const all = [group.name, id, title, ...verdicts.map(({ answers }) => answers[0]?.code ?? "")].join(" ").toLowerCase();
      return words.every((word) => all.includes(word));
    });
    return endpoints.length === 0 ? [] : [{ ...group, endpoints }];
  });
}

export function Filter({ show, text, counts, setShow, setText }: { show: Show; text: string; counts: Tally; setShow: (show: Show) => void; setText: (text: string) => void }): JSX.Element {
  const { words } = useShared();
  const count = (one: Show): number => (one === "all" ? counts.accepted + counts.rejected + counts.uncertain : counts[one]);
  return (
    <div class="filter">
      <fieldset class="shows">
        <legend class="unseen">{words.show.label}</legend>
        {SHOWS.map((one) => (
          <label key={one} class={`show show-${one}`}>
            <input type="radio" class="unseen" name="show" checked={show === one} onChange={() => setShow(one)} />
            <span>{words.show[one]} <b>{count(one)}</b></span>
          </label>
        ))}
      </fieldset>
      <input type="search" class="field" placeholder={words.filter} aria-label={words.filter} value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
    </div>
  );
}
