import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { canActForPatient } from "@/cases/access/policy";
import { linksOf, mayMakeLinks } from "@/documents/upload-links/queries";
import { OwnCase } from "@/oversight/case-pages/components/own-case";
import { ownCase } from "@/oversight/case-pages/queries";
import { visitOf } from "@/visits/appointments/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  const { id = "" } = await props.params;
  const whole = (await ownCase(actor, id)) ?? notFound();
  if (whole.request.state === "draft") redirect(`/${language}/second-opinion/ask/${id}`);
  const t = await getTranslations("cases.case");
  return (
    <Personal
      language={language}
      path={`/second-opinion/cases/${id}`}
      title={t("title", { number: whole.request.number })}
      lead={<bdi>{whole.request.answers.condition}</bdi>}
    >
      <OwnCase
        language={language}
        whole={whole}
        isPatient={actor.kind === "patient"}
        may={(right) => canActForPatient(actor, whole.request.patientId, right)}
        visit={await visitOf(actor, whole.request)}
        links={
          mayMakeLinks(actor, whole.request.patientId)
            ? await linksOf(actor, whole.request, language)
            : null
        }
        formKey={crypto.randomUUID()}
      />
    </Personal>
  );
}
