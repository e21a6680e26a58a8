import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { OfferView } from "@/opinions/assignments/components/offer-view";
import { openedOffer } from "@/oversight/openings/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const staff = await requireStaff("specialist");
  const { id = "" } = await props.params;
  const offer = (await openedOffer(staff, id)) ?? notFound();
  const t = await getTranslations("opinions.facility");
  return (
    <Personal
      language={language}
      path={`/facility/offers/${id}`}
      title={t("offerTitle", { number: offer.number })}
      lead={t("offerLead")}
    >
      <OfferView offer={offer} />
    </Personal>
  );
}
