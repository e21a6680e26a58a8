import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Form, Submit } from "@/ui/forms/form";
import type { DeskRecord, Editor } from "../../desks/queries";
import { hashOf, type Json } from "../../releases/rules";
import { saveSectionAction } from "../actions";

type Props = {
  desk: DeskRecord;
  editor: Editor;
  /** Of a section written item by item: which item, and what it was. */
  item?: { id: string; was: Json | null };
  labels: Readonly<Record<string, string>>;
  canRemove?: boolean;
  children: ReactNode;
};

/** Takes one item out of a section's list. */
export function RemoveForm({
  desk,
  editor,
  item,
}: Pick<Props, "desk" | "editor"> & { item: string }) {
  const t = useTranslations("listings.edit");
  return (
    <Form action={saveSectionAction} id={`remove-${item}`} words="listings" className="mt-2">
      <input type="hidden" name="recordId" value={desk.record.id} />
      <input type="hidden" name="language" value={editor.language} />
      <input type="hidden" name="section" value={editor.section} />
      <input type="hidden" name="item" value={item} />
      <input type="hidden" name="of" value={desk.of} />
      <Submit tone="quiet" name="remove" value="yes">
        {t("remove")}
      </Submit>
    </Form>
  );
}

/** A form of one section, with what it was made from; an autosave sends the same form. */
export function SectionForm({ desk, editor, item, labels, canRemove = false, children }: Props) {
  const t = useTranslations("listings.edit");
  return (
    <Form
      action={saveSectionAction}
      id={`section-${item?.id ?? editor.section}`}
      words="listings"
      labels={labels}
    >
      <input type="hidden" name="recordId" value={desk.record.id} />
      <input type="hidden" name="language" value={editor.language} />
      <input type="hidden" name="section" value={editor.section} />
      <input type="hidden" name="version" value={editor.draft?.version ?? 0} />
      <input type="hidden" name="sourceNo" value={editor.source?.no ?? ""} />
      <input type="hidden" name="item" value={item?.id ?? ""} />
      <input type="hidden" name="itemHash" value={item ? hashOf(item.was) : ""} />
      <input type="hidden" name="of" value={desk.of} />
      {children}
      <p className="flex flex-wrap gap-3">
        <Submit>{t("save")}</Submit>
        {canRemove && (
          <Submit tone="warm" name="remove" value="yes">
            {t("remove")}
          </Submit>
        )}
      </p>
    </Form>
  );
}
