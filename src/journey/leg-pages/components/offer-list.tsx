import { useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import { Form, Submit } from "@/ui/forms/form";
import { passOfferAction } from "../../offers/actions";
import { When } from "../../overviews/components/marks";
import type { LegPage, OfferView } from "../queries";
import { TermsView } from "./terms-view";

type Props = { language: string; page: LegPage; offers: readonly OfferView[] };

const isOpen = ({ state }: OfferView) => ["listed", "asked", "offered"].includes(state);

/** Those who were asked: each offer by itself, with its own terms, and never a sum over them. */
export function OfferList({ language, page, offers }: Props) {
  const t = useTranslations("journey.offers");
  const s = useTranslations("journey.offerStates");
  const open = offers.filter(isOpen);
  const over = offers.filter((offer) => !isOpen(offer) && offer.state !== "accepted");
  return (
    <>
      {open.length > 0 && (
        <section aria-labelledby="offers" className="mt-10">
          <h2 id="offers" className="text-title">
            {t("title")}
          </h2>
          {open.map((offer) => (
            <article key={offer.id} className="border-b border-line py-5">
              <p className="flex flex-wrap items-baseline gap-x-3">
                <bdi className="font-semibold">{offer.partner}</bdi>
                <span className={offer.state === "offered" ? "mark mark-warm" : "mark"}>
                  {s(offer.state)}
                </span>
                {offer.state === "asked" && offer.answerBy && (
                  <span className="source">
                    {t("answersBy")} <Time at={offer.answerBy} />
                  </span>
                )}
              </p>
              {offer.content && (
                <>
                  <p className="mt-2">
                    <When startsAt={offer.startsAt} endsAt={offer.endsAt} />
                  </p>
                  <TermsView terms={offer.content} cents={offer.content.cents} />
                  {offer.validUntil && (
                    <p className="source mt-2">
                      {t("validUntil")} <Time at={offer.validUntil} />
                    </p>
                  )}
                </>
              )}
              <div className="mt-3 flex flex-wrap items-center gap-4">
                {offer.state === "offered" && (
                  <a
                    className="button"
                    href={`/${language}/journey/${page.journey.code}/${page.leg.key}/${offer.id}`}
                  >
                    {t("look")}
                    <span className="sr-only">: {offer.partner}</span>
                  </a>
                )}
                <PassForm page={page} offer={offer} />
              </div>
            </article>
          ))}
        </section>
      )}
      {over.length > 0 && (
        <details className="mt-6">
          <summary className="cursor-pointer text-green underline">
            {t("before", { count: over.length })}
          </summary>
          <ul className="mt-2">
            {over.map((offer) => (
              <li key={offer.id} className="py-1">
                <bdi>{offer.partner}</bdi> <span className="mark">{s(offer.state)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

function PassForm({ page, offer }: { page: LegPage; offer: OfferView }) {
  const t = useTranslations("journey.offers");
  return (
    <Form action={passOfferAction} id={`pass-${offer.id}`} words="journey">
      <input type="hidden" name="code" value={page.journey.code} />
      <input type="hidden" name="leg" value={page.leg.key} />
      <input type="hidden" name="offerId" value={offer.id} />
      <input type="hidden" name="version" value={offer.version} />
      <Submit tone="quiet">
        {t(offer.state === "offered" ? "pass" : "askNoMore")}
        <span className="sr-only">: {offer.partner}</span>
      </Submit>
    </Form>
  );
}
