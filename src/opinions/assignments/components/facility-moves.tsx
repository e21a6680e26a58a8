import { useTranslations } from "next-intl";
import type { RequestCase } from "@/cases/requests/queries";
import { AreaField } from "@/ui/forms/area";
import { ChoiceField, SelectField, TextField, TickField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { AskForm } from "../../inquiries/components/inquiry-forms";
import {
  acceptReferralAction,
  confirmPaymentAction,
  declineReferralAction,
} from "../../referrals/actions";
import { declineCodes } from "../../referrals/rules";
import { triageAction } from "../actions";
import type { Colleague } from "../queries";

const Which = ({ request }: { request: RequestCase }) => (
  <>
    <input type="hidden" name="requestId" value={request.id} />
    <input type="hidden" name="version" value={request.version} />
  </>
);

function usePeople() {
  const t = useTranslations("opinions.facility");
  return (people: readonly Colleague[]) =>
    people.map((one) => ({
      value: one.personId,
      label: `${one.name} (${one.isAway ? t("away") : t("openCases", { count: one.openCases })})`,
    }));
}

/** The facility's coordinator: take the case or not. */
export function OfferedMoves({
  request,
  triage,
}: {
  request: RequestCase;
  triage: readonly Colleague[];
}) {
  const t = useTranslations("opinions.facility");
  const code = useTranslations("opinions.declines");
  const people = usePeople();
  return (
    <section className="mt-8">
      <Form
        action={acceptReferralAction}
        id="accept"
        acts={["acceptCase"]}
        words="cases"
        labels={{ triage: t("triage") }}
      >
        <Which request={request} />
        <SelectField name="triage" label={t("triage")} options={people(triage)} />
        <Submit>{t("accept")}</Submit>
      </Form>
      <Form
        action={declineReferralAction}
        id="decline"
        acts={["declineCase"]}
        words="cases"
        labels={{ code: t("code"), why: t("why") }}
        numbers={{ max: 2000 }}
        className="mt-4"
      >
        <Fold summary={t("decline")}>
          <Which request={request} />
          <SelectField
            name="code"
            label={t("code")}
            options={declineCodes.map((one) => ({ value: one, label: code(one) }))}
          />
          <AreaField name="why" label={t("why")} maxLength={2000} rows={3} />
          <Submit tone="warm">{t("decline")}</Submit>
        </Fold>
      </Form>
    </section>
  );
}

/** The facility's doctor who looks at it first. */
export function TriageMoves({
  request,
  specialists,
  summary,
}: {
  request: RequestCase;
  specialists: readonly Colleague[];
  summary: string;
}) {
  const t = useTranslations("opinions.facility");
  const people = usePeople();
  return (
    <section className="mt-8">
      <Form
        action={triageAction}
        id="suitable"
        acts={["findSuitable"]}
        words="cases"
        labels={{
          specialist: t("specialist"),
          reader: t("reader"),
          summary: t("summary"),
          noNames: t("noNames"),
        }}
        numbers={{ max: 4000 }}
      >
        <h2>{t("suitable")}</h2>
        <Which request={request} />
        <AreaField
          name="summary"
          label={t("summary")}
          hint={t("summaryHint")}
          maxLength={4000}
          rows={10}
          value={summary}
        />
        <TickField name="noNames" label={t("noNames")} />
        <SelectField name="specialist" label={t("specialist")} options={people(specialists)} />
        <ChoiceField
          name="reader"
          label={t("reader")}
          options={(["single", "team"] as const).map((one) => ({
            value: one,
            label: t(`readers.${one}`),
          }))}
          value="single"
        />
        <Submit name="does" value="suitable">
          {t("suitable")}
        </Submit>
      </Form>
      <AskForm request={request} />
      <Form
        action={triageAction}
        id="not-suitable"
        acts={["findNotSuitable"]}
        words="cases"
        labels={{ why: t("whyNot") }}
        numbers={{ max: 2000 }}
        className="mt-4"
      >
        <Fold summary={t("notSuitable")}>
          <Which request={request} />
          <AreaField name="why" label={t("whyNot")} maxLength={2000} rows={4} />
          <Submit tone="warm" name="does" value="not-suitable">
            {t("notSuitable")}
          </Submit>
        </Fold>
      </Form>
    </section>
  );
}

export function PaymentMoves({ request }: { request: RequestCase }) {
  const t = useTranslations("opinions.facility");
  return (
    <Form
      action={confirmPaymentAction}
      id="paid"
      acts={["confirmPayment"]}
      words="cases"
      labels={{ receipt: t("receipt") }}
      numbers={{ max: 100 }}
      className="mt-8"
    >
      <Which request={request} />
      <TextField name="receipt" label={t("receipt")} maxLength={100} isLatin isShort />
      <Submit>{t("paid")}</Submit>
    </Form>
  );
}
