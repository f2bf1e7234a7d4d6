// An answer of a provider as it would come over the wire.

import type { Answer } from "willpass";
import { scanned } from "./json.js";
import { segmentsOf, type Segment } from "./segments.js";

/** The reason phrases of https://www.iana.org/assignments/http-status-codes that providers answer with. */
const PHRASES: Record<number, string> = {
  200: "OK", 201: "Created", 202: "Accepted", 204: "No Content", 400: "Bad Request", 401: "Unauthorized", 402: "Payment Required", 403: "Forbidden",
  404: "Not Found", 405: "Method Not Allowed", 406: "Not Acceptable", 408: "Request Timeout", 409: "Conflict", 410: "Gone", 411: "Length Required",
  413: "Content Too Large", 414: "URI Too Long", 415: "Unsupported Media Type", 422: "Unprocessable Content", 429: "Too Many Requests",
  431: "Request Header Fields Too Large", 500: "Internal Server Error", 501: "Not Implemented", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout",
};

/** "" when the status is not known. */
export function statusLine({ status }: Answer): string {
  return status === 0 ? "" : `HTTP/1.1 ${status} ${PHRASES[status] ?? ""}`.trimEnd();
}

export function headerLines({ headers = {}, contentType }: Answer): string[] {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const typed = lines.some((line) => line.toLowerCase().startsWith("content-type:"));
  return contentType === "" || typed ? lines : [`Content-Type: ${contentType}`, ...lines];
}

/** The body, with its code and message marked. */
export function answerBody({ body, code, message }: Answer): Segment[] {
  const { text, values, strings } = scanned(body);
  const told = [code, message].filter((one) => one !== "");
  const marks = [...values.values()].filter(({ start, end }) => told.includes(unquoted(text.slice(start, end)))).map((span) => ({ ...span, finding: 0 }));
  return segmentsOf(text, marks, strings.filter(({ start, end }) => end - start > 2000));
}

function unquoted(text: string): string {
  if (!text.startsWith('"')) return text;
  try {
    return JSON.parse(text) as string;
  } catch {
    return text;
  }
}
