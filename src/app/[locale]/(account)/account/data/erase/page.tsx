import { getTranslations } from "next-intl/server";
import { RetentionTable } from "@/accounts/retention/components/retention-table";
import { retentionRules } from "@/accounts/retention/queries";
import { keptAfterErasure } from "@/accounts/retention/rules";
import { EraseForm } from "@/accounts/rights/components/erase-form";
import { requireFreshProof } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  await requireFreshProof();
  const t = await getTranslations("accounts.data");
  const kept = (await retentionRules()).filter(({ key }) =>
    (keptAfterErasure as readonly string[]).includes(key),
  );
  return (
    <Personal
      language={language}
      path="/account/data/erase"
      title={t("eraseConfirmTitle")}
      lead={t("eraseConfirmText")}
    >
      <EraseForm formKey={crypto.randomUUID()} />
      <RetentionTable rules={kept} />
    </Personal>
  );
}
