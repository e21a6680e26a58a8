import { useTranslations } from "next-intl";
import { AreaField } from "@/ui/forms/area";
import { SelectField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import type { Proposal } from "../../proposals/queries";
import { overrideProposalAction } from "../actions";
import { LeftOut } from "./choose-form";

/** The proposal as the patient reads it, and a way to put another facility first. */
export function OverrideForm({
  requestId,
  version,
  proposal,
}: {
  requestId: string;
  version: number;
  proposal: Proposal;
}) {
  const t = useTranslations("opinions.override");
  return (
    <section className="rule mt-10 pt-6">
      <h2>{t("title")}</h2>
      <ol className="mt-3 list-decimal ps-5">
        {proposal.lines.map((line) => (
          <li key={line.facilityId}>
            <bdi>{line.name}</bdi>
          </li>
        ))}
      </ol>
      <LeftOut proposal={proposal} />
      <Form
        action={overrideProposalAction}
        id="override"
        acts={["overrideProposal"]}
        words="cases"
        labels={{ facilityId: t("first"), why: t("why") }}
        numbers={{ max: 1000 }}
        className="mt-4"
      >
        <Fold summary={t("submit")}>
          <input type="hidden" name="requestId" value={requestId} />
          <input type="hidden" name="version" value={version} />
          <SelectField
            name="facilityId"
            label={t("first")}
            options={proposal.lines.map((line) => ({
              value: String(line.facilityId),
              label: line.name,
            }))}
          />
          <AreaField name="why" label={t("why")} maxLength={1000} rows={3} />
          <Submit tone="quiet">{t("submit")}</Submit>
        </Fold>
      </Form>
    </section>
  );
}
