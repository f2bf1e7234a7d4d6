// The words of the wire, as wasm/ABI.md states them. Members of JSON keep these names in every door.

/** How well founded a rule, a limit, an order or an answer is. */
export type Trust = "documented" | "observed" | "inferred" | "unknown";

/** Every answer that fits what is known, most likely first, and why. */
export interface Verdict {
  /** "" when no provider has the host of the URL. */
  provider: string;
  endpoint: string;
  outcome: "accepted" | "rejected" | "uncertain";
  /** One answer is left. */
  sure: boolean;
  answers: Answer[];
  findings: Finding[];
  needs: Need[];
  assumed: Assumption[];
}

/** One response that the provider may give, rendered whole. */
export interface Answer {
  accepted: boolean;
  /** Our id in the provider's catalogue; "" when accepted. */
  error: string;
  /** The provider's code, always as text. */
  code: string;
  /** HTTP status; 0: not known. */
  status: number;
  message: string;
  /** Exact, but for visible placeholders such as `<trace_id>`. */
  body: string;
  contentType: string;
  headers?: Record<string, string>;
  /** "task": comes when the task is asked for. */
  when: "now" | "task";
  trust: Trust;
  /** Left out when it is the same as `trust`. */
  statusTrust?: Trust;
}

/** A rule that failed or stayed open. */
export interface Finding {
  rule: string;
  error: string;
  /** The concrete place, such as `body:/images/0`. */
  at: string;
  state: "failed" | "open";
  got: string;
  want: string;
  /** Why it is open. */
  why?: string;
  trust: Trust;
  source: string;
  /** What to change, in words. */
  advice: string;
  /** What to change, in the order in which it is done; empty when only the caller can know it, or nothing helps. */
  fix: Fix[];
  /** How many values of the place failed alike, when more than one. */
  count?: number;
  /** The kind of check, such as `side`. */
  kind?: string;
  /** The bounds asked for; `min` and `max` are inclusive. `unit` is pixel, byte, character, element, second, frame or ratio. */
  limits?: { min?: Limit; max?: Limit; above?: Limit; below?: Limit; unit?: string };
  /** What was compared: [width, height], or one number. */
  measured?: number[];
  /** The formats or values that pass, at most 32 of them. */
  oneOf?: string[];
}

/**
 * One change that brings a request nearer to passing, at the concrete place `at`. Those of a file name together what satisfies
 * every rule of its place: a picture is turned, cropped around its middle, scaled, encoded, in this order.
 */
export type Fix = { at: string } & (
  /** Put the value there, whatever is there now. */
  | { do: "set"; value: string | number | boolean }
  /** Only the caller knows what is lacking; the value is the first of those allowed, as an example. */
  | { do: "add"; value?: string | number | boolean }
  | { do: "remove" }
  /** Call the member so. */
  | { do: "rename"; value: string }
  /** Of elements with the same text there, keep the first. `at` has a `*`. */
  | { do: "unique" }
  /** Send the elements in several requests of at most so many each. */
  | { do: "split"; max: number }
  /** Keep the first elements. */
  | { do: "keep"; max: number }
  | { do: "cut"; max: number; unit: "byte" | "character" }
  /** Take the data-URL header away. */
  | { do: "strip" }
  /** Put the value before the text. */
  | { do: "prefix"; value: string }
  /** Write the base64 in the standard alphabet, padded, without line breaks. */
  | { do: "base64" }
  /** Let the file name end so. */
  | { do: "name"; to: string[] }
  /** Turn the pixels as the file's EXIF mark says, and leave the mark away. */
  | { do: "orient" }
  /** Pixels of the picture as it is shown. */
  | { do: "crop" | "resize"; width: number; height: number }
  /** Encode it as one of the formats, the best first, none = any; in `min` to `max` bytes; `rgb`: as three channels of eight bits. */
  | { do: "encode"; to?: string[]; min?: number; max?: number; rgb?: true }
);

