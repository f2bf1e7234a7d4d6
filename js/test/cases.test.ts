import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { expandCase, parseCases, rulesOf } from "#dist/cases/case.js";
import { get, parseNode, write } from "#dist/cases/node.js";
import { differences } from "#dist/cases/want.js";
import type { Media, Verdict } from "willpass";

const folder = new URL("../../../testdata/recipes/", import.meta.url);
const read = (path: string): Uint8Array => readFileSync(new URL(path, folder));
const probe = (bytes: Uint8Array): Promise<Media> => Promise.resolve({ format: "png", bytes: bytes.length } as Media);

async function expanded(members: string) {
  const [one] = parseCases("a.json", `{"cases":[{"name":"the name",${members}}]}`);
  return expandCase(one!, read, probe);
}

const rows = parseNode(readFileSync(new URL("requests.json", folder), "utf8")).items;

test("the list of expanded requests is there", () => {
  assert.ok(rows.length >= 10, `got ${rows.length}`);
});

for (const row of rows) {
  test(`as in Go, to the byte: ${write(get(row, "about") ?? get(row, "request")!)}`, async () => {
    const { request } = await expanded(`"request":${write(get(row, "request")!)}`);
    const want = JSON.parse(write(row)) as { method: string; url: string; headers: [string, string][]; body: string };
    assert.equal(request.method, want.method || "GET");
    assert.equal(request.url, want.url);
    assert.deepEqual(request.headers, want.headers);
    assert.equal(Buffer.from(request.body).toString(), want.body);
  });
}

test("facts are read as on the wire, with recipes, files and times", async () => {
  const { facts } = await expanded(`"request":{},"facts":{"keyAccepted":false,"maxSide":4096.5,"host":"new",
    "taskExpires":"1970-01-02T01:00:00.9+01:00","noTime":"2026-02-30T00:00:00Z","ids":["a",7,{"$repeat":["b",2]}],
    "more":{"$times":[2,"id-{i}"]},"now":"2026-11-21T00:00:00Z","decoded":{"form:image":false,"body:/a":true},
    "fetched":{"https://a/b.png":{"$image":"png 1x1"},"https://a/t":{"file":"text.txt"},"https://dead/":{"failed":true},
     "https://a/m":{"media":{"format":"gif","width":3}}}}`);
  assert.deepEqual(facts, {
    keyAccepted: false, maxSide: 4096.5, host: "new", taskExpires: 86400, noTime: "2026-02-30T00:00:00Z",
    ids: ["a", "7", "bb"], more: ["id-0", "id-1"], now: 1795219200, decoded: { "form:image": false, "body:/a": true },
    fetched: {
      "https://a/b.png": { media: { format: "png", bytes: 78 } },
      "https://a/t": { media: { format: "png", bytes: read("text.txt").length } },
      "https://dead/": { failed: true },
      "https://a/m": { media: { format: "gif", width: 3 } },
    },
  });
});

const slips: [source: string, words: RegExp][] = [
  ["{", /: a.json: .*JSON/],
  ['{"cases":{}}', /: a.json: want a list named cases/],
  ['{"case":[]}', /unknown key "case"/],
  ['{"rules":"a.json","cases":[]}', /: a.json: rules: want a list of paths/],
  ['{"rules":[],"cases":[]}', /: a.json: rules: want a list of paths/],
  ['{"cases":[{"request":{}}]}', /want a name/],
  ['{"cases":[{"name":"a"}]}', /: a.json:1:11: case 0 "a": want a request/],
  ['{"cases":[\n {"nme":"a"}]}', /: a.json:2:2: .*unknown key "nme"/],
  ['{"cases":["a"]}', /want an object, got "a"/],
  ['{"cases":[{"name":"a","request":{"body":"x"}}]}', /request: unknown key "body"/],
  ['{"cases":[{"name":"a","request":{"url":"","url":""}}]}', /"url" is given twice/],
  ['{"cases":[{"name":"a","request":{}},{"name":"a","request":{}}]}', /two cases are named "a"/],
  ['{"cases":[{"name":"a","request":{},"facts":[]}]}', /facts: want an object/],
  ['{"cases":[{"name":"a","request":{},"want":{"Sure":true}}]}', /want: unknown key "Sure"/],
  ['{"cases":[{"name":"a","request":{},"want":{"outcome":"fine"}}]}', /accepted, rejected or uncertain, got "fine"/],
  ['{"cases":[{"name":"a","request":{},"want":{"code":806}}]}', /code: want a text, got 806/],
  ['{"cases":[{"name":"a","request":{},"want":{"code":null}}]}', /code is null/],
  ['{"cases":[{"name":"a","request":{},"want":{"answers":"806"}}]}', /answers: want a list, got "806"/],
  ['{"cases":[{"name":"a","request":{},"want":{"answers":[806]}}]}', /answers: want texts, got 806/],
  ['{"cases":[{"name":"a","request":{},"want":{"findings":["a"]}}]}', /findings: want an object, got "a"/],
  ['{"cases":[{"name":"a","request":{},"want":{"findings":[{"code":"1"}]}}]}', /findings: unknown key "code"/],
];
for (const [source, words] of slips) {
  test(`a slip in a case file is told: ${JSON.stringify(source)}`, () => assert.throws(() => (rulesOf("a.json", source), parseCases("a.json", source)), words));
}

