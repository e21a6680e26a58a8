import { useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import { Form, Submit } from "@/ui/forms/form";
import { acceptOfferAction, readNoticeAction } from "../../offers/actions";
import { When } from "../../overviews/components/marks";
import type { LegPage, OfferView, PackageNotice } from "../queries";
import { TermsView } from "./terms-view";

/** One offer by itself: the notice first where another partner was ordered before, then the one act that orders. */
export function OfferPage({
  language,
  page,
  offer,
  notice,
}: {
  language: string;
  page: LegPage;
  offer: OfferView;
  notice: PackageNotice | null;
}) {
  const t = useTranslations("journey.accept");
  const hidden = (
    <>
      <input type="hidden" name="code" value={page.journey.code} />
      <input type="hidden" name="leg" value={page.leg.key} />
      <input type="hidden" name="offerId" value={offer.id} />
    </>
  );
  const isOver = offer.state !== "offered" || !offer.content;
  return (
    <>
      <p>
        <When startsAt={offer.startsAt} endsAt={offer.endsAt} />
      </p>
      {offer.content && <TermsView terms={offer.content} cents={offer.content.cents} />}
      {offer.validUntil && (
        <p className="source mt-2">
          {t("validUntil")} <Time at={offer.validUntil} />
        </p>
      )}
      {isOver && <p className="mt-6">{t("over")}</p>}
      {!isOver && offer.needsNotice && notice && (
        <section
          aria-labelledby="notice"
          className="mt-8 border-s-4 border-warm bg-warm-soft px-4 py-4"
        >
          <h2 id="notice" className="text-lead">
            {notice.title}
          </h2>
          {notice.body.map((line) => (
            <p key={line} className="mt-2">
              {line}
            </p>
          ))}
          <Form action={readNoticeAction} id="notice" words="journey" className="mt-4">
            {hidden}
            <input type="hidden" name="noticeVersion" value={notice.version} />
            <input type="hidden" name="noticeLanguage" value={notice.language} />
            <Submit tone="quiet">{t("read")}</Submit>
          </Form>
        </section>
      )}
      {!isOver && !offer.needsNotice && (
        <Form action={acceptOfferAction} id="accept" words="journey" className="mt-8">
          <p className="mb-3">
            {t("text", { partner: offer.content?.contractWith ?? offer.partner })}
          </p>
          {hidden}
          <input type="hidden" name="version" value={offer.version} />
          <Submit>{t("submit")}</Submit>
        </Form>
      )}
      <p className="mt-10">
        <a href={`/${language}/journey/${page.journey.code}/${page.leg.key}`}>{t("back")}</a>
      </p>
    </>
  );
}