/** One end of a bound; of a ratio width and height. */
export type Limit = number | readonly [number, number];

/** Something that would settle an open question. */
export interface Need {
  kind: "fetch" | "decode" | "ids" | "fact";
  at: string;
  /** The URL to fetch, or the id of the fact; "fault" to decode a broken file for which error it earns. */
  name: string;
}

/** A fact that was not given and was taken as the provider's default. */
export interface Assumption {
  fact: string;
  value: string;
}

/** What the header of an image, video, audio or PDF file says. Numbers not known are 0, `bytes` -1. */
export interface Media {
  format: string;
  /** Pixels as stored. */
  width: number;
  height: number;
  /** Pixels as shown: after EXIF orientation, or crop and rotation. */
  displayWidth: number;
  displayHeight: number;
  /** EXIF orientation 1 to 8; 0 when the file states none. */
  orientation: number;
  frames: number;
  /** Length of the whole file. */
  bytes: number;
  fault: "" | "unrecognized" | "truncated" | "malformed";
  channels?: number;
  bitDepth?: number;
  palette?: boolean;
  alpha?: boolean;
  progressive?: boolean;
  encrypted?: boolean;
  /** The file ends inside the picture. */
  cut?: boolean;
  /** Milliseconds. */
  duration?: number;
  /** Frames per 1000 seconds. */
  frameRate?: number;
  codec?: string;
  /** Bytes after the end of the picture. */
  trailing?: number;
  /** Offset in bytes at which the fault was found. */
  where?: number;
  reason?: string;
}

/** What the caller knows and the bytes of the request do not say. */
export interface Facts {
  /** The clock, in seconds since 1970-01-01 UTC. */
  now?: number;
  /** What the URLs in the request hold. */
  fetched?: Record<string, { failed: true } | { media: Media }>;
  /** Whether the pixels of the image at a place such as `form:image` decode. */
  decoded?: Record<string, boolean>;
  /** The provider's own facts, by their ids. */
  [named: string]: unknown;
}

/** One entry of a provider's catalogue of errors. */
export interface ErrorEntry {
  provider: string;
  /** Our id. */
  id: string;
  code: string;
  key?: string;
  /** HTTP status; 0: not known. */
  status: number;
  message: string;
  meaning: string;
  /** Who can tell: the request alone, the caller, what a URL holds, or the provider only. */
  decides: "request" | "caller" | "fetch" | "server";
  /** Whether sending it again may help; left out when nobody knows. */
  retry?: "yes" | "no";
  /** What a person does about it. */
  do: string;
  when: "now" | "task";
  trust: Trust;
  statusTrust?: Trust;
  source?: string;
  /** Ids of further entries whose codes the same answer holds. */
  carries?: readonly string[];
  /** Why no rule predicts it although one could. */
  unreached?: string;
}

/** What is known of a provider: where it is, what may be told, what may be asked. */
export interface Provider {
  id: string;
  name: string;
  hosts: { id: string; host: string }[];
  /** `assumed`: taken as the provider's default when it is not told. */
  facts: { id: string; type: "boolean" | "number" | "text" | "time" | "list"; about: string; assumed: boolean }[];
  endpoints: Endpoint[];
}

/** One way to ask a provider. */
export interface Endpoint {
  id: string;
  title: string;
  method: string;
  paths: { path: string }[];
  /** The places that take a file, and how it comes there. */
  media: { at: string; as: "file" | "base64" | "url" | "auto" }[];
  /** Answers requests whose path or method no endpoint has. */
  fallback?: "path" | "method";
  retired: boolean;
}

/** What `willpass/rules/<provider>` holds: rules as the engine reads them, UTF-8 or a text. */
export interface PackedRules {
  provider: string;
  packed: string | Uint8Array;
}

/** A rule document, such as those of `willpass/documents/<provider>`: `name` is `<provider>/<file>.json`. */
export interface RuleDocument {
  name: string;
  text: string;
}

export type RuleFile = PackedRules | RuleDocument;
