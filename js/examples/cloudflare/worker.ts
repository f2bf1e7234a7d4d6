// A proxy to Vidu that answers doomed requests itself. `npx wrangler dev`

import { load } from "willpass";
import { guard } from "willpass/guard";
import { rules } from "willpass/rules/vidu";

interface Env {
  VIDU_KEY: string;
}

const send = guard((request: Request) => fetch(request), { willpass: () => load({ rules }) });

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const toProvider = new Request(`https://api.vidu.com${pathname}${search}`, request);
    toProvider.headers.set("authorization", `Token ${env.VIDU_KEY}`);
    return send(toProvider);
  },
};
