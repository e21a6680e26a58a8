import { useTranslations } from "next-intl";
import { Held, LegMark, When } from "../../overviews/components/marks";
import type { LegPage } from "../queries";
import { AskForm } from "./ask-form";
import { ChoiceForms } from "./choice-forms";
import { OfferList } from "./offer-list";
import { OrderCard } from "./order-card";

/** One part of a journey for whoever plans it: where it stands, what is offered, who can be asked. */
export function LegPageView({ language, page }: { language: string; page: LegPage }) {
  const t = useTranslations("journey");
  const { leg, journey, orders, offers } = page;
  const isOpen = journey.state === "open";
  return (
    <>
      <span hidden data-stamp={`${journey.code}-${journey.version}`} />
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <LegMark state={leg.state} />
        <Held holder={leg.holder} dueAt={leg.dueAt} isOwn />
      </p>
      {leg.startsAt && leg.endsAt && (
        <p className="mt-2">
          <When startsAt={leg.startsAt} endsAt={leg.endsAt} />{" "}
          <span className="source">{t("milanTime")}</span>
        </p>
      )}
      <p className="mt-2 max-w-prose">{t(`about.${leg.key}`)}</p>
      {leg.state === "misfit" && (
        <p className="mt-4 border-s-4 border-warm bg-warm-soft px-4 py-3">{t("misfit")}</p>
      )}
      {orders.map((order) => (
        <OrderCard key={order.id} page={page} order={order} />
      ))}
      <OfferList language={language} page={page} offers={offers} />
      {isOpen && leg.choice === "partners" && !leg.isTask && page.shortlist.length > 0 && (
        <AskForm language={language} page={page} />
      )}
      {isOpen && !leg.isTask && page.shortlist.length === 0 && leg.state === "open" && (
        <p className="mt-8">{t("nobody")}</p>
      )}
      {isOpen && <ChoiceForms page={page} />}
      <p className="mt-10">
        <a href={`/${language}/journey/${journey.code}`}>{t("back")}</a>
      </p>
    </>
  );
}
