import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { LegPageView } from "@/journey/leg-pages/components/leg-view";
import { legPage } from "@/journey/leg-pages/queries";
import { Done } from "@/ui/forms/form";

const dones = ["asked", "saved", "ordered", "ended"] as const;

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  const { code = "", leg = "" } = await props.params;
  const page = (await legPage(actor, code, leg, language)) ?? notFound();
  const said = await queryOf(props, "done");
  const t = await getTranslations("journey");
  return (
    <Personal
      language={language}
      path={`/journey/${code}/${leg}`}
      title={t(`legs.${page.leg.key}`)}
      lead={<bdi>{page.journey.facility}</bdi>}
    >
      {dones.some((one) => one === said) && <Done>{t(`done.${said as "asked"}`)}</Done>}
      <LegPageView language={language} page={page} />
    </Personal>
  );
}
