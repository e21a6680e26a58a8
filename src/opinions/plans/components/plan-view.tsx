import { useFormatter, useTranslations } from "next-intl";
import type { RequestCase } from "@/cases/requests/queries";
import { Table } from "@/ui/data/table";
import { AreaField } from "@/ui/forms/area";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { answerPlanAction, askPlanAction, confirmPlanAction } from "../actions";
import type { CarePlan } from "../queries";
import { type Part, planTexts, totals } from "../rules";

/** A plan with its estimate, and for the patient the ways to answer it. */
export function PlanView({
  requestId,
  plan: one,
  canAnswer,
}: {
  requestId: string;
  plan: CarePlan;
  canAnswer: boolean;
}) {
  const t = useTranslations("opinions.plan");
  const format = useFormatter();
  const { plan } = one;
  const money = (cents: number) =>
    format.number(cents / 100, { style: "currency", currency: plan.currency });
  const date = one.validUntil ? format.dateTime(one.validUntil, { dateStyle: "long" }) : "";
  return (
    <article className="border-b border-line py-6">
      <p className="source">
        {t("version", { version: one.version })} · {t(`states.${one.state}`, { date })}
      </p>
      <dl>
        {planTexts
          .filter((name) => plan.texts[name])
          .map((name) => (
            <div key={name} className="mt-4">
              <dt className="font-semibold">{t(`fields.${name}`)}</dt>
              <dd className="whitespace-pre-wrap" dir="auto">
                {plan.texts[name]}
              </dd>
            </div>
          ))}
        {(["nights", "daysBeforeFlying", "depositPercent"] as const).map((name) => (
          <div key={name} className="mt-4">
            <dt className="font-semibold">{t(name)}</dt>
            <dd>{plan[name]}</dd>
          </div>
        ))}
      </dl>
      <h2 className="mt-8 text-title">{t("estimate")}</h2>
      <Table caption={t("estimate")} heads={[t("part"), t("low"), t("likely"), t("high")]}>
        {(Object.entries(plan.amounts) as [Part, readonly [number, number, number]][]).map(
          ([part, amounts]) => (
            <tr key={part}>
              <th scope="row" className="py-2 pe-4 text-start font-normal">
                {t(`parts.${part}`)}
              </th>
              {amounts.map((cents, at) => (
                <td key={String(at)}>
                  <bdi>{money(cents)}</bdi>
                </td>
              ))}
            </tr>
          ),
        )}
        <tr className="font-semibold">
          <th scope="row" className="py-2 pe-4 text-start">
            {t("total")}
          </th>
          {totals(plan).map((cents, at) => (
            <td key={String(at)}>
              <bdi>{money(cents)}</bdi>
            </td>
          ))}
        </tr>
      </Table>
      <p className="source mt-3">
        {t("vat")}: {t(`vatKinds.${plan.vat}`)}
      </p>
      <p className="source">{t("noTravel")}</p>
      {canAnswer && one.state === "sent" && (
        <Answers requestId={requestId} planId={one.id} date={date} />
      )}
    </article>
  );
}

function Answers({ requestId, planId, date }: { requestId: string; planId: string; date: string }) {
  const t = useTranslations("opinions.plan");
  const hidden = (
    <>
      <input type="hidden" name="planId" value={planId} />
      <input type="hidden" name="caseId" value={requestId} />
    </>
  );
  return (
    <>
      <Form
        action={answerPlanAction}
        id="accept"
        acts={["answerPlan"]}
        words="cases"
        className="mt-6"
      >
        <p className="mb-4">{t("acceptText", { date })}</p>
        {hidden}
        <div className="flex flex-wrap gap-3">
          <Submit name="does" value="accept">
            {t("accept")}
          </Submit>
          <Submit tone="quiet" name="does" value="decline">
            {t("decline")}
          </Submit>
        </div>
      </Form>
      <Form
        action={answerPlanAction}
        id="ask"
        words="cases"
        labels={{ question: t("question") }}
        numbers={{ max: 4000 }}
        className="mt-4"
      >
        <Fold summary={t("ask")}>
          {hidden}
          <AreaField name="question" label={t("question")} maxLength={4000} rows={3} />
          <Submit tone="quiet" name="does" value="ask">
            {t("ask")}
          </Submit>
        </Fold>
      </Form>
    </>
  );
}

/** The patient asks the facility that wrote the opinion for a plan. */
export function AskPlanForm({ request, facility }: { request: RequestCase; facility: string }) {
  const t = useTranslations("cases.patient");
  return (
    <Form action={askPlanAction} id="plan" acts={["askForPlan"]} words="cases" className="mt-6">
      <p className="mb-3">{t("askPlanText", { facility })}</p>
      <input type="hidden" name="requestId" value={request.id} />
      <input type="hidden" name="version" value={request.version} />
      <Submit>{t("askPlan")}</Submit>
    </Form>
  );
}

/** The facility says that it has read the patient's yes. */
export function ConfirmPlanForm({ request }: { request: RequestCase }) {
  const t = useTranslations("opinions.facility");
  return (
    <Form
      action={confirmPlanAction}
      id="confirm"
      acts={["confirmPlan"]}
      words="cases"
      className="mt-8 border-s-4 border-green bg-green-soft px-4 py-3"
    >
      <p className="mb-3">{t("accepted")}</p>
      <input type="hidden" name="requestId" value={request.id} />
      <input type="hidden" name="version" value={request.version} />
      <Submit>{t("confirm")}</Submit>
    </Form>
  );
}
