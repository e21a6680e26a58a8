import { useFormatter, useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import { FileField } from "@/ui/forms/fields";
import { Done, Form, Submit } from "@/ui/forms/form";
import { UploadScript } from "../../uploads/components/upload-script";
import { sendImagesAction } from "../actions";

type Props = {
  token: string;
  expiresAt: Date;
  arrived: { files: number; bytes: number; open: number };
  max: number;
  wasSent: boolean;
};

/** What a radiology office sees of a request: how to send images for it, and how much of theirs has arrived. */
export function ImagesForm({ token, expiresAt, arrived, max, wasSent }: Props) {
  const t = useTranslations("documents.images");
  const size = useFormatter().number(arrived.bytes / 1e6, {
    style: "unit",
    unit: "megabyte",
    maximumFractionDigits: 1,
  });
  return (
    <>
      {wasSent && <Done>{t("sent")}</Done>}
      <p>{t("arrived", { files: arrived.files, size })}</p>
      <p className="source">{t.rich("until", { date: () => <Time at={expiresAt} /> })}</p>
      <Form
        action={sendImagesAction}
        id="images"
        words="cases"
        labels={{ file: t("file") }}
        numbers={{ max }}
        className="mt-6"
      >
        <UploadScript />
        <input type="hidden" name="token" value={token} />
        <FileField
          name="file"
          label={t("file")}
          accept=""
          hint={<noscript>{t("plain", { max })}</noscript>}
        />
        <Submit>{t("submit")}</Submit>
      </Form>
    </>
  );
}
