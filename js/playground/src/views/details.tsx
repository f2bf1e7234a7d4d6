import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Verdict } from "willpass";
import { aboutOf, type Picture } from "../album.js";
import { repairOf } from "../words/repair.js";
import { Answers } from "./answers.js";
import { Mend, OF_FILE } from "./mend.js";
import { useShared } from "./context.js";
import { Assumed, Findings } from "./findings.js";

/** Everything about one picture at one endpoint. */
export function Details({ picture, endpoint }: { picture: Picture; endpoint: string }): JSX.Element {
  const { client, words } = useShared();
  const [verdict, setVerdict] = useState<Verdict>();
  const { file, broken } = picture;
  useEffect(() => {
    let current = true;
    void client.ask("verdict", { file, endpoint, broken }).then((answer) => current && setVerdict(answer));
    return () => void (current = false);
  }, [client, file, endpoint, broken]);
  if (verdict === undefined) return <div class="details"><p class="muted">{words.loading}</p></div>;
  const canMend = !broken && verdict.findings.some(({ fix: [first] }) => first !== undefined && OF_FILE.includes(first.do));
  const advice = verdict.outcome === "rejected" || canMend ? repairOf(verdict, words, aboutOf(picture)) : "";
  return (
    <div class="details">
      <div>
        {(advice !== "" || canMend) && (
          <section class="mend">
            <h4>{words.repair}</h4>
            <p>{advice}</p>
            {canMend && <Mend file={file} endpoint={endpoint} />}
          </section>
        )}
        <Findings findings={verdict.findings} />
        <Assumed verdict={verdict} />
      </div>
      <Answers verdict={verdict} />
    </div>
  );
}
