import { getTranslations } from "next-intl/server";
import { Door, localeOf, type PersonalProps, queryOf } from "@/app/personal";
import { ReportAnswer, ReportForm } from "@/partners/brokers/components/broker-views";
import { reportByLink } from "@/partners/brokers/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("partners.brokers");
  const [token, sent] = [await queryOf(props, "token"), await queryOf(props, "sent")];
  const report = token ? await reportByLink(token) : null;
  return (
    <Door
      language={language}
      path="/report-a-broker"
      title={report ? t("yours", { number: report.number }) : t("title")}
      lead={report ? undefined : t("lead")}
    >
      {report ? (
        <ReportAnswer report={report} />
      ) : (
        <ReportForm formKey={crypto.randomUUID()} sent={/^B-[A-Z0-9]{8}$/.test(sent) ? sent : ""} />
      )}
    </Door>
  );
}
