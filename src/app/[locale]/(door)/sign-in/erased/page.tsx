import { getTranslations } from "next-intl/server";
import { Door, localeOf, type PersonalProps, queryOf } from "@/app/personal";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("accounts.data");
  const number = /^E-[0-9A-Z]{8}$/.exec(await queryOf(props, "number"))?.[0] ?? "–";
  return (
    <Door
      language={language}
      path="/sign-in"
      title={t("eraseAsked")}
      lead={t("eraseAskedText", { number })}
    >
      <a href={`/${language}/privacy#retention`}>{t("eraseKept")}</a>
    </Door>
  );
}
