import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { CaughtLetters } from "@/accounts/letters/components/caught-letters";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { env } from "@/platform/env";
import { caughtLetters } from "@/platform/mail/inbox";

export default async function Page(props: PersonalProps) {
  if (!env().DEMO) notFound();
  const language = await localeOf(props);
  const t = await getTranslations("accounts.demo");
  return (
    <Personal language={language} path="/demo/inbox" title={t("title")} lead={t("lead")} isWide>
      <p className="source mb-4">{t("note")}</p>
      <CaughtLetters language={language} letters={await caughtLetters(100)} />
    </Personal>
  );
}
