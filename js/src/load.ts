import { start } from "./abi.js";
import type { Engine } from "./check.js";
import { EngineError, MisuseError } from "./errors.js";
import { memoryOf } from "./memory.js";
import { nameOf } from "./options.js";
import { wasi } from "./wasi.js";

/** Where the module comes from: an address, an answer of fetch, its bytes, or the compiled module itself. */
export type Wasm = URL | Response | PromiseLike<Response> | ArrayBuffer | Uint8Array | WebAssembly.Module;

/** Starts a fresh engine without rules. */
export async function instantiate(wasm: Wasm): Promise<Engine> {
  const module = await compile(await wasm);
  let memory: WebAssembly.Memory | undefined;
  const imports = wasi(module, () => {
    if (memory === undefined) throw new EngineError("the module makes a system call before it has memory");
    return memory;
  });
  const { exports } = await WebAssembly.instantiate(module, imports);
  if (exports["memory"] instanceof WebAssembly.Memory) memory = exports["memory"];
  const abi = start(exports);
  return { abi, memory: memoryOf(abi) };
}

async function compile(wasm: Awaited<Wasm>): Promise<WebAssembly.Module> {
  if (wasm instanceof WebAssembly.Module) return wasm;
  if (wasm instanceof ArrayBuffer) return WebAssembly.compile(wasm);
  if (wasm instanceof Uint8Array) return WebAssembly.compile(wasm as Uint8Array<ArrayBuffer>);
  if (wasm instanceof URL) return compile(await fetch(wasm));
  if (!(wasm instanceof Response)) throw new MisuseError(`wasm: want a URL, Response, bytes or module, got ${nameOf(wasm)}`);
  if (!wasm.ok) throw new EngineError(`${wasm.url || "the WebAssembly module"} answers with status ${wasm.status}`);
  // Servers that do not know the media type of .wasm are common, and the streaming compiler refuses them.
  if (wasm.headers.get("content-type") === "application/wasm") return WebAssembly.compileStreaming(wasm);
  return WebAssembly.compile(await wasm.arrayBuffer());
}
