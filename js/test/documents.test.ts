// Rule documents of one's own, read by the second module.

import assert from "node:assert/strict";
import { test } from "node:test";
import { load, MisuseError, RulesError } from "willpass";
import { documents } from "willpass/documents/vidu";
import { rules as omnious } from "willpass/rules/omnious";
import { rules as vidu } from "willpass/rules/vidu";

const request = {
  method: "POST", url: "https://api.vidu.com/ent/v2/text2video",
  headers: { authorization: "Token k", "content-type": "application/json" },
  body: '{"model":"viduq3-pro","prompt":"12345678901"}',
};
const contract = {
  name: "vidu/my.json",
  text: JSON.stringify({
    overlay: { provider: "vidu", about: "our contract" },
    endpoints: [{ id: "text2video", rules: [{ id: "body:/prompt.length", length: { max: 10 } }] }],
  }),
};

test("the shipped documents judge as the shipped rules do, to the byte", async () => {
  const [read, packed] = [await load({ rules: documents }), await load({ rules: vidu })];
  assert.equal(await read.checkText(request), await packed.checkText(request));
  assert.deepEqual(read.catalogue(), packed.catalogue());
});

test("an overlay changes a limit, beside packed rules of another provider", async () => {
  const willpass = await load({ rules: [...omnious, ...documents, contract] });
  const { findings } = await willpass.check(request);
  assert.equal(findings[0]?.rule, "body:/prompt.length");
  assert.equal(findings[0]?.source, "vidu/my.json");
  assert.equal(willpass.catalogue().length, 2);
});

test("another provider needs no code", async () => {
  const own = { name: "mine/provider.json", text: '{"provider":{"id":"mine","name":"Mine"},"hosts":[{"id":"h","host":"mine.example"}]}' };
  assert.deepEqual((await load({ rules: [own] })).catalogue().map(({ id }) => id), ["mine"]);
});

test("a document larger than the module's buffer goes in by pieces", async () => {
  const text = `{"provider":{"id":"mine","name":"Mine"},"hosts":[{"id":"h","host":"mine.example","about":"${"x".repeat(2_500_000)}"}]}`;
  assert.equal((await load({ rules: [{ name: "mine/provider.json", text }] })).catalogue()[0]?.id, "mine");
});

test("wrong documents are refused with every problem and its position", async () => {
  const wrong = load({ rules: [{ name: "x/provider.json", text: '{\n "provider":7}' }, { name: "y/provider.json", text: "{" }] });
  await assert.rejects(wrong, (problem) => {
    assert.ok(problem instanceof RulesError);
    assert.match(problem.problems[0] ?? "", /^x\/provider\.json:2:\d+: /);
    assert.match(problem.problems.at(-1) ?? "", /^y\/provider\.json:1:\d+: /);
    return true;
  });
  await assert.rejects(load({ rules: [{ name: "bad.json", text: "" }] }), /rules: want { name: "vidu\/errors.json", text }, got the name "bad.json"/);
});

test("an overlay on packed rules is told how to do it", async () => {
  await assert.rejects(load({ rules: [...vidu, ...documents, contract] }), (problem) => problem instanceof MisuseError && /willpass\/documents\/vidu/.test(problem.message));
});
