// One -F of curl: name=content, name=@file or name=<file, with ;type=…;filename=… behind it.

import { CommandProblem, type Part, type Piece } from "./sent.js";

/** As long as the one of curl, and always the same, so that the same command gives the same bytes. */
export const BOUNDARY = "------------------------willpassFormBoundary00";

export function textPart(value: string): Part {
  const at = value.indexOf("=");
  if (at < 0) throw new CommandProblem("badPart", value);
  return { name: value.slice(0, at), filename: "", type: "", isFile: false, content: value.slice(at + 1) };
}

/** `open` gives what a file is. */
export function partOf(value: string, open: (file: string) => Piece): Part {
  const { name, content: given } = { ...textPart(value) } as { name: string; content: string };
  const sign = /^[@<]/.exec(given)?.[0] ?? "";
  const [content, options] = word(given.slice(sign.length));
  if (sign !== "" && (content === "" || (content.includes(",") && !given.startsWith('"', 1)))) throw new CommandProblem("badPart", value);
  const part: Part = { name, filename: "", type: "", isFile: sign === "@", content: sign === "" ? content : open(content), ...optionsOf(options) };
  if (sign === "@") part.filename ||= content.split("/").at(-1) ?? "";
  part.type ||= guessed(part, sign === "" ? "" : content);
  return part;
}

/** Cuts the text before the next semicolon off: bare, without the blanks around it, or in quotes. */
function word(given: string): [content: string, rest: string] {
  const text = given.replace(/^[ \t]+/, "");
  const quoted = /^"((?:[^"\\]|\\[\s\S])*)"/.exec(text);
  if (quoted !== null) return [quoted[1]!.replace(/\\(["\\])/g, "$1"), cut(text.slice(quoted[0].length))[1]];
  const [content, rest] = cut(text);
  return [text.startsWith('"') ? content : content.replace(/[ \t]+$/, ""), rest];
}

function cut(text: string): [before: string, after: string] {
  const at = text.indexOf(";");
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}

const OPTION = /^[ \t]*(type|filename|headers|encoder)=/;

/** Reads type=…;filename=…; a type may hold semicolons of its own. Others are passed over, as curl does. */
function optionsOf(text: string): Partial<Part> {
  const found: Partial<Part> = {};
  while (text !== "") {
    const equals = text.indexOf("=");
    const key = text.slice(0, equals < 0 ? text.length : equals).trim();
    let [value, rest] = word(equals < 0 ? "" : text.slice(equals + 1));
    while (key === "type" && rest !== "" && !OPTION.test(rest)) {
      const [parameter, after] = cut(rest);
      [value, rest] = [`${value};${parameter}`, after];
    }
    if (key === "type") found.type = value;
    if (key === "filename") Object.assign(found, { filename: value, isFile: true });
    text = rest;
  }
  return found;
}

function guessed({ filename, isFile }: Part, file: string): string {
  const guess = typeOf(filename) || typeOf(file);
  if (guess === "" && isFile && file !== "") return "application/octet-stream";
  return guess === "text/plain" && !isFile ? "" : guess;
}

/** The content type that curl gives a file by its ending. */
function typeOf(name: string): string {
  const ending = /\.[^./]*$/.exec(name.toLowerCase())?.[0] ?? "";
  return TYPES[ending] ?? "";
}

const TYPES: Record<string, string> = {
  ".gif": "image/gif", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".svg": "image/svg+xml", ".txt": "text/plain",
  ".htm": "text/html", ".html": "text/html", ".pdf": "application/pdf", ".xml": "application/xml",
};

export function headOf({ name, filename, type, isFile }: Part, escape: boolean): string {
  const quoted = (text: string): string =>
    escape ? text.replace(/[\\"]/g, "\\$&") : text.replaceAll('"', "%22").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
  const head = `Content-Disposition: form-data; name="${quoted(name)}"${isFile ? `; filename="${quoted(filename)}"` : ""}`;
  return `${head}${type === "" ? "" : `\r\nContent-Type: ${type}`}\r\n`;
}
