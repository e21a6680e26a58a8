import { useFormatter, useTranslations } from "next-intl";
import { moment } from "@/ui/data/time";
import { Form, Submit } from "@/ui/forms/form";
import { withdrawInvitationAction } from "../actions";
import type { OpenInvitation } from "../queries";

export function OpenInvitations({ invitations }: { invitations: readonly OpenInvitation[] }) {
  const t = useTranslations("accounts.association");
  const role = useTranslations("accounts.roles");
  const format = useFormatter();
  if (invitations.length === 0) return <p className="mt-2">{t("noneOpen")}</p>;
  return (
    <ul className="mt-3">
      {invitations.map((one) => {
        const at = one.facility ?? one.partner;
        const expires = t("expires", { date: format.dateTime(one.expiresAt, moment) });
        return (
          <li
            key={one.id}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-b border-line py-3"
          >
            <div>
              <p className="font-semibold">
                {role(one.role)}
                {at && <bdi>, {at}</bdi>}
              </p>
              <p className="source">{expires}</p>
            </div>
            <Form action={withdrawInvitationAction} id={`withdraw-${one.id}`} words="accounts">
              <input type="hidden" name="id" value={one.id} />
              <Submit tone="quiet">
                {t("takeBack")}
                <span className="sr-only">
                  : {role(one.role)}
                  {at && <bdi>, {at}</bdi>}, {expires}
                </span>
              </Submit>
            </Form>
          </li>
        );
      })}
    </ul>
  );
}