const unfit: [members: string, words: RegExp][] = [
  ['"request":{"json":{},"text":""}', /a request has one body, got json and text/],
  ['"request":{"json":{"a":{"$image":"png 1x1"}}}', /json: raw bytes cannot stand in JSON/],
  ['"request":{"json":{"$image":"png 1x1","encode":"hex"}}', /encode is base64 or dataurl/],
  ['"request":{"json":{"$image":"png 1x1","encode":"base64","type":""}}', /the type of an \$image is for a data URL/],
  ['"request":{"json":{"$image":"png 1x1","encode":"base64","size":"1"}}', /\$image takes encode and type/],
  ['"request":{"json":{"$repeat":["A"]}}', /want {"\$repeat":\[text, count\]}/],
  ['"request":{"json":{"$repeat":["A",1.5]}}', /\$repeat: want a number/],
  ['"request":{"json":{"$repeat":["AB",268435456]}}', /\$repeat: want a number from 0 to 134217728/],
  ['"request":{"json":{"$times":[-1,""]}}', /\$times: want a number/],
  ['"request":{"json":{"$base64":"no-such-file"}}', /no-such-file/],
  ['"request":{"json":{"$base64":"a","encode":"base64"}}', /\$base64 stands alone/],
  ['"request":{"text":{"$times":[1,""]}}', /text: want a string/],
  ['"request":{"url":7}', /url: want a string, got 7/],
  ['"request":{"headers":{"A":1}}', /headers: A: want a string/],
  ['"request":{"base64":"?"}', /base64: this is not base64/],
  ['"request":{"form":{}}', /form: want a list of parts/],
  ['"request":{"form":[{"name":"a"}]}', /part 0: want a name, and value or file/],
  ['"request":{"form":[{"name":"a","value":"","file":"a"}]}', /part 0: want a name, and value or file/],
  ['"request":{"form":[{"name":"a","text":"a"}]}', /part 0: unknown key "text"/],
  ['"request":{"headers":{"Content-Type":"application/x-www-form-urlencoded"},"form":[{"name":"a","file":"text.txt"}]}', /has no files/],
  ['"request":{},"facts":{"a":null}', /a: want a boolean, number, text or list, got null/],
  ['"request":{},"facts":{"now":"today"}', /now: want a time/],
  ['"request":{},"facts":{"decoded":{"a":1}}', /a: want true or false/],
  ['"request":{},"facts":{"fetched":{"u":{"failed":false}}}', /u: want a recipe, file, failed or media/],
];
for (const [members, words] of unfit) {
  test(`what cannot be made is told: ${members}`, () => assert.rejects(expanded(members), words));
}

const verdict = {
  provider: "p", endpoint: "e", outcome: "rejected", sure: false,
  answers: [{ accepted: false, code: "806", status: 400, message: "m" }, { accepted: true, code: "" }],
  findings: [{ rule: "a", error: "e", at: "body:/a", state: "failed" }],
} as Verdict;

const wants: [want: string, lines: string[]][] = [
  ["{}", []],
  ['{"outcome":"rejected","sure":false,"code":"806","status":400,"message":"m"}', []],
  ['{"sure":true}', ["sure: want true, got false"]],
  ['{"code":"807","status":500}', ['code: want "807", got "806"', "status: want 500, got 400"]],
  ['{"answers":["accepted","806"]}', []],
  ['{"answers":["806"]}', ['answers: want ["806"], got ["806" "accepted"]']],
  ['{"includes":["806"]}', []],
  ['{"includes":["807","806"]}', ['includes: want "807", got ["806" "accepted"]']],
  ['{"findings":[{"rule":"a","state":"failed"}]}', []],
  ['{"findings":[{"rule":"a","state":"open"}]}', ['findings: want rule "a" state "open", got a failed at body:/a (e)']],
];
for (const [want, lines] of wants) {
  test(`${want} is compared`, () => {
    const [one] = parseCases("a.json", `{"cases":[{"name":"a","request":{},"want":${want}}]}`);
    assert.deepEqual(differences(one!.want, verdict), lines);
  });
}
