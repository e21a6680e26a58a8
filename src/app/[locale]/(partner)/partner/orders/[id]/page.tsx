import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requirePartner } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { WorkPageView } from "@/journey/work/components/work-page";
import { workPage } from "@/journey/work/queries";
import { Done } from "@/ui/forms/form";

const dones = ["offered", "declined", "confirm", "refuse", "ended", "step", "changed"] as const;

export default async function Page(props: PersonalProps) {
  const partner = await requirePartner("answer-orders");
  const language = await localeOf(props);
  const { id = "" } = await props.params;
  const page = (await workPage(partner, id)) ?? notFound();
  const said = await queryOf(props, "done");
  const t = await getTranslations("journey");
  return (
    <Personal
      language={language}
      path={`/partner/orders/${id}`}
      title={t(`legs.${page.leg}`)}
      lead={<bdi>{page.number ?? page.facility}</bdi>}
    >
      {dones.some((one) => one === said) && <Done>{t("done.saved")}</Done>}
      <WorkPageView page={page} tap={crypto.randomUUID()} />
    </Personal>
  );
}
