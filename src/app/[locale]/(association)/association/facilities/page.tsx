import { getTranslations } from "next-intl/server";
import { requireOffice } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, pageOf } from "@/app/personal";
import { MemberListView } from "@/listings/member-desks/components/list-view";
import { memberLines } from "@/listings/member-desks/queries";
import { MemberQuery } from "@/listings/member-desks/schema";
import { requiredNumber } from "@/platform/settings";

export default async function Page(props: PersonalProps) {
  const office = await requireOffice("administrator", "partner-curator", "case-coordinator");
  const language = await localeOf(props);
  const t = await getTranslations("listings.members");
  const query = MemberQuery.parse(await props.searchParams);
  const [page, size] = [await pageOf(props), await requiredNumber("listings", "page-size")];
  return (
    <Personal
      language={language}
      path="/association/facilities"
      title={t("title")}
      lead={t("lead")}
      isWide
    >
      <MemberListView
        language={language}
        query={query}
        page={page}
        size={size}
        {...(await memberLines(office, query, page, size))}
      />
    </Personal>
  );
}
