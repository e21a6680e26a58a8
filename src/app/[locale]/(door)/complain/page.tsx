import { getTranslations } from "next-intl/server";
import { Door, localeOf, type PersonalProps, queryOf } from "@/app/personal";
import { ComplainForm, ComplaintStands } from "@/partners/complaints/components/complaint-views";
import { complaintByLink, complaintChoices } from "@/partners/complaints/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("partners.complaints");
  const [token, sent, about] = [
    await queryOf(props, "token"),
    await queryOf(props, "sent"),
    await queryOf(props, "about"),
  ];
  const complaint = token ? await complaintByLink(token) : null;
  return (
    <Door
      language={language}
      path="/complain"
      title={complaint ? complaint.about : t("title")}
      lead={complaint ? undefined : t("lead")}
    >
      {complaint ? (
        <ComplaintStands complaint={complaint} />
      ) : (
        <ComplainForm
          formKey={crypto.randomUUID()}
          sent={/^C-[A-Z0-9]{8}$/.test(sent) ? sent : ""}
          choices={await complaintChoices()}
          about={about}
        />
      )}
    </Door>
  );
}
