import { notFound } from "next/navigation";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { OfferPage } from "@/journey/leg-pages/components/offer-page";
import { legPage, packageNotice } from "@/journey/leg-pages/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  const { code = "", leg = "", offer: id = "" } = await props.params;
  const page = (await legPage(actor, code, leg, language)) ?? notFound();
  const offer = page.offers.find((one) => one.id === id) ?? notFound();
  return (
    <Personal
      language={language}
      path={`/journey/${code}/${leg}/${id}`}
      title={offer.partner}
      lead={<bdi>{page.journey.facility}</bdi>}
    >
      <OfferPage
        language={language}
        page={page}
        offer={offer}
        notice={await packageNotice(language)}
      />
    </Personal>
  );
}
