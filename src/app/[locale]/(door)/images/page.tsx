import { getTranslations } from "next-intl/server";
import { from } from "@/accounts/sessions/guards";
import { Door, localeOf, type PersonalProps, queryOf } from "@/app/personal";
import { ImagesForm } from "@/documents/arrivals/components/images-form";
import { paperMegabytes } from "@/documents/papers/queries";
import { arrivedBy, linkBearer } from "@/documents/upload-links/queries";

export default async function Page(props: PersonalProps) {
  const language = await localeOf(props);
  const t = await getTranslations("documents.images");
  const token = await queryOf(props, "token");
  const bearer = await linkBearer(token, (await from()).network);
  if (!bearer)
    return (
      <Door language={language} path="/images" title={t("gone")} lead={t("goneText")}>
        {null}
      </Door>
    );
  return (
    <Door
      language={language}
      path="/images"
      title={t("title")}
      lead={t("lead", { number: bearer.number })}
    >
      <ImagesForm
        token={token}
        expiresAt={bearer.expiresAt}
        arrived={await arrivedBy(bearer)}
        max={await paperMegabytes()}
        wasSent={(await queryOf(props, "sent")) === "1"}
      />
    </Door>
  );
}
