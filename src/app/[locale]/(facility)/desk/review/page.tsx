import { notFound } from "next/navigation";
import { getFormatter, getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { DeskPage, openDesk, topicNames } from "@/app/desk";
import { localeOf, type PersonalProps, queryOf } from "@/app/personal";
import { changeFor, commentsOn } from "@/listings/changes/queries";
import { reviewed } from "@/listings/desks/queries";
import { facilityDesk } from "@/listings/facilities/queries";
import { ReviewView } from "@/listings/pages/components/review-view";
import { isLanguage, languageNames } from "@/platform/i18n/rules";
import { moment } from "@/ui/data/time";

export default async function Page(props: PersonalProps) {
  const actor = await requireActor();
  const language = await localeOf(props);
  const desk = await openDesk(actor, props);
  const id = await queryOf(props, "change");
  const [t, format] = [await getTranslations("listings"), await getFormatter()];
  const change = desk && id ? await changeFor(actor, facilityDesk, id) : null;
  if (id && change?.recordId !== desk?.record.id) notFound();
  const whole = change && (await reviewed(change));
  const lead =
    desk && whole
      ? t("review.lead", {
          facility: desk.facility.name,
          language: isLanguage(whole.change.language)
            ? languageNames[whole.change.language]
            : t("home.facts"),
          name: whole.names[whole.change.submittedBy] ?? "",
          date: format.dateTime(whole.change.submittedAt, moment),
        })
      : undefined;
  return (
    <DeskPage
      language={language}
      path="/desk/review"
      desk={desk}
      title={t("review.title")}
      lead={lead}
      done={await queryOf(props, "done")}
    >
      {desk && whole ? (
        <ReviewView
          desk={desk}
          whole={whole}
          comments={await commentsOn(whole.change.id)}
          personId={actor.personId}
          topics={await topicNames(language)}
        />
      ) : (
        <p>{t("home.nothing")}</p>
      )}
    </DeskPage>
  );
}
