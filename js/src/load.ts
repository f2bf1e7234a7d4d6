import { start, type Abi } from "./abi.js";
import { EngineError, MisuseError } from "./errors.js";
import { memoryOf, type Memory } from "./memory.js";
import { tagOf, unfit } from "./options.js";
import { wasi } from "./wasi.js";

/** Where the module comes from: an address, an answer of fetch, its bytes, or the compiled module itself. */
export type Wasm = URL | string | Response | PromiseLike<Response> | ArrayBuffer | Uint8Array | WebAssembly.Module;

/** Starts a fresh module: the engine without rules, or the one that reads documents. */
export async function instantiate<T extends { memory: WebAssembly.Memory } = Abi>(wasm: Wasm): Promise<{ abi: T; memory: Memory }> {
  try {
    const instance: WebAssembly.Instance = await WebAssembly.instantiate(await compile(await wasm), wasi(() => instance.exports["memory"] as WebAssembly.Memory));
    const abi = start(instance.exports);
    return { abi: abi as unknown as T, memory: memoryOf(abi) };
  } catch (cause) {
    if (cause instanceof MisuseError || cause instanceof EngineError) throw cause;
    throw new EngineError(`willpass.wasm cannot be had: ${cause}`, { cause });
  }
}

async function compile(wasm: Awaited<Wasm>): Promise<WebAssembly.Module> {
  const tag = tagOf(wasm);
  if (tag === "WebAssembly.Module") return wasm as WebAssembly.Module;
  if (tag === "String" || tag === "URL") return compile(await fetch(wasm as string | URL));
  if (tag === "ArrayBuffer" || tag === "Uint8Array") return WebAssembly.compile(wasm as ArrayBuffer);
  if (tag !== "Response") throw unfit("wasm", "a URL, Response, bytes or module", wasm);
  const response = wasm as Response;
  if (!response.ok) throw new EngineError(`${response.url} answers with status ${response.status}`);
  // Servers that do not know the media type of .wasm are common, and the streaming compiler refuses them.
  if (response.headers.get("content-type") === "application/wasm") return WebAssembly.compileStreaming(response);
  return WebAssembly.compile(await response.arrayBuffer());
}
