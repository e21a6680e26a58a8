import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentWordings } from "@/accounts/consents/queries";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { arrangedPatient } from "@/journey/access/policy";
import { BeginForm } from "@/journey/journeys/components/begin-form";
import { airports, destinations, plansToFollow } from "@/journey/journeys/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  if (!arrangedPatient(actor)) notFound();
  const request = await queryOf(props, "request");
  const [t, plans, facilities, places, wordings] = await Promise.all([
    getTranslations("journey.begin"),
    plansToFollow(actor),
    destinations(),
    airports(language),
    currentWordings(language),
  ]);
  const consent = wordings.find(({ kind }) => kind === "journey") ?? notFound();
  const plan = request
    ? (plans.find(({ requestId }) => requestId === request) ?? notFound())
    : null;
  return (
    <Personal language={language} path="/journey/new" title={t("title")} lead={t("lead")}>
      <BeginForm
        plan={plan}
        facilities={facilities}
        airports={places}
        consent={consent}
        spoken={language}
        formKey={crypto.randomUUID()}
      />
    </Personal>
  );
}
