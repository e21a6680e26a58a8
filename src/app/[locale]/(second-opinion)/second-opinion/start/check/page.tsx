import { getTranslations } from "next-intl/server";
import { countryChoices } from "@/app/countries";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { aboutOf } from "@/app/second-opinion";
import { currentCarePath } from "@/second-opinion/care-path/queries";
import { CountryForm, Emergency } from "@/second-opinion/requests/components/start-views";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("secondOpinion.start");
  const [about, path, query] = await Promise.all([aboutOf(props), currentCarePath(), props.searchParams]);
  const countries = countryChoices(language);
  if (query.flag !== undefined) {
    const numbers = countries.flatMap(({ value, label }) => (path.emergencyNumbers[value] ? [{ country: label, number: path.emergencyNumbers[value] }] : []));
    return (
      <Personal language={language} path="/second-opinion/start" title={t("emergencyTitle")}>
        <Emergency language={language} numbers={numbers} />
      </Personal>
    );
  }
  return (
    <Personal language={language} path="/second-opinion/start" title={t("countryTitle")}>
      <CountryForm language={language} countries={countries} about={about} />
    </Personal>
  );
}
