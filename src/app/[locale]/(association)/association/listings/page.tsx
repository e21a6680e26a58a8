import { getTranslations } from "next-intl/server";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { changesForOffice } from "@/listings/changes/queries";
import { facilitiesNamed } from "@/listings/desks/queries";
import { OfficeView } from "@/listings/pages/components/office-view";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("administrator");
  const language = await localeOf(props);
  const t = await getTranslations("listings.office");
  const name = (await queryOf(props, "name")).slice(0, 100);
  const asked = await queryOf(props, "page");
  const page = /^\d{1,4}$/.test(asked) ? Number(asked) : 0;
  return (
    <Personal
      language={language}
      path="/association/listings"
      title={t("title")}
      lead={t("lead")}
      isWide
    >
      <OfficeView
        language={language}
        waiting={await changesForOffice(office, 100)}
        facilities={await facilitiesNamed(name, page)}
        name={name}
        page={page}
      />
    </Personal>
  );
}
