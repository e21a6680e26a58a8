import { useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import { ChangeList } from "../../leg-pages/components/change-list";
import { TermsView } from "../../leg-pages/components/terms-view";
import { NeedsList } from "../../needs/components/needs-list";
import { When } from "../../overviews/components/marks";
import type { WorkPage } from "../queries";
import { OfferForms } from "./offer-forms";
import { OrderForms } from "./order-forms";
import { StepForms } from "./step-forms";

/** One question or order, as its firm reads it: dates, places, people and needs, and nothing medical. */
export function WorkPageView({ page, tap }: { page: WorkPage; tap: string }) {
  const t = useTranslations("journey");
  const steps = useTranslations("journey.steps");
  const places = {
    home: page.meeting?.address ?? t("places.home"),
    airport: page.airport,
    lodging: t("places.lodging"),
    facility: `${page.facility}, ${page.facilityAddress}`,
  };
  const until = page.kind === "offer" ? page.answerBy : page.answerBy;
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-3">
        <span className={until ? "mark mark-warm" : "mark"}>
          {page.kind === "offer"
            ? t(`offerStates.${page.state as "asked"}`)
            : t(`orderStates.${page.state as "sent"}`)}
        </span>
        {until && (page.state === "asked" || page.state === "sent") && (
          <span className="source">
            {t("answerUntil")} <Time at={until} />
          </span>
        )}
      </p>
      {page.kind === "order" && <StepForms page={page} tap={tap} />}
      <dl className="mt-6 grid gap-x-8 gap-y-2 sm:grid-cols-[auto_1fr]">
        <dt className="source">{t("work.when")}</dt>
        <dd>
          <When startsAt={page.startsAt} endsAt={page.endsAt} />{" "}
          <span className="source">{t("milanTime")}</span>
        </dd>
        {page.from && (
          <>
            <dt className="source">{t(page.to ? "work.from" : "work.at")}</dt>
            <dd>
              <bdi>{places[page.from]}</bdi>
            </dd>
          </>
        )}
        {page.to && (
          <>
            <dt className="source">{t("work.to")}</dt>
            <dd>
              <bdi>{places[page.to]}</bdi>
            </dd>
          </>
        )}
        <dt className="source">{t("work.facility")}</dt>
        <dd>
          <bdi>{page.facility}</bdi>
        </dd>
        {page.meeting && (
          <>
            <dt className="source">{t("begin.firstName")}</dt>
            <dd>
              <bdi>{page.meeting.firstName}</bdi>
            </dd>
            <dt className="source">{t("begin.sign")}</dt>
            <dd>
              <bdi>{page.meeting.sign}</bdi>
            </dd>
            <dt className="source">{t("begin.phone")}</dt>
            <dd>
              <a href={`tel:${page.meeting.phone.replaceAll(/[^+\d]/g, "")}`} dir="ltr">
                {page.meeting.phone}
              </a>
            </dd>
          </>
        )}
      </dl>
      {page.needs ? (
        <div className="mt-6">
          <NeedsList needs={page.needs} people={page.people} />
        </div>
      ) : (
        <p className="mt-6">{t("work.closed")}</p>
      )}
      {page.content && (
        <section aria-labelledby="terms" className="mt-8">
          <h2 id="terms" className="text-lead">
            {t("work.terms")}
          </h2>
          <TermsView terms={page.content} cents={page.cents ?? page.content.cents} />
          {page.validUntil && (
            <p className="source mt-2">
              {t("offers.validUntil")} <Time at={page.validUntil} />
            </p>
          )}
        </section>
      )}
      {page.steps.length > 0 && (
        <ul className="mt-6 text-small">
          {page.steps.map((step) => (
            <li key={`${step.kind}-${step.at.toISOString()}`}>
              <Time at={step.at} /> {steps(step.kind as "late", { minutes: step.minutes ?? 0 })}
            </li>
          ))}
        </ul>
      )}
      {page.content && <ChangeList changes={page.changes} currency={page.content.currency} />}
      {page.kind === "offer" ? <OfferForms page={page} /> : <OrderForms page={page} />}
    </>
  );
}
