import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { linksOf } from "@/documents/upload-links/queries";
import { DeskCase } from "@/oversight/case-pages/components/desk-case";
import { openedCase } from "@/oversight/case-pages/queries";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const office = await requireOffice("case-coordinator");
  const { id = "" } = await props.params;
  const whole = (await openedCase(office, id)) ?? notFound();
  const t = await getTranslations();
  const done = await queryOf(props, "done");
  const { request } = whole;
  return (
    <Personal
      language={language}
      path={`/association/requests/${id}`}
      title={t("cases.case.title", { number: request.number })}
      lead={<bdi>{request.patient}</bdi>}
    >
      {done && <Done>{t("cases.desk.done")}</Done>}
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
