import { useTranslations } from "next-intl";
import { Form, Submit } from "@/ui/forms/form";
import type { Colleague } from "../../invitations/queries";
import { endRoleAction } from "../actions";

/** Keeps a name together in a sentence that runs the other way. */
const isolated = (text: string) => `\u2068${text}\u2069`;

export function EndRoleForm({ colleague }: { colleague: Colleague }) {
  const t = useTranslations("accounts.association");
  const account = useTranslations("accounts.account");
  const role = useTranslations("accounts.roles")(colleague.role);
  const held = colleague.facility
    ? account("roleAt", { role, facility: isolated(colleague.facility) })
    : role;
  return (
    <Form action={endRoleAction} id="end" words="accounts">
      <input type="hidden" name="id" value={colleague.grantId} />
      <p className="mb-6">{t("endText", { name: isolated(colleague.name), role: held })}</p>
      <Submit tone="warm">{t("endSubmit")}</Submit>
    </Form>
  );
}
