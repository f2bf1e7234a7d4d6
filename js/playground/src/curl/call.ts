// What the flags of a curl command add up to.

import { ACTING, SWITCHES, VALUES } from "./flags.js";
import { headOf, partOf, textPart, BOUNDARY } from "./form.js";
import { CommandProblem, type Part, type Piece, type Sent } from "./sent.js";
import { encoded, wholeURL } from "./url.js";

interface Call {
  /** What @- reads. */
  input: string | undefined;
  method: string;
  url: string;
  headers: [string, string][];
  /** Headers switched off by "Name:", in lower case. */
  removed: string[];
  data: Piece[];
  form: Part[];
  query: string[];
  upload: string;
  switches: Set<string>;
  json: boolean;
}

/** Reads the arguments of curl up to a word that `ends` the command. */
export function readCurl(words: readonly string[], ends: (word: string) => boolean, input?: string): Sent {
  const call: Call = { input, method: "", url: "", headers: [], removed: [], data: [], form: [], query: [], upload: "", switches: new Set(), json: false };
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (word.trim() === "") continue;
    if (ends(word)) {
      if (words.slice(i).includes("curl")) throw new CommandProblem("twoCommands");
      break;
    }
    if (word === "curl") throw new CommandProblem("twoCommands");
    if (word.startsWith("--")) i += long(call, word, words[i + 1]);
    else if (word.length > 1 && word.startsWith("-")) i += short(call, word, words[i + 1]);
    else setURL(call, word);
  }
  return request(call);
}

/** --flag, --flag value or --flag=value; gives how many words more it took. */
function long(call: Call, word: string, next: string | undefined): number {
  const [name = "", ...inline] = word.split("=");
  if (!takesValue(name)) return flip(call, word);
  if (inline.length > 0) return act(call, name, inline.join("="), 0);
  return act(call, name, following(name, next), 1);
}

/** -sSX POST or -XPOST: letters in one word, the last of which may take a value. */
function short(call: Call, word: string, next: string | undefined): number {
  for (let i = 1; i < word.length; i++) {
    const name = `-${word[i]}`;
    if (!takesValue(name)) flip(call, name);
    else if (i + 1 < word.length) return act(call, name, word.slice(i + 1), 0);
    else return act(call, name, following(name, next), 1);
  }
  return 0;
}

function takesValue(name: string): boolean {
  return ACTING.has(name) || VALUES.has(name);
}

function following(name: string, next: string | undefined): string {
  if (next === undefined) throw new CommandProblem("wantsValue", name);
  return next;
}

function flip(call: Call, name: string): 0 {
  if (name === "-:" || name === "--next") throw new CommandProblem("twoCommands");
  if (!REQUEST_SWITCHES.has(name) && !SWITCHES.has(name) && !(name.startsWith("--no-") && SWITCHES.has(`--${name.slice(5)}`))) throw new CommandProblem("unknownFlag", name);
  call.switches.add(SHORT[name] ?? name);
  return 0;
}

const REQUEST_SWITCHES = new Set(["-G", "--get", "-I", "--head", "-g", "--globoff", "--path-as-is", "--form-escape"]);
const SHORT: Record<string, string> = { "-G": "--get", "-I": "--head", "-g": "--globoff" };

/** Does what a flag with a value asks for, and gives `used` back; flags that do not change the request are passed over. */
function act(call: Call, name: string, value: string, used: number): number {
  switch (name) {
    case "-X": case "--request": call.method = value; break;
    case "-H": case "--header": addHeader(call, value); break;
    case "-d": case "--data": case "--data-ascii": addData(call, fileOr(call, value, "strip")); break;
    case "--data-binary": addData(call, fileOr(call, value)); break;
    case "--data-raw": addData(call, value); break;
    case "--data-urlencode": addData(call, ...encodedPieces(call, value)); break;
    case "--json": call.json = true; call.data.push(fileOr(call, value)); break;
    case "-F": case "--form": call.form.push(partOf(value, (file) => fileOr(call, `@${file}`))); break;
    case "--form-string": call.form.push(textPart(value)); break;
    case "-u": case "--user": call.headers.push(["Authorization", `Basic ${base64(value.includes(":") ? value : `${value}:`)}`]); break;
    case "--oauth2-bearer": call.headers.push(["Authorization", `Bearer ${value}`]); break;
    case "--url-query": call.query.push(value.startsWith("+") ? value.slice(1) : onlyText(name, encodedPieces(call, value))); break;
    case "--url": setURL(call, value); break;
    case "-T": case "--upload-file": call.upload = value; break;
    case "-A": case "--user-agent": call.headers.push(["User-Agent", value]); break;
    case "-e": case "--referer": call.headers.push(["Referer", value]); break;
    case "-r": case "--range": call.headers.push(["Range", `bytes=${value}`]); break;
    case "-b": case "--cookie": if (value.includes("=")) call.headers.push(["Cookie", value]); break; // else it names a file of cookies
    case "-K": case "--config": case "--variable": case "--request-target": case "--aws-sigv4": throw new CommandProblem("notRead", name);
  }
  return used;
}

