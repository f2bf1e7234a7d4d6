import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Provider } from "willpass";
import type { Client } from "../engine/client.js";
import type { Language, Words } from "../words/index.js";

/** What every view needs. */
export interface Shared {
  client: Client;
  words: Words;
  language: Language;
  /** Empty until the engine is ready. */
  providers: readonly Provider[];
}

export const SharedContext = createContext<Shared | undefined>(undefined);

export function useShared(): Shared {
  return useContext(SharedContext)!;
}
