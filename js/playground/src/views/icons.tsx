import type { JSX } from "preact";
import type { Verdict } from "willpass";

const PATHS = {
  accepted: "M3.5 8.6 6.6 11.6 12.5 4.8",
  rejected: "M4.4 4.4 11.6 11.6 M11.6 4.4 4.4 11.6",
  uncertain: "M5.6 6.1c0-3.1 4.9-3 4.9-.1 0 1.9-2.4 1.9-2.4 3.8 M8.1 12.3v.1",
  open: "M4.5 6.2 8 9.8 11.5 6.2",
  close: "M4.4 4.4 11.6 11.6 M11.6 4.4 4.4 11.6",
  picture: "M2.5 3.5h11v9h-11z M2.5 10.6 5.8 7.6 8.6 10.2 10.6 8.6 13.5 11 M10.3 6.1v.1",
  search: "M7 11.2a4.2 4.2 0 1 0 0-8.4 4.2 4.2 0 0 0 0 8.4Z M10.2 10.2 13.5 13.5",
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }): JSX.Element {
  return (
    <svg class={`icon icon-${name}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}

export function OutcomeIcon({ outcome }: { outcome: Verdict["outcome"] | undefined }): JSX.Element {
  return outcome === undefined ? <span class="icon waiting" /> : <Icon name={outcome} />;
}
