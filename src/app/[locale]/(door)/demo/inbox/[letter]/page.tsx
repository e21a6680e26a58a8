import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { OneCaughtLetter } from "@/accounts/letters/components/caught-letters";
import { localeOf, Personal, type PersonalProps } from "@/app/personal";
import { env } from "@/platform/env";
import { caughtLetter } from "@/platform/mail/inbox";

export default async function Page(props: PersonalProps) {
  if (!env().DEMO) notFound();
  const language = await localeOf(props);
  const t = await getTranslations("accounts.demo");
  const letter = (await caughtLetter((await props.params).letter ?? "")) ?? notFound();
  return (
    <Personal language={language} path={`/demo/inbox/${letter.id}`} title={t("title")}>
      <OneCaughtLetter language={language} letter={letter} site={env().PUBLIC_URL} />
    </Personal>
  );
}
