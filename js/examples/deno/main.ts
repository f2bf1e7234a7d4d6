// A proxy to Vidu that answers doomed requests itself. `deno task start`

import { load } from "willpass";
import { guard } from "willpass/guard";
import { rules } from "willpass/rules/vidu";

const send = guard((request: Request) => fetch(request), { willpass: () => load({ rules }) });

Deno.serve({ port: Number(Deno.env.get("PORT") ?? 8000) }, (request: Request) => {
  const { pathname, search } = new URL(request.url);
  const toProvider = new Request(`https://api.vidu.com${pathname}${search}`, request);
  toProvider.headers.set("authorization", `Token ${Deno.env.get("VIDU_KEY")}`);
  return send(toProvider);
});
