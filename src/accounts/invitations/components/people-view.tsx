import { useFormatter, useTranslations } from "next-intl";
import { moment } from "@/ui/data/time";
import { Done } from "@/ui/forms/form";
import type { Colleague, OpenInvitation } from "../queries";
import { ColleaguesTable } from "./colleagues-table";
import { type Invitable, InviteForm } from "./invite-form";
import { OpenInvitations } from "./open-invitations";

type Props = Invitable & {
  at: "association" | "facility";
  done: string;
  ownId: string;
  invitations: readonly OpenInvitation[];
  colleagues: readonly Colleague[];
};

/** Who works here, who is invited, and inviting: of the association or of one facility. */
export function PeopleView({ at, done, ownId, invitations, colleagues, ...invitable }: Props) {
  const t = useTranslations("accounts.association");
  const format = useFormatter();
  const newest = invitations[0];
  return (
    <>
      {done === "sent" && newest && (
        <Done>{t("sent", { date: format.dateTime(newest.expiresAt, moment) })}</Done>
      )}
      {done === "ended" && <Done>{t("ended")}</Done>}
      <ColleaguesTable
        page={`/${invitable.language}/${at}/people`}
        caption={t("peopleTitle")}
        ownId={ownId}
        colleagues={colleagues}
      />
      <section className="mt-12">
        <h2>{t("open")}</h2>
        <OpenInvitations invitations={invitations} />
      </section>
      <section className="mt-12">
        <h2 className="mb-4">{t("invite")}</h2>
        <InviteForm {...invitable} />
      </section>
    </>
  );
}
