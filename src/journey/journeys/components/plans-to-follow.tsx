import { useTranslations } from "next-intl";

/** Accepted plans that no journey follows from yet: the way to begin one. */
export function PlansToFollow({
  language,
  plans,
}: {
  language: string;
  plans: readonly { requestId: string; number: string; facility: string }[];
}) {
  const t = useTranslations("journey");
  return plans.map((plan) => (
    <p
      key={plan.requestId}
      className="mb-6 flex flex-wrap items-center gap-x-6 gap-y-3 border-s-4 border-green bg-green-soft px-4 py-3"
    >
      <span className="grow">{t("follow", { facility: plan.facility, number: plan.number })}</span>
      <a className="button" href={`/${language}/journey/new?request=${plan.requestId}`}>
        {t("followGo")}
      </a>
    </p>
  ));
}
