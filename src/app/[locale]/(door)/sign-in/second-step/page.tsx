import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireFirstStep } from "@/accounts/sessions/guards";
import { SecondStepForms } from "@/accounts/sign-in/components/second-step-forms";
import { Door, localeOf, type PersonalProps, queryOf } from "@/app/personal";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const session = await requireFirstStep();
  if (session.isComplete || !session.hasSecondFactor) redirect(`/${language}/account`);
  const t = await getTranslations("accounts.door.secondFactor");
  return (
    <Door language={language} path="/sign-in/second-step" title={t("title")} lead={t("lead")}>
      <SecondStepForms next={await queryOf(props, "next")} />
    </Door>
  );
}
