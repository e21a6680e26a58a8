import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { AnsweredView, CheckInForm } from "@/journey/check-ins/components/check-in-form";
import { ownCheckIn } from "@/journey/check-ins/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const actor = await requireActor();
  const { code = "", day = "" } = await props.params;
  const asked = /^\d{1,3}$/.test(day) ? await ownCheckIn(actor, code, Number(day)) : null;
  if (!asked) notFound();
  const t = await getTranslations("journey");
  return (
    <Personal
      language={language}
      path={`/journey/${code}/check-in/${day}`}
      title={t(`milestones.check-${asked.day}` as "milestones.check-2")}
    >
      {asked.answers ? <AnsweredView asked={asked} isOwn /> : <CheckInForm asked={asked} />}
      <p className="mt-10">
        <a href={`/${language}/journey/${code}`}>{t("back")}</a>
      </p>
    </Personal>
  );
}
