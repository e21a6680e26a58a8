import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { DeskPage, openDesk } from "@/app/desk";
import { localeOf, type PersonalProps, queryOf } from "@/app/personal";
import { homeOf } from "@/listings/desks/queries";
import { StandingView } from "@/listings/members/components/standing-view";
import { appliesFor } from "@/listings/members/policy";
import { memberMovesOf, standingOf } from "@/listings/members/queries";
import { HomeView } from "@/listings/pages/components/home-view";

export default async function Page(props: PersonalProps) {
  const actor = await requireActor();
  const language = await localeOf(props);
  const desk = await openDesk(actor, props);
  const home = desk && (await homeOf(desk));
  const moves = desk ? await memberMovesOf(actor, desk.facility.id) : [];
  const standing = desk && (await standingOf(actor, desk.facility.id));
  const t = await getTranslations("listings");
  return (
    <DeskPage
      language={language}
      path="/desk"
      desk={desk}
      title={t("title")}
      lead={desk && t("lead", { facility: desk.facility.name })}
      tab="home"
      done={await queryOf(props, "done")}
    >
      {desk && home && (
        <>
          <HomeView language={language} desk={desk} home={home} personId={actor.personId} />
          {standing && (
            <StandingView
              facilityId={desk.facility.id}
              standing={standing}
              moves={moves}
              mayApply={appliesFor(actor, desk.facility.id)}
            />
          )}
        </>
      )}
    </DeskPage>
  );
}
