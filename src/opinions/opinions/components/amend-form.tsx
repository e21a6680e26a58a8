import { useTranslations } from "next-intl";
import type { RequestCase } from "@/cases/requests/queries";
import { AreaField } from "@/ui/forms/area";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { amendOpinionAction } from "../actions";

export function AmendForm({ request }: { request: RequestCase }) {
  const t = useTranslations("opinions.facility");
  return (
    <Form
      action={amendOpinionAction}
      id="amend"
      acts={["amend"]}
      words="cases"
      labels={{ why: t("amendWhy") }}
      numbers={{ max: 2000 }}
      className="mt-6"
    >
      <Fold summary={t("amend")}>
        <p className="mb-3">{t("amendText")}</p>
        <input type="hidden" name="requestId" value={request.id} />
        <input type="hidden" name="version" value={request.version} />
        <AreaField name="why" label={t("amendWhy")} maxLength={2000} rows={3} />
        <Submit tone="quiet">{t("amend")}</Submit>
      </Fold>
    </Form>
  );
}
