import { useTranslations } from "next-intl";
import { ChoiceField, FileField, TextField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import type { DeskRecord } from "../../desks/queries";
import { addPictureAction } from "../actions";
import { crops } from "../rules";

/** A new photograph: the file, how it is cut, whose it is and by which right it is shown. */
export function PictureForm({ desk }: { desk: DeskRecord }) {
  const t = useTranslations("listings.pictures");
  const f = useTranslations("listings.fields");
  return (
    <Form
      action={addPictureAction}
      id="picture"
      words="listings"
      labels={{ file: t("file"), credit: f("credit"), rights: f("rights") }}
    >
      <input type="hidden" name="recordId" value={desk.record.id} />
      <input type="hidden" name="of" value={desk.of} />
      <FileField
        name="file"
        label={t("file")}
        hint={t("fileHint")}
        accept="image/jpeg,image/png,image/webp"
      />
      <ChoiceField
        name="crop"
        label={t("crop")}
        options={crops.map((crop) => ({ value: crop, label: t(`crops.${crop}`) }))}
        value="whole"
      />
      <TextField name="credit" label={f("credit")} maxLength={120} />
      <TextField name="rights" label={f("rights")} hint={t("rightsHint")} maxLength={200} />
      <Submit>{t("add")}</Submit>
    </Form>
  );
}
