import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { EndRoleForm } from "@/accounts/grants/components/end-role-form";
import { colleagues } from "@/accounts/invitations/queries";
import { requirePartner } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";

export default async function Page(props: PersonalProps) {
  const partner = await requirePartner("manage-people");
  const language = await localeOf(props);
  const t = await getTranslations("accounts.association");
  const id = await queryOf(props, "id");
  // Whoever comes back from a fresh proof comes without the query: they choose again.
  if (!id) redirect(`/${language}/partner/people`);
  const colleague = (await colleagues(partner)).find(({ grantId }) => grantId === id) ?? notFound();
  return (
    <Personal
      language={language}
      path={`/partner/people/end?id=${colleague.grantId}`}
      title={t("endTitle")}
    >
      <EndRoleForm colleague={colleague} />
    </Personal>
  );
}
