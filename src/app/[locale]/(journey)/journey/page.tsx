import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { JourneyList } from "@/journey/journeys/components/journey-list";
import { PlansToFollow } from "@/journey/journeys/components/plans-to-follow";
import { journeysOf, plansToFollow } from "@/journey/journeys/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  if (actor.kind !== "patient" && actor.kind !== "relative") notFound();
  const t = await getTranslations("journey");
  const [lines, plans] = await Promise.all([journeysOf(actor), plansToFollow(actor)]);
  return (
    <Personal language={language} path="/journey" title={t("title")} lead={t("lead")}>
      <PlansToFollow language={language} plans={plans} />
      <JourneyList language={language} lines={lines} basis="/journey" side="patient" />
      <p className="mt-8">
        <a href={`/${language}/journey/new`}>{t("beginOther")}</a>
      </p>
    </Personal>
  );
}
