import { useTranslations } from "next-intl";
import { AreaField } from "@/ui/forms/area";
import { ChoiceField, TextField, TickField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { decideOnMemberAction } from "../actions";
import { type MemberState, memberDecisionsAt } from "../rules";

type Props = {
  facility: { id: number; slug: string; version: number; state: MemberState };
  /** Whether whoever reads has checked: then another decides. */
  isChecker: boolean;
  mayDecide: boolean;
  /** The facilities that this one can become part of. */
  others: readonly { slug: string; name: string }[];
};

/** Deciding on a facility: what, why, and a tick that it is meant. */
export function MemberDecisionView({ facility, isChecker, mayDecide, others }: Props) {
  const t = useTranslations("listings.members");
  const reasons = useTranslations("listings.reasons");
  const open = memberDecisionsAt(facility.state);
  if (open.length === 0) return null;
  const labels = {
    decision: t("what"),
    reason: t("reason"),
    into: t("intoWhich"),
    isSure: t("isSure"),
  };
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="decision">
      <h2 id="decision">{t("decision")}</h2>
      {!mayDecide && <p className="mt-2">{t("administratorDecides")}</p>}
      {mayDecide && isChecker && ["applied", "checking"].includes(facility.state) && (
        <p className="mb-4 mt-2 text-warm">{reasons("notChecker")}</p>
      )}
      {mayDecide && (
        <Form
          action={decideOnMemberAction}
          id="decide"
          words="listings"
          labels={labels}
          className="mt-3"
        >
          <input type="hidden" name="facilityId" value={facility.id} />
          <input type="hidden" name="slug" value={facility.slug} />
          <input type="hidden" name="version" value={facility.version} />
          <ChoiceField
            name="decision"
            label={labels.decision}
            options={open.map((one) => ({ value: one, label: t(`decisions.${one}`) }))}
          />
          <AreaField
            name="reason"
            label={labels.reason}
            hint={t("reasonHint")}
            maxLength={1000}
            rows={4}
          />
          {open.includes("merge") && (
            <TextField
              name="into"
              label={labels.into}
              hint={t("intoHint")}
              autoComplete="off"
              maxLength={120}
              isLatin
              suggestions={others.map(({ slug, name }) => ({ value: slug, label: name }))}
            />
          )}
          <TickField name="isSure" label={labels.isSure} />
          <Submit tone="warm">{t("decide")}</Submit>
        </Form>
      )}
    </section>
  );
}
