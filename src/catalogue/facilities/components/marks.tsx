import { useTranslations } from "next-intl";
import { SourceLine, useSaidOn } from "@/ui/data/source-line";
import type { Facility, Recognition } from "../queries";
import { isOld } from "../rules";

/** Accreditations and networks with their dates and their end: what holds first, what is over last and closed. */
export function Marks({
  facility,
  recognitions,
  now,
  oldAfterYears,
}: {
  facility: Facility;
  recognitions: readonly Recognition[];
  now: Date;
  oldAfterYears: number;
}) {
  const t = useTranslations("catalogue.facility");
  const c = useTranslations("catalogue");
  const old = (date: string | null) => isOld(date, now, oldAfterYears);
  const irccs = facility.facts.irccs;
  const ended = recognitions.filter((one) => one.state === "expired");
  const standing = recognitions.filter((one) => one.state !== "expired");
  return (
    <section aria-labelledby="recognitions">
      <h2 id="recognitions">{t("recognitions")}</h2>
      {facility.isIrccs && irccs && (
        <div className="rule mt-3 py-3">
          <p className="font-semibold">
            IRCCS: {facility.irccsFields.map((field) => c(`irccsFields.${field}`)).join(" · ")}
          </p>
          <p className="text-quiet">{t("irccs")}</p>
          <SourceLine said={irccs} isOld={old(irccs.sourceDate)} />
        </div>
      )}
      {standing.length === 0 && !facility.isIrccs && (
        <p className="mt-2">{t("recognitionsNone")}</p>
      )}
      {standing.length > 0 && (
        <ul className="mt-3">
          {standing.map((one) => (
            <Mark key={`${one.kind}${one.name}`} mark={one} old={old} />
          ))}
        </ul>
      )}
      {ended.length > 0 && (
        <details className="rule py-3">
          <summary className="cursor-pointer text-green underline">
            {t("ended", { count: ended.length })}
          </summary>
          <ul>
            {ended.map((one) => (
              <Mark key={`${one.kind}${one.name}`} mark={one} old={old} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Mark({ mark, old }: { mark: Recognition; old: (date: string | null) => boolean }) {
  const t = useTranslations("catalogue.facility");
  const c = useTranslations("catalogue");
  const saidOn = useSaidOn();
  const state =
    mark.state === "unknown"
      ? c("markState.unknown")
      : mark.until
        ? c(`markState.${mark.state === "valid" ? "validUntil" : "expiredOn"}`, {
            date: saidOn(mark.until),
          })
        : c(`markState.${mark.state}`);
  return (
    <li className="rule py-3">
      <p>
        <span className="mark">{c(`recognitions.${mark.kind}`)}</span>{" "}
        {mark.name && <bdi>{mark.name} </bdi>}
        {mark.level && <>({c(`levels.${mark.level}`)}) </>}
        {mark.since && <>· {t("since", { date: saidOn(mark.since) })} </>}·{" "}
        <span className={mark.state === "valid" ? "text-green" : "text-warm"}>{state}</span>
      </p>
      <SourceLine said={mark} isOld={old(mark.sourceDate ?? mark.since)} />
    </li>
  );
}
