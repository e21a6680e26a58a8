import { getTranslations } from "next-intl/server";
import { actorIfAny } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { aboutOf } from "@/app/second-opinion";
import { patientOf } from "@/cases/access/policy";
import { currentCarePath } from "@/cases/care-path/queries";
import { ReadyView } from "@/cases/requests/components/start-views";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("cases.start");
  const [about, path, country, actor] = await Promise.all([
    aboutOf(props),
    currentCarePath(),
    queryOf(props, "country"),
    actorIfAny(),
  ]);
  const isServed = /^[A-Z]{2}$/.test(country) && !path.countriesNotServed.includes(country);
  const next = `/${language}/second-opinion/start/ready?country=${country}${about.facility ? `&facility=${about.facility}` : ""}`;
  return (
    <Personal
      language={language}
      path="/second-opinion/start"
      title={isServed ? t("readyTitle") : t("notServedTitle")}
      lead={isServed ? t("readyText") : t("notServed")}
    >
      {isServed && (
        <ReadyView
          language={language}
          country={country}
          about={about}
          canBegin={actor !== null && patientOf(actor) !== null}
          next={next}
          formKey={crypto.randomUUID()}
        />
      )}
    </Personal>
  );
}
