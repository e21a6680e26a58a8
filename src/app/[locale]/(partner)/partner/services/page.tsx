import { getTranslations } from "next-intl/server";
import { requirePartner } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { areaNames } from "@/partners/listing/queries";
import { draftOf } from "@/partners/profiles/queries";
import { ServicesView } from "@/partners/reviews/components/services-view";

export default async function Page(props: PersonalProps) {
  const partner = await requirePartner("edit-profile");
  const language = await localeOf(props);
  const t = await getTranslations("partners.own");
  const [draft, areas] = await Promise.all([
    draftOf(partner.partnerId, language),
    areaNames(language),
  ]);
  return (
    <Personal language={language} path="/partner/services" title={t("servicesTitle")}>
      <ServicesView
        language={language}
        draft={draft}
        areas={new Map(areas.map(({ id, name }) => [id, name]))}
        wasSaved={(await queryOf(props, "done")) === "saved"}
      />
    </Personal>
  );
}
