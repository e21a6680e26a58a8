import { getTranslations } from "next-intl/server";
import { WaitingProofs } from "@/accounts/proofs/components/waiting-proofs";
import { waitingProofs } from "@/accounts/relations/queries";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { Done } from "@/ui/forms/form";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("administrator");
  const language = await localeOf(props);
  const t = await getTranslations("accounts");
  const done = await queryOf(props, "done");
  return (
    <Personal
      language={language}
      path="/association/proofs"
      title={t("association.proofsTitle")}
      lead={t("association.proofsLead")}
    >
      {done && (
        <Done>{done === "already" ? t("reasons.alreadyDone") : t("association.proofDone")}</Done>
      )}
      <WaitingProofs language={language} proofs={await waitingProofs(office)} />
    </Personal>
  );
}
