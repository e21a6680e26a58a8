import { getTranslations } from "next-intl/server";
import { requireActor } from "@/accounts/sessions/guards";
import { DeskPage, openDesk, topicNames } from "@/app/desk";
import { localeOf, type PersonalProps, queryOf } from "@/app/personal";
import { proofsOf } from "@/listings/desks/queries";
import { facilityDesk } from "@/listings/facilities/queries";
import { ProofsView } from "@/listings/pages/components/proofs-view";
import { publishedRelease } from "@/listings/releases/queries";

export default async function Page(props: PersonalProps) {
  const actor = await requireActor();
  const language = await localeOf(props);
  const desk = await openDesk(actor, props);
  const t = await getTranslations("listings.proofs");
  const facts = desk && (await publishedRelease(desk.record.id, ""));
  return (
    <DeskPage
      language={language}
      path="/desk/proofs"
      desk={desk}
      title={t("title")}
      lead={t("lead")}
      tab="proofs"
      done={await queryOf(props, "done")}
    >
      {desk && facts && (
        <ProofsView
          desk={desk}
          claims={facilityDesk.kind.claims(facts.fields)}
          proofs={await proofsOf(desk.record.id)}
          topics={await topicNames(language)}
        />
      )}
    </DeskPage>
  );
}
