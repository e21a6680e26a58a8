import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireLinguistOrPartner } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { nameOfField } from "@/opinions/opinions/rules";
import { WorkForm } from "@/opinions/translations/components/work-view";
import { openedWork } from "@/oversight/openings/queries";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireLinguistOrPartner();
  const { id = "" } = await props.params;
  const work = (actor.kind === "linguist" ? await openedWork(actor, id) : null) ?? notFound();
  const t = await getTranslations();
  const labels = Object.fromEntries(
    Object.keys(work.source).map((name) => {
      const { base, at } = nameOfField(name);
      const label =
        name === "text"
          ? t("opinions.work.yours")
          : t(`opinions.opinion.fields.${base as "summary"}`);
      return [name, at ? `${t("opinions.opinion.stepNumber", { number: at })}: ${label}` : label];
    }),
  );
  return (
    <Personal
      language={language}
      path={`/work/translations/${id}`}
      title={t("opinions.work.workTitle", { number: work.number })}
      isWide
    >
      {(await queryOf(props, "saved")) && <Done>{t("cases.desk.done")}</Done>}
      <WorkForm work={work} labels={labels} />
    </Personal>
  );
}
