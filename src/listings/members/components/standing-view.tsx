import { useTranslations } from "next-intl";
import { AreaField } from "@/ui/forms/area";
import { TickField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { applyAction } from "../actions";
import type { PastMemberMove } from "../queries";
import { canMoveMember, type MemberState } from "../rules";
import { MemberMovesView, StateMark } from "./moves-view";

type Props = {
  facilityId: number;
  standing: { state: MemberState; version: number };
  moves: readonly PastMemberMove[];
  /** Whether the reader may ask for the facility to be admitted. */
  mayApply: boolean;
};

/** How a facility stands with the association, for its own people: what was done and why, and asking to be admitted. */
export function StandingView({ facilityId, standing, moves, mayApply }: Props) {
  const t = useTranslations("listings.members");
  const labels = { reason: t("applyWords"), isSure: t("applySure") };
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="standing">
      <h2 id="standing">{t("desk")}</h2>
      <p className="mt-2">
        <StateMark state={standing.state} />
      </p>
      <MemberMovesView moves={moves} />
      {mayApply && canMoveMember("apply", standing.state) && (
        <Form action={applyAction} id="apply" words="listings" labels={labels} className="mt-4">
          <Fold summary={t("apply")}>
            <input type="hidden" name="facilityId" value={facilityId} />
            <input type="hidden" name="version" value={standing.version} />
            <AreaField
              name="reason"
              label={labels.reason}
              hint={t("applyHint")}
              maxLength={1000}
              rows={4}
            />
            <TickField name="isSure" label={labels.isSure} />
            <Submit>{t("apply")}</Submit>
          </Fold>
        </Form>
      )}
    </section>
  );
}
