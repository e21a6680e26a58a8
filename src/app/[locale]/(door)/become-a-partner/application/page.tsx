import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { from } from "@/accounts/sessions/guards";
import { Door, localeOf, type PersonalProps, queryOf } from "@/app/personal";
import { ApplicationView } from "@/partners/applications/components/application-view";
import { applicantBy, applicationOf } from "@/partners/applications/queries";
import { isStep, openSteps } from "@/partners/applications/rules";
import { checksOf } from "@/partners/checks/queries";
import { movesOf } from "@/partners/moves/queries";
import { missingItems } from "@/partners/papers/queries";
import { requiredNumber } from "@/platform/settings";
import { Time } from "@/ui/data/time";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("partners.apply");
  const [token, wanted] = [await queryOf(props, "token"), await queryOf(props, "step")];
  const path = "/become-a-partner/application";
  const applicant = await applicantBy(token, (await from()).network);
  if (!applicant)
    return (
      <Door language={language} path={path} title={t("gone")} lead={t("goneText")}>
        <a href={`/${language}/become-a-partner/start`}>{t("again")}</a>
      </Door>
    );
  const application = (await applicationOf(applicant.partnerId)) ?? notFound();
  const [checks, moves, megabytes] = await Promise.all([
    checksOf(application),
    movesOf(application.id),
    requiredNumber("partners", "paper-megabytes"),
  ]);
  const items = checks.map(({ item }) => item);
  const missing = await missingItems(application.id, items, new Date());
  const open = openSteps({ ...application, contactName: application.contact.name }, missing.length);
  return (
    <Door
      language={language}
      path={`${path}?token=${encodeURIComponent(token)}`}
      title={t("title", { name: application.name })}
      lead={t.rich("until", { date: () => <Time at={applicant.expiresAt} isDay /> })}
    >
      <ApplicationView
        language={language}
        token={token}
        application={application}
        checks={checks}
        moves={moves}
        step={isStep(wanted) ? wanted : (open[0] ?? "send")}
        open={open}
        megabytes={megabytes}
      />
    </Door>
  );
}
