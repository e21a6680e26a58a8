import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { NumbersView } from "@/oversight/measures/components/numbers-view";
import { days, numbersFor } from "@/oversight/measures/queries";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("administrator", "case-coordinator");
  const language = await localeOf(props);
  const t = await getTranslations("oversight.numbers");
  return (
    <Personal
      language={language}
      path="/association/numbers"
      title={t("title")}
      lead={t("lead", { days })}
      isWide
    >
      <NumbersView numbers={(await numbersFor(office)) ?? notFound()} />
    </Personal>
  );
}
