import { getTranslations } from "next-intl/server";
import { countryChoices } from "@/app/countries";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { currentCarePath } from "@/cases/care-path/queries";
import { Emergency } from "@/cases/requests/components/start-views";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("cases.start");
  const { emergencyNumbers } = await currentCarePath();
  const numbers = countryChoices(language).flatMap(({ value, label }) =>
    emergencyNumbers[value] ? [{ country: label, number: emergencyNumbers[value] }] : [],
  );
  return (
    <Personal
      language={language}
      path="/second-opinion/start/emergency"
      title={t("emergencyTitle")}
    >
      <Emergency language={language} numbers={numbers} />
    </Personal>
  );
}
