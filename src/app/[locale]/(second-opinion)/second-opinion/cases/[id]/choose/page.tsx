import { notFound, redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentWordings } from "@/accounts/consents/queries";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { canActForPatient } from "@/cases/access/policy";
import { ChooseForm, LeftOut } from "@/opinions/choices/components/choose-form";
import { earliestAnswers } from "@/opinions/proposals/queries";
import { ownCase } from "@/oversight/case-pages/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  const { id = "" } = await props.params;
  const whole = (await ownCase(actor, id)) ?? notFound();
  const { request, proposal } = whole;
  if (!canActForPatient(actor, request.patientId)) notFound();
  if (!request.acts.includes("chooseFacilities"))
    redirect(`/${language}/second-opinion/cases/${id}`);
  const t = await getTranslations("opinions.choose");
  const wording = (await currentWordings(language)).find((one) => one.kind === "facility") ?? null;
  return (
    <Personal
      language={language}
      path={`/second-opinion/cases/${id}/choose`}
      title={t("title")}
      lead={proposal?.lines.length ? t("lead") : undefined}
    >
      {!proposal && <p>{t("making")}</p>}
      {proposal?.lines.length === 0 && <p>{t("none")}</p>}
      {proposal && proposal.lines.length > 0 && (
        <ChooseForm
          requestId={id}
          version={request.version}
          proposal={proposal}
          earliest={await earliestAnswers(request, proposal)}
          wording={wording}
          formKey={crypto.randomUUID()}
        />
      )}
      {proposal && <LeftOut proposal={proposal} />}
    </Personal>
  );
}
