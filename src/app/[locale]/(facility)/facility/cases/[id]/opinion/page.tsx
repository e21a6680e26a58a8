import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { requireStaff } from "@/accounts/sessions/guards";
import { localeOf, Personal, type PersonalProps, queryOf } from "@/app/personal";
import { commentsOn, opinionsOf } from "@/opinions/opinions/queries";
import { Workbench } from "@/oversight/case-pages/components/workbench";
import { openedCase } from "@/oversight/case-pages/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const staff = await requireStaff(
    "specialist",
    "second-reader",
    "facility-coordinator",
    "medical-triage",
  );
  const { id = "" } = await props.params;
  const whole = (await openedCase(staff, id)) ?? notFound();
  const opinion = (await opinionsOf(staff, id))[0] ?? null;
  if (!opinion && !whole.request.acts.includes("judgeFirst")) notFound();
  const comments = opinion ? await commentsOn(staff, opinion) : [];
  const t = await getTranslations("opinions.opinion");
  return (
    <Personal
      language={language}
      path={`/facility/cases/${id}/opinion`}
      title={t("draftTitle", { number: whole.request.number })}
      isWide
    >
      <Workbench
        language={language}
        whole={whole}
        opinion={opinion}
        comments={comments}
        isWriter={staff.role === "specialist"}
        isReader={staff.role === "second-reader"}
        wasSaved={(await queryOf(props, "saved")) !== ""}
        why={await queryOf(props, "why")}
      />
    </Personal>
  );
}
