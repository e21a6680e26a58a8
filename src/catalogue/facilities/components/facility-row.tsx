import { useFormatter, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Language } from "@/platform/i18n/rules";
import type { FacilityCard } from "../queries";
import { capitals, facilityPath, saysOwnership } from "../rules";

type Props = {
  language: Language;
  facility: FacilityCard;
  heading?: "h2" | "h3";
  distance?: { km: number; from: string } | null;
  canCompare?: boolean;
  /** The topic that a comparison begun here is about, as `condition:stroke`. */
  topic?: string;
  children?: ReactNode;
};

/** A town with its province; where both have one name it is said once. */
export function Where({ comune, province }: Pick<FacilityCard, "comune" | "province">) {
  const t = useTranslations("catalogue.provinces");
  return capitals[province] === comune ? (
    t(province)
  ) : (
    <>
      <bdi lang="it">{comune}</bdi> · {t(province)}
    </>
  );
}

/** One facility in a list: its name, where it is, what it is, and (as children) why it is shown. */
export function FacilityRow({
  language,
  facility,
  heading: Heading = "h3",
  distance,
  canCompare = true,
  topic,
  children,
}: Props) {
  const t = useTranslations("catalogue");
  const format = useFormatter();
  return (
    <li className="rule grid gap-x-6 gap-y-2 py-5 md:grid-cols-[1fr_auto]">
      <div>
        <Heading className="font-serif text-lead">
          <a href={`/${language}${facilityPath(facility.slug)}`} lang="it" dir="ltr">
            {facility.name}
          </a>
        </Heading>
        <p>
          <Where comune={facility.comune} province={facility.province} /> ·{" "}
          {t(`kinds.${facility.kind}`)}
          {!saysOwnership(facility.kind) && <> · {t(`ownership.${facility.ownership}`)}</>}
          {distance && (
            <>
              {" "}
              ·{" "}
              {t("row.distance", {
                km: format.number(distance.km, { maximumFractionDigits: 0 }),
                from: distance.from,
              })}
            </>
          )}
        </p>
        {(facility.isIrccs || facility.recognitions.length > 0 || facility.offersSecondOpinion) && (
          <ul className="mt-1.5 flex flex-wrap gap-1.5">
            {facility.isIrccs && <li className="mark mark-green">IRCCS</li>}
            {facility.offersSecondOpinion && (
              <li className="mark mark-green">{t("row.secondOpinion")}</li>
            )}
            {facility.recognitions.map((kind) => (
              <li key={kind} className="mark">
                {t(`recognitions.${kind}`)}
              </li>
            ))}
          </ul>
        )}
        {children && <div className="mt-2">{children}</div>}
      </div>
      <div className="source flex flex-wrap items-baseline gap-x-4 md:flex-col md:items-end">
        {facility.beds !== null && (
          <span>
            {facility.bedsYear
              ? t("row.beds", { count: facility.beds, year: String(facility.bedsYear) })
              : t("row.bedsUndated", { count: facility.beds })}
          </span>
        )}
        {facility.discharges !== null && (
          <span>
            {t("row.discharges", {
              count: facility.discharges,
              year: String(facility.dischargesYear),
            })}
          </span>
        )}
        {canCompare && (
          <a
            href={`/${language}/compare?facility=${facility.slug}${topic ? `&topic=${topic}` : ""}`}
            data-compare={facility.slug}
            className="no-print"
          >
            {t("row.compare")}
            <span className="sr-only"> {facility.name}</span>
          </a>
        )}
      </div>
    </li>
  );
}
