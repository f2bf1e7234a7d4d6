// Loaded before an example: what would go to the provider goes to the test.

const send = globalThis.fetch;
const port = globalThis.Deno?.env.get("UPSTREAM_PORT") ?? globalThis.process.env.UPSTREAM_PORT;
globalThis.fetch = (request) => send(`http://127.0.0.1:${port}/${request.url}`, { method: request.method, headers: request.headers, body: request.body, duplex: "half" });
