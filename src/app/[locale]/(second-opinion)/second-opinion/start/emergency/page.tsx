import { getTranslations } from "next-intl/server";
import { countryChoices } from "@/app/countries";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { Emergency } from "@/cases/requests/components/start-views";
import { SelfHarmLines } from "@/content/emergency/components/self-harm-lines";
import { commonNumber, emergencyNumbers } from "@/content/emergency/rules";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("cases.start");
  const countries = countryChoices(language);
  const numbers = countries.map(({ value, label }) => ({
    country: label,
    number: emergencyNumbers[value] ?? commonNumber,
  }));
  return (
    <Personal
      language={language}
      path="/second-opinion/start/emergency"
      title={t("emergencyTitle")}
    >
      <Emergency language={language} numbers={numbers} />
      <SelfHarmLines countries={countries} />
    </Personal>
  );
}
