import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { DeskPage, openDesk } from "@/app/desk";
import { localeOf, type PersonalProps, queryOf } from "@/app/personal";
import { FacilityView } from "@/catalogue/facility-pages/components/facility-view";
import { deskPath } from "@/listings/desks/rules";
import { previewOf } from "@/listings/previews/queries";
import { languageNames, languages } from "@/platform/i18n/rules";
import { Filters } from "@/ui/data/filters";

export default async function Page(props: PersonalProps) {
  const actor = await requireActor();
  const language = await localeOf(props);
  const desk = await openDesk(actor, props);
  const t = await getTranslations("listings.preview");
  const shown = desk && (await previewOf(desk, language));
  return (
    <DeskPage
      language={language}
      path="/desk/preview"
      desk={desk}
      title={t("title")}
      lead={t("lead")}
      done={await queryOf(props, "done")}
    >
      {desk && (
        <Filters
          filters={languages.map((one) => ({
            href: deskPath(one, "/preview", { of: desk.of }),
            label: languageNames[one],
            isHere: one === language,
          }))}
        />
      )}
      {shown && <FacilityView {...shown} />}
    </DeskPage>
  );
}
