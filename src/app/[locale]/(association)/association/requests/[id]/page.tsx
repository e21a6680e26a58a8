import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { DeskCase } from "@/second-opinion/cases/components/desk-case";
import { openedCase } from "@/second-opinion/cases/queries";
import { linksOf } from "@/second-opinion/upload-links/queries";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const office = await requireOffice("case-coordinator");
  const { id = "" } = await props.params;
  const whole = (await openedCase(office, id)) ?? notFound();
  const t = await getTranslations("secondOpinion");
  const done = await queryOf(props, "done");
  const { request } = whole;
  return (
    <Personal
      language={language}
      path={`/association/requests/${id}`}
      title={t("case.title", { number: request.number })}
      lead={<bdi>{request.patient}</bdi>}
    >
      {done && <Done>{t("desk.done")}</Done>}
      <DeskCase
        language={language}
        whole={whole}
        isMine={request.ownerId === office.personId}
        links={await linksOf(office, request, language)}
        formKey={crypto.randomUUID()}
      />
    </Personal>
  );
}
