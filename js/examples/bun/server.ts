// A proxy to Vidu that answers doomed requests itself. `bun server.ts`

import { load } from "willpass";
import { guard } from "willpass/guard";
import { rules } from "willpass/rules/vidu";

const send = guard((request: Request) => fetch(request), { willpass: () => load({ rules }) });

Bun.serve({
  port: Number(process.env["PORT"] ?? 3000),
  maxRequestBodySize: 64 * 2 ** 20,
  fetch(request) {
    const { pathname, search } = new URL(request.url);
    const headers = new Headers(request.headers);
    headers.delete("host");
    headers.set("authorization", `Token ${process.env["VIDU_KEY"]}`);
    return send(new Request(`https://api.vidu.com${pathname}${search}`, { method: request.method, headers, body: request.body }));
  },
});
