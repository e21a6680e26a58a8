import { useTranslations } from "next-intl";
import { TickField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { askForErasureAction } from "../actions";

export function EraseForm({ formKey }: { formKey: string }) {
  const t = useTranslations("accounts.data");
  return (
    <Form
      action={askForErasureAction}
      id="erase"
      formKey={formKey}
      words="accounts"
      labels={{ understood: t("eraseTick") }}
    >
      <TickField name="understood" label={t("eraseTick")} />
      <Submit tone="warm">{t("eraseSubmit")}</Submit>
    </Form>
  );
}
