import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { DeskPage, openDesk } from "@/app/desk";
import { localeOf, type PersonalProps, queryOf } from "@/app/personal";
import { actsOf } from "@/listings/desks/queries";
import { facilityDesk } from "@/listings/facilities/queries";
import { TranslationsView } from "@/listings/pages/components/translations-view";
import { unitsOf } from "@/listings/releases/queries";
import { languageNames } from "@/platform/i18n/rules";

export default async function Page(props: PersonalProps) {
  const actor = await requireActor();
  const language = await localeOf(props);
  const desk = await openDesk(actor, props);
  const t = await getTranslations("listings.translations");
  return (
    <DeskPage
      language={language}
      path="/desk/translations"
      desk={desk}
      title={t("title")}
      lead={desk && t("lead", { language: languageNames[desk.record.sourceLanguage] })}
      tab="translations"
      done={await queryOf(props, "done")}
    >
      {desk && (
        <TranslationsView
          language={language}
          desk={desk}
          units={await unitsOf(facilityDesk.kind, desk.record)}
          acts={await actsOf(desk.record.id)}
        />
      )}
    </DeskPage>
  );
}
