import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { ErrorEntry } from "willpass";
import { useShared } from "./context.js";

const FEW = 40;
const PAUSE = 120; // milliseconds after the last key

/** Every error that a provider documents. */
export function CodesView(_: { active: boolean }): JSX.Element {
  const { client, words, providers } = useShared();
  const [text, setText] = useState("");
  const [provider, setProvider] = useState("");
  const [found, setFound] = useState<readonly ErrorEntry[]>();
  const [all, setAll] = useState(false);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => {
      void client.ask("codes", { text, provider }).then((entries) => {
        if (!current) return;
        setFound(entries);
        setAll(false);
      });
    }, PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [client, text, provider]);
  const names = new Map(providers.map(({ id, name }) => [id, name]));
  return (
    <section class="codes">
      <h1>{words.tabs.codes}</h1>
      <p class="lead">{words.codesLead}</p>
      <div class="filter">
        <textarea class="field search" rows={1} spellcheck={false} aria-label={words.search} placeholder={words.search} value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
        <select aria-label={words.provider} value={provider} onChange={({ currentTarget }) => setProvider(currentTarget.value)}>
          <option value="">{words.allProviders}</option>
          {providers.map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
        </select>
      </div>
      {found !== undefined && <p class="muted" role="status">{found.length === 0 ? words.nothingFound : words.found(found.length)}</p>}
      <ul class="entries">
        {(found ?? []).slice(0, all ? undefined : FEW).map((entry) => <Entry key={`${entry.provider}/${entry.id}`} entry={entry} name={names.get(entry.provider) ?? entry.provider} />)}
      </ul>
      {found !== undefined && found.length > FEW && !all && <p class="buttons"><button type="button" class="button plain" onClick={() => setAll(true)}>{words.more}</button></p>}
    </section>
  );
}

function Entry({ entry, name }: { entry: ErrorEntry; name: string }): JSX.Element {
  const { words } = useShared();
  const { code, status, message, meaning, retry, source = "", when, decides, trust, key = "" } = entry;
  return (
    <li class="entry">
      <p class="line">
        <code>{code || words.noCode}</code>
        {key !== "" && key !== code && <code class="muted">{key}</code>}
        {status !== 0 && <span class="muted">HTTP {status}</span>}
        <span class="provider">{name}</span>
      </p>
      {message !== "" && <p class="message" lang="en">{message}</p>}
      <p lang="en">{meaning}</p>
      <p><b>{words.todo}:</b> <span lang="en">{entry.do}</span></p>
      <p class="muted">
        {[words.decides[decides], retry && words.retry[retry], when === "task" && words.later, words.trust[trust]].filter(Boolean).join(" · ")}
        {/^https:\/\//.test(source) && <> · <a href={source} target="_blank" rel="noreferrer noopener">{words.source}</a></>}
      </p>
    </li>
  );
}
