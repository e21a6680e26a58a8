import { getTranslations } from "next-intl/server";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { QuestionList } from "@/catalogue/questions/components/question-list";
import { waitingQuestions } from "@/catalogue/questions/queries";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("administrator");
  const language = await localeOf(props);
  const t = await getTranslations("catalogue.questions");
  return (
    <Personal language={language} path="/association/questions" title={t("title")} lead={t("lead")}>
      <QuestionList language={language} questions={await waitingQuestions(office, language)} />
    </Personal>
  );
}
