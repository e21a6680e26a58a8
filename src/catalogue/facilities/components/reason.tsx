import { useTranslations } from "next-intl";
import { SourceLine } from "@/ui/data/source-line";
import type { Offering } from "../queries";
import { isOld } from "../rules";

/** Why a facility stands under a topic: what is said of it, by whom and when, or for which specialty. */
export function Reason({
  offering,
  language,
  now,
  oldAfterYears,
}: {
  offering: Offering;
  language: string;
  now: Date;
  oldAfterYears: number;
}) {
  const t = useTranslations("catalogue.reason");
  return (
    <>
      <p>
        {offering.via && <>{t("via", { specialty: offering.via })} </>}
        {offering.isSourced ? (
          <span lang={language === "en" ? undefined : "en"} dir="ltr">
            {offering.basis}
          </span>
        ) : (
          t("listed")
        )}
      </p>
      <SourceLine said={offering} isOld={isOld(offering.sourceDate, now, oldAfterYears)} />
    </>
  );
}
