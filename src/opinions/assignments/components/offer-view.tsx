import { useTranslations } from "next-intl";
import { AreaField } from "@/ui/forms/area";
import { SelectField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { answerOfferAction } from "../actions";
import type { Offered } from "../queries";
import { specialistDeclines } from "../rules";

/** A case as a specialist sees it before accepting. */
export function OfferView({ offer }: { offer: Offered }) {
  const t = useTranslations("opinions.facility");
  const code = useTranslations("opinions.specialistDeclines");
  return (
    <>
      {offer.isTeam && <p className="mark mb-4">{t("offerTeam")}</p>}
      <section className="border-s-4 border-edge ps-4">
        <h2 className="text-lead">{t("summary")}</h2>
        <p className="mt-2 whitespace-pre-wrap" dir="auto">
          {offer.summary}
        </p>
      </section>
      <Form
        action={answerOfferAction}
        id="accept"
        acts={["acceptOffer"]}
        words="cases"
        className="mt-8"
      >
        <input type="hidden" name="assignmentId" value={offer.assignmentId} />
        <Submit name="does" value="accept">
          {t("offerAccept")}
        </Submit>
      </Form>
      <Form
        action={answerOfferAction}
        id="decline"
        acts={["declineOffer"]}
        words="cases"
        labels={{ why: t("why") }}
        numbers={{ max: 1000 }}
        className="mt-6"
      >
        <Fold summary={t("offerDecline")}>
          <input type="hidden" name="assignmentId" value={offer.assignmentId} />
          <SelectField
            name="code"
            label={t("code")}
            options={specialistDeclines.map((one) => ({ value: one, label: code(one) }))}
          />
          <AreaField name="why" label={t("why")} maxLength={1000} rows={3} />
          <Submit tone="warm" name="does" value="decline">
            {t("offerDecline")}
          </Submit>
        </Fold>
      </Form>
    </>
  );
}
