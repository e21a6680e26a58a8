import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requirePartner } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { applicationOf } from "@/partners/applications/queries";
import { areaNames } from "@/partners/listing/queries";
import { RemoveServiceForm, ServiceEditor } from "@/partners/profiles/components/service-form";
import { draftOf } from "@/partners/profiles/queries";

export default async function Page(props: PersonalProps) {
  const partner = await requirePartner("edit-profile");
  const language = await localeOf(props);
  const t = await getTranslations("partners.own");
  const [firm, draft, areas, id] = await Promise.all([
    applicationOf(partner.partnerId),
    draftOf(partner.partnerId, language),
    areaNames(language),
    queryOf(props, "id"),
  ]);
  if (!firm) notFound();
  const service = draft.profile.services.find((one) => one.id === id) ?? null;
  if (draft.change?.state === "submitted" || (id && !service))
    redirect(`/${language}/partner/services`);
  return (
    <Personal
      language={language}
      path={`/partner/services/edit${id ? `?id=${id}` : ""}`}
      title={service ? service.name : t("addService")}
    >
      <ServiceEditor
        version={draft.version}
        service={service}
        categories={firm.categories}
        areas={areas}
      />
      {service && <RemoveServiceForm version={draft.version} id={service.id} />}
    </Personal>
  );
}