function setURL(call: Call, value: string): void {
  if (call.url !== "") throw new CommandProblem("twoURLs", `${call.url} ${value}`);
  call.url = value;
}

function addHeader(call: Call, value: string): void {
  const colon = value.indexOf(":");
  const [name, text] = [value.slice(0, colon).trim(), value.slice(colon + 1).trim()];
  if (value.startsWith("@")) throw new CommandProblem("notRead", `-H ${value}`);
  if (colon < 0 && value.endsWith(";")) call.headers.push([value.slice(0, -1), ""]);
  else if (colon < 0) throw new CommandProblem("badHeader", value);
  else if (text === "") call.removed.push(name.toLowerCase());
  else call.headers.push([name, text]);
}

/** Pieces of data stand with & between them. */
function addData(call: Call, ...pieces: Piece[]): void {
  if (call.data.length > 0) call.data.push("&");
  call.data.push(...pieces);
}

function fileOr(call: Call, value: string, as?: "strip"): Piece {
  if (!value.startsWith("@")) return value;
  const file = value.slice(1);
  if (file === "") throw new CommandProblem("wantsValue", "@");
  if (file !== "-") return as === undefined ? { file } : { file, as };
  if (call.input === undefined) throw new CommandProblem("stdin", "@-");
  return as === undefined ? call.input : call.input.replace(/[\r\n\0]/g, "");
}

/** What curl makes of content, =content, name=content, @file and name@file. */
function encodedPieces(call: Call, value: string): Piece[] {
  const at = value.search(/=/) >= 0 ? value.indexOf("=") : value.indexOf("@");
  if (at < 0) return [encoded(value)];
  const name = at === 0 ? "" : `${value.slice(0, at)}=`;
  if (value[at] === "=") return [name + encoded(value.slice(at + 1))];
  const content = fileOr(call, value.slice(at));
  return [name, typeof content === "string" ? encoded(content) : { ...content, as: "encode" as const }];
}

/** A query is text: a file cannot go into it here. */
function onlyText(name: string, pieces: readonly Piece[]): string {
  if (pieces.some((piece) => typeof piece !== "string")) throw new CommandProblem("notRead", `${name} @`);
  return pieces.join("");
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** Puts the parts together as curl would. */
function request(call: Call): Sent {
  const { data, form, headers, switches } = call;
  if (call.url === "") throw new CommandProblem("noURL");
  if (data.length > 0 && form.length > 0) throw new CommandProblem("dataAndForm");
  const lack = (name: string, value: string): void => {
    const key = name.toLowerCase();
    if (!call.removed.includes(key) && !headers.some(([other]) => other.toLowerCase() === key)) headers.push([name, value]);
  };
  if (call.json) {
    lack("Content-Type", "application/json");
    lack("Accept", "application/json");
  }
  let method = "GET";
  let body: Piece[] = [];
  if (switches.has("--get")) {
    const text = onlyText("-G", data);
    if (text !== "") call.query.push(text);
  } else if (form.length > 0) {
    [method, body] = ["POST", multipart(form, switches.has("--form-escape"))];
    lack("Content-Type", `multipart/form-data; boundary=${BOUNDARY}`);
  } else if (data.length > 0) {
    [method, body] = ["POST", data];
    lack("Content-Type", "application/x-www-form-urlencoded");
  } else if (call.upload !== "") {
    [method, body] = ["PUT", [fileOr(call, `@${call.upload}`)]];
  }
  if (switches.has("--head")) method = "HEAD";
  lack("Accept", "*/*");
  const url = wholeURL(call.url, call.query, call.upload, switches);
  return { method: call.method || method, url, headers, body, form: method === "POST" ? form : [] };
}

function multipart(form: readonly Part[], escape: boolean): Piece[] {
  return [...form.flatMap((part) => [`--${BOUNDARY}\r\n${headOf(part, escape)}\r\n`, part.content, "\r\n"]), `--${BOUNDARY}--\r\n`];
}
