import { getTranslations } from "next-intl/server";
import { requirePartner } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { WorkList } from "@/journey/work/components/work-list";
import { workOf } from "@/journey/work/queries";

export default async function Page(props: PersonalProps) {
  const partner = await requirePartner("answer-orders");
  const language = await localeOf(props);
  const t = await getTranslations("journey.work");
  return (
    <Personal language={language} path="/partner/orders" title={t("title")} lead={t("lead")}>
      <WorkList language={language} work={await workOf(partner)} />
    </Personal>
  );
}
