import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { parseHTTP } from "#dist/cli/http.js";

function parsed(source: string, path = "a.http") {
  const { body, ...head } = parseHTTP(path, Buffer.from(source, "latin1"));
  return { ...head, body: Buffer.from(body).toString("latin1") };
}

test("request line, headers, an empty line, the body", () => {
  assert.deepEqual(parsed('POST https://a.example/v1?x=1 HTTP/1.1\nX-Key: k: 1 \nA:b\n\n{"a":1}\n'), {
    method: "POST", url: "https://a.example/v1?x=1", headers: [["X-Key", "k: 1"], ["A", "b"]], body: '{"a":1}',
  });
});

test("a path goes to the host of the header", () => {
  assert.equal(parsed("GET /v1 HTTP/1.1\r\nHost: a.example\r\n\r\n").url, "https://a.example/v1");
  assert.throws(() => parsed("GET /v1 HTTP/1.1\n\n"), /a path alone needs a Host header/);
});

const bodies: [name: string, source: string, want: string][] = [
  ["an address alone is a GET without body", "https://a.example/", ""],
  ["comments before the request are left out", "# one\n// two\n\nGET https://a.example/\n", ""],
  ["bytes that are no text stay", "POST u\n\n\xff\x00\xfe\n", "\xff\x00\xfe"],
  ["only the last line break belongs to the file", "POST u\n\na\n\n", "a\n"],
  ["a body of CRLF lines keeps them", "POST u\r\n\r\na\r\nb\r\n", "a\r\nb"],
  ["the body ends at ###", "POST u\n\na\n### the next\nGET v\n", "a"],
  ["multipart in LF lines is sent with CRLF", "POST u\nContent-Type: multipart/form-data; boundary=b\n\n--b\nA: b\n\nc\n--b--\n", "--b\r\nA: b\r\n\r\nc\r\n--b--"],
];
for (const [name, source, want] of bodies) {
  test(name, () => assert.equal(parsed(source).body, want));
}

test("a line < path stands for the bytes of that file", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "willpass-"));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "a.bin"), Buffer.from("\xff\n\xfe", "latin1"));
  const path = join(folder, "a.http");
  assert.equal(parsed("POST u\n\n< ./a.bin\n", path).body, "\xff\n\xfe");
  assert.equal(parsed("POST u\nContent-Type: multipart/form-data; boundary=b\n\n--b\n\n< ./a.bin\n--b--\n", path).body, "--b\r\n\r\n\xff\n\xfe\r\n--b--");
  assert.throws(() => parsed("POST u\n\n< ./b.bin\n", path), { code: "ENOENT" });
});

test("a file that is no request is told", () => {
  assert.throws(() => parsed(""), /want a request line/);
  assert.throws(() => parsed("POST u\nno header\n\n"), /a.http:2: want a header line, got "no header"/);
});
