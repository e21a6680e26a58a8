import { getTranslations } from "next-intl/server";
import { isOpenLink } from "@/accounts/links/queries";
import { LinkForm } from "@/accounts/sign-in/components/sign-in-forms";
import { Door, localeOf, type PersonalProps, queryOf } from "@/app/personal";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("accounts.door.linkOpen");
  const token = await queryOf(props, "token");
  const isOpen = await isOpenLink(token, "sign-in");
  return (
    <Door
      language={language}
      path="/sign-in"
      title={isOpen ? t("title") : t("used")}
      lead={isOpen ? undefined : t("usedText")}
    >
      {isOpen ? (
        <LinkForm token={token} />
      ) : (
        <a className="button" href={`/${language}/sign-in`}>
          {t("askNew")}
        </a>
      )}
    </Door>
  );
}
