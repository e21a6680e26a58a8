import { useTranslations } from "next-intl";
import type { RequestCase } from "@/cases/requests/queries";
import { AreaField } from "@/ui/forms/area";
import { Fold, Form, Submit } from "@/ui/forms/form";
import type { Opinion } from "../../opinions/queries";
import { signOpinionAction } from "../actions";

/** The signature: with the reader's agreement, or with a reason when the reader's time is over. */
export function SignForm({
  request,
  opinion,
  isLate,
}: {
  request: RequestCase;
  opinion: Opinion;
  isLate: boolean;
}) {
  const t = useTranslations("opinions.opinion");
  return (
    <Form
      action={signOpinionAction}
      id="sign"
      acts={["sign", "signAlone"]}
      words="cases"
      labels={{ alone: t("aloneWhy") }}
      numbers={{ max: 1000 }}
      className="mt-8"
    >
      {opinion.agreedAt && <p className="mark mark-green mb-3">{t("agreed")}</p>}
      {(request.acts.includes("sign") || (request.acts.includes("signAlone") && isLate)) && (
        <>
          <p className="mb-4">{t("signText")}</p>
          <input type="hidden" name="opinionId" value={opinion.id} />
          <input type="hidden" name="requestId" value={request.id} />
          <input type="hidden" name="caseId" value={request.id} />
          <input type="hidden" name="version" value={request.version} />
          {!opinion.agreedAt && (
            <Fold summary={t("aloneWhy")}>
              <AreaField name="alone" label={t("aloneWhy")} maxLength={1000} rows={3} />
            </Fold>
          )}
          <Submit>{t("sign")}</Submit>
        </>
      )}
    </Form>
  );
}
