import assert from "node:assert/strict";
import { test } from "node:test";
import { image } from "#dist/cases/recipe.js";
import { load, MisuseError, toResponse, type Verdict } from "willpass";
import { guard } from "willpass/guard";
import { rules } from "willpass/rules/vidu";

const willpass = await load({ rules });
const url = "https://api.vidu.com/ent/v2/img2video";
const headers = { authorization: "Token k", "content-type": "application/json" };
const picture = (recipe: string): string => `data:image/png;base64,${Buffer.from(image(recipe)).toString("base64")}`;
const post = (recipe: string, more: RequestInit = {}): Request =>
  new Request(url, { method: "POST", headers, body: JSON.stringify({ model: "viduq1", prompt: "a", images: [picture(recipe)] }), ...more });

/** A handler that reads the body and remembers it. */
function upstream() {
  const bodies: string[] = [];
  return { bodies, send: async (request: Request) => (bodies.push(await request.text()), new Response("sent")) };
}

test("a doomed request is answered with what the provider would answer", async () => {
  const { bodies, send } = upstream();
  const response = await guard(send, { willpass })(post("gif 640x480"));
  const verdict = await willpass.check(post("gif 640x480"));
  assert.equal(verdict.sure, false);
  assert.equal(response.headers.get("willpass"), "predicted; likely");
  assert.equal(response.status, verdict.answers[0]?.status);
  assert.equal(await response.text(), verdict.answers[0]?.body);
  assert.deepEqual(bodies, []);
});

test("a sure prediction says so", async () => {
  const response = await guard(upstream().send, { willpass, facts: { keyAccepted: false } })(post("png 640x480"));
  assert.equal(response.headers.get("willpass"), "predicted; sure");
  assert.equal(response.status, 401);
});

test("a good request goes on, whole", async () => {
  const { bodies, send } = upstream();
  const response = await guard(send, { willpass: () => willpass })(post("png 640x480"));
  assert.equal(await response.text(), "sent");
  assert.equal(response.headers.get("willpass"), null);
  assert.deepEqual(bodies, [await post("png 640x480").text()]);
});

test("what goes elsewhere is not read", async () => {
  const request = new Request("https://example.com/", { method: "POST", body: "a" });
  let given: Request | undefined;
  await guard((one) => (given = one, new Response()), { willpass })(request);
  assert.equal(given, request);
  assert.equal(request.bodyUsed, false);
});

test("facts come from the caller, with what the runtime hands over", async () => {
  const send = guard((_request: Request, _env: { paid: boolean }) => new Response("sent"), {
    willpass, facts: (_request, env) => ({ quotaLeft: env.paid }),
  });
  assert.equal(await (await send(post("png 640x480"), { paid: true })).text(), "sent");
  assert.match(await (await send(post("png 640x480"), { paid: false })).text(), /CreditInsufficient/);
});

test("a body longer than is held goes on unchecked, also when its length is not told", async () => {
  const { bodies, send } = upstream();
  const long = guard(send, { willpass, maxBytes: 100 });
  const stream = new Blob([await post("gif 640x480").text()]).stream();
  await long(post("gif 640x480", { body: stream, duplex: "half" } as RequestInit));
  await long(post("gif 640x480", { headers: { ...headers, "content-length": "101" } }));
  assert.equal(bodies.length, 2);
  assert.equal(bodies[0], await post("gif 640x480").text());
});

test("what may still pass goes on, unless the caller is stricter", async () => {
  const linked = (): Request => new Request(url, { method: "POST", headers, body: JSON.stringify({ model: "viduq1", prompt: "a", images: ["https://a.example/a.png"] }) });
  const { bodies, send } = upstream();
  await guard(send, { willpass })(linked());
  assert.equal(bodies.length, 1);
  const verdicts: Verdict[] = [];
  await guard(send, { willpass, refuse: (verdict) => (verdicts.push(verdict), false) })(linked());
  assert.equal(verdicts[0]?.outcome, "uncertain");
});

test("when the engine cannot be had, the request goes on if the caller hears of it, and fails otherwise", async () => {
  const { bodies, send } = upstream();
  const broken = (): never => { throw new RangeError("no module"); };
  const heard: unknown[] = [];
  await guard(send, { willpass: broken, failed: (problem) => heard.push(problem) })(post("gif 640x480"));
  assert.equal(bodies.length, 1);
  assert.ok(heard[0] instanceof RangeError);
  await assert.rejects(guard(send, { willpass: broken })(post("gif 640x480")), RangeError);
});

test("only a refusal becomes a response", async () => {
  const accepted = await willpass.check(post("png 640x480"));
  assert.throws(() => toResponse(accepted), MisuseError);
  const [answer] = accepted.answers;
  const refused = (more: object): Verdict => ({ ...accepted, answers: [{ ...answer!, accepted: false, body: "no", contentType: "text/x", ...more }] });
  const response = toResponse(refused({ status: 418, headers: { "x-code": "7" } }));
  assert.deepEqual([response.status, response.headers.get("content-type"), response.headers.get("x-code"), await response.text()], [418, "text/x", "7", "no"]);
  assert.equal(toResponse(refused({ status: 0 })).status, 400);
  assert.throws(() => toResponse(refused({ when: "task" })), MisuseError);
});
