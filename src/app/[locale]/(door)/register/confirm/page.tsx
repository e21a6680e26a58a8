import { getTranslations } from "next-intl/server";
import { currentWordings } from "@/accounts/consents/queries";
import { isOpenLink } from "@/accounts/links/queries";
import { passwordLength } from "@/accounts/passwords/queries";
import { ConfirmForm } from "@/accounts/registration/components/register-forms";
import { countryChoices } from "@/app/countries";
import { Door, localeOf, type PersonalProps, queryOf } from "@/app/personal";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("accounts.door");
  const token = await queryOf(props, "token");
  const terms = (await currentWordings(language)).find((one) => one.kind === "terms");
  const isOpen = terms !== undefined && (await isOpenLink(token, "register"));
  return (
    <Door
      language={language}
      path="/register"
      title={isOpen ? t("confirm.title") : t("linkOpen.used")}
      lead={isOpen ? t("confirm.lead") : t("linkOpen.usedText")}
    >
      {isOpen ? (
        <ConfirmForm
          token={token}
          countries={countryChoices(language)}
          terms={terms}
          length={await passwordLength()}
        />
      ) : (
        <a className="button" href={`/${language}/register`}>
          {t("linkOpen.askNew")}
        </a>
      )}
    </Door>
  );
}
