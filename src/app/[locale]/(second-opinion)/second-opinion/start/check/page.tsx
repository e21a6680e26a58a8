import { getTranslations } from "next-intl/server";
import { countryChoices } from "@/app/countries";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { aboutOf } from "@/app/second-opinion";
import { CountryForm } from "@/cases/requests/components/start-views";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("cases.start");
  const about = await aboutOf(props);
  return (
    <Personal language={language} path="/second-opinion/start" title={t("countryTitle")}>
      <CountryForm language={language} countries={countryChoices(language)} about={about} />
    </Personal>
  );
}
