import assert from "node:assert/strict";
import { test } from "node:test";
import { parseHTTP } from "#dist/cli/http.js";

function parsed(source: string) {
  const { body, ...head } = parseHTTP("a.http", Buffer.from(source, "latin1"));
  return { ...head, body: Buffer.from(body).toString("latin1") };
}

test("method and URL, headers, an empty line, the body", () => {
  assert.deepEqual(parsed('POST https://a.example/v1?x=1 HTTP/1.1\nX-Key: k: 1 \nA:b\nE:\n\n{"a":1}'), {
    method: "POST", url: "https://a.example/v1?x=1", headers: [["X-Key", "k: 1"], ["A", "b"], ["E", ""]], body: '{"a":1}',
  });
});

test("a path goes to the host of the header", () => {
  assert.equal(parsed("GET /v1 HTTP/1.1\r\nhost: a.example\r\n\r\n").url, "https://a.example/v1");
  assert.throws(() => parsed("GET /v1 HTTP/1.1\n\n"), /the URL \/v1 has no host/);
});

const bodies: [name: string, source: string, want: string][] = [
  ["there may be no body", "GET https://a.example/", ""],
  ["comments before the request are left out", "# one\n// two\n\nGET https://a.example/\n", ""],
  ["bytes that are no text stay", "POST u\n\n\xff\x00\xfe", "\xff\x00\xfe"],
  ["every byte behind the empty line is the body", "POST u\r\nA: b\r\n\r\n\r\n# a\n\n", "\r\n# a\n\n"],
];
for (const [name, source, want] of bodies) {
  test(name, () => assert.equal(parsed(source).body, want));
}

test("what is no request is told with its line", () => {
  assert.throws(() => parsed(""), /a.http:0: want a method and a URL/);
  assert.throws(() => parsed("# a\nhttps://a.example"), /a.http:2: want a method and a URL such as POST https:\/\/…, got "https:\/\/a.example"/);
  assert.throws(() => parsed("POST u\nno header\n\n"), /a.http:2: want a header line, got "no header"/);
});
