import { useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import type { RequestLine } from "../queries";

/** The requests of a patient: where each stands, and until when. */
export function CasesList({
  language,
  lines,
  canBegin,
}: {
  language: string;
  lines: readonly RequestLine[];
  canBegin: boolean;
}) {
  const t = useTranslations();
  return (
    <>
      {lines.length === 0 && <p>{t("cases.cases.none")}</p>}
      <ul>
        {lines.map((line) => (
          <li key={line.id} className="border-b border-line py-4">
            <a
              href={`/${language}/second-opinion/${line.state === "draft" ? "ask" : "cases"}/${line.id}`}
              className="text-lead"
            >
              <bdi>{line.about || line.number}</bdi>
            </a>
            {line.about && (
              <p className="source">
                {t("cases.cases.number")} <bdi dir="ltr">{line.number}</bdi>
              </p>
            )}
            <p className="mt-1">
              {t(`cases.states.${line.state}`)}
              {line.dueAt && (
                <>
                  {" · "}
                  {t("cases.clock.until")} <Time at={line.dueAt} />
                </>
              )}
            </p>
            <p className="source mt-1">
              {line.state === "draft" ? t("cases.cases.deletedOn") : t(`cases.next.${line.state}`)}
            </p>
          </li>
        ))}
      </ul>
      {canBegin && (
        <p className="mt-8">
          <a className="button" href={`/${language}/second-opinion/start`}>
            {t("cases.cases.new")}
          </a>
        </p>
      )}
    </>
  );
}
