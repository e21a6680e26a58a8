import { useFormatter, useTranslations } from "next-intl";
import type { Wording } from "@/accounts/consents/queries";
import { ChoiceField, SelectField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import type { Proposal } from "../../proposals/queries";
import type { Line } from "../../proposals/rules";
import { groups } from "../../referrals/rules";
import { chooseFacilitiesAction } from "../actions";

type Props = {
  requestId: string;
  version: number;
  proposal: Proposal;
  earliest: ReadonlyMap<number, Date>;
  wording: Wording | null;
  formKey: string;
};

/** The proposal with its reasons, and the choice of up to three, each with what it may see. */
export function ChooseForm({ requestId, version, proposal, earliest, wording, formKey }: Props) {
  const t = useTranslations("opinions.choose");
  const say = useTranslations("cases.groups");
  return (
    <Form
      action={chooseFacilitiesAction}
      id="choose"
      acts={["chooseFacilities"]}
      formKey={formKey}
      words="cases"
    >
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="version" value={version} />
      <p className="mb-2">{t("order")}</p>
      {proposal.why && (
        <p className="mb-2 border-s-4 border-edge ps-4">{t("byHand", { why: proposal.why })}</p>
      )}
      <ol>
        {proposal.lines.map((line, at) => (
          <li key={line.facilityId} className="border-b border-line py-6">
            <h2 className="text-title">
              <bdi>{line.name}</bdi>
            </h2>
            <Reasons line={line} earliest={earliest.get(line.facilityId) ?? null} />
            <div className="mt-4 grid gap-x-8 sm:grid-cols-2">
              <SelectField
                name={`place-${line.facilityId}`}
                label={
                  <>
                    {t("place")}
                    <span className="sr-only">: {line.name}</span>
                  </>
                }
                options={(["0", "1", "2", "3"] as const).map((place) => ({
                  value: place,
                  label: t(`places.${place}`),
                }))}
                value={at === 0 ? "1" : "0"}
              />
              <ChoiceField
                name={`groups-${line.facilityId}`}
                label={
                  <>
                    {t("show")}
                    <span className="sr-only">: {line.name}</span>
                  </>
                }
                options={groups.map((group) => ({ value: group, label: say(group) }))}
                isMany
              />
            </div>
          </li>
        ))}
      </ol>
      {wording && (
        <section className="my-6 border-s-4 border-edge ps-4">
          <h2 className="text-lead">{t("consent")}</h2>
          {wording.body.map((text) => (
            <p key={text} className="mt-2">
              {text}
            </p>
          ))}
          <p className="source mt-2">{t("consentVersion")}</p>
        </section>
      )}
      <Submit>{t("submit")}</Submit>
    </Form>
  );
}

function Reasons({ line, earliest }: { line: Line; earliest: Date | null }) {
  const t = useTranslations("opinions.choose");
  const format = useFormatter();
  const money = (cents: number) =>
    format.number(cents / 100, { style: "currency", currency: line.currency });
  return (
    <ul className="mt-2 list-disc ps-5">
      <li>{t(`fit.${line.fit}`)}</li>
      <li>
        {t("days", { days: line.days })}
        {earliest && (
          <>
            ,{" "}
            {t("earliest", {
              date: format.dateTime(earliest, { dateStyle: "long", timeZone: "Europe/Rome" }),
            })}
          </>
        )}
      </li>
      <li>{t(line.speaksDirectly ? "direct" : "interpreter")}</li>
      <li>
        {line.feeCents === 0 ? t("noFee") : t("fee", { fee: money(line.feeCents) })}
        {line.teamFeeCents !== null && <>. {t("teamFee", { fee: money(line.teamFeeCents) })}</>}
      </li>
      {line.isDemo && (
        <li>
          <span className="mark mark-warm">{t("demo")}</span>
        </li>
      )}
    </ul>
  );
}

/** Who was weighed and is not in the proposal, each with the first condition it does not meet. */
export function LeftOut({ proposal }: { proposal: Proposal }) {
  const t = useTranslations("opinions.choose");
  if (proposal.leftOut.length === 0) return null;
  return (
    <details className="mt-8">
      <summary className="cursor-pointer text-green underline">{t("leftOut")}</summary>
      <ul className="mt-3 list-disc ps-5">
        {proposal.leftOut.map((one) => (
          <li key={one.facilityId}>
            <bdi>{one.name}</bdi>: {t(`leftOutCodes.${one.code}`)}
          </li>
        ))}
      </ul>
    </details>
  );
}
