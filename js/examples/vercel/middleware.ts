// Next.js or plain Vercel: requests under /vidu/ go to Vidu, doomed ones are answered here. `npx vercel dev`

import { load } from "willpass";
import { guard } from "willpass/guard";
import { rules } from "willpass/rules/vidu";

export const config = { matcher: "/vidu/:path*", runtime: "edge" };

const send = guard((request: Request) => fetch(request), { willpass: () => load({ rules }) });

export default async function middleware(request: Request): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const headers = new Headers(request.headers);
  headers.set("authorization", `Token ${process.env["VIDU_KEY"]}`);
  const init = { method: request.method, headers, body: request.body, duplex: "half" };
  return send(new Request(`https://api.vidu.com${pathname.replace(/^\/vidu/, "")}${search}`, init as RequestInit));
}
