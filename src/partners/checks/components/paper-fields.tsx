import { useTranslations } from "next-intl";
import type { FormState } from "@/platform/form-state";
import { Day } from "@/ui/data/day";
import { Time } from "@/ui/data/time";
import { FileField, TextField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import type { Paper } from "../../papers/queries";
import { acceptedFiles } from "../../papers/rules";
import type { Check } from "../queries";

type Hidden = Readonly<Record<string, string>>;
const HiddenFields = ({ fields }: { fields: Hidden }) =>
  Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));

/** The fields of a form for one paper of the checklist. */
export function PaperFields({
  check,
  hidden = {},
  isOpen,
}: {
  check: Check;
  hidden?: Hidden;
  isOpen: boolean;
}) {
  const t = useTranslations("partners");
  const name = t(`items.${check.item.key}` as "items.insurance");
  return (
    <Fold
      summary={
        <>
          {t(check.papers.length > 0 ? "papers.another" : "papers.add")}
          <span className="sr-only">: {name}</span>
        </>
      }
      isOpen={isOpen && !check.item.optional}
    >
      <HiddenFields fields={hidden} />
      <input type="hidden" name="item" value={check.item.key} />
      <FileField name="file" label={t("papers.file")} accept={acceptedFiles} />
      <TextField
        name="endsOn"
        type="date"
        label={t("papers.endsOn")}
        hint={t(check.item.ends === "needed" ? "papers.endNeeded" : "papers.endIfAny")}
        isShort
      />
      <Submit tone="quiet">
        {t("papers.send")}
        <span className="sr-only">: {name}</span>
      </Submit>
    </Fold>
  );
}

type Removing = (before: FormState, form: FormData) => Promise<FormState>;

/** The papers of one item, with what a reader may do with them. */
export function PaperLines({
  papers,
  open,
  remove,
  hidden = {},
}: {
  papers: readonly Paper[];
  /** Whose papers open for the reader. */
  open?: (paper: Paper) => boolean;
  remove?: Removing;
  hidden?: Hidden;
}) {
  const t = useTranslations("partners.papers");
  if (papers.length === 0) return null;
  return (
    <ul className="mt-2">
      {papers.map((paper) => (
        <li key={paper.id} className="py-1">
          {open?.(paper) ? (
            <a href={`/api/partner-papers/${paper.id}`}>
              <bdi>{paper.name}</bdi>
            </a>
          ) : (
            <bdi>{paper.name}</bdi>
          )}
          <span className="source flex flex-wrap gap-x-3">
            <span>
              {t("sent")} <Time at={paper.sentAt} isDay />
            </span>
            {paper.endsOn && (
              <span>
                {t("ends")} <Day on={paper.endsOn} />
              </span>
            )}
            {paper.scan !== "clean" && (
              <span className={paper.scan === "unsafe" ? "text-warm" : undefined}>
                {t(`scans.${paper.scan}`)}
              </span>
            )}
          </span>
          {remove && (
            <Form action={remove} id={`remove-${paper.id}`} words="partners">
              <HiddenFields fields={{ ...hidden, paperId: paper.id }} />
              <button type="submit" className="min-h-11 cursor-pointer text-warm underline">
                {t("remove")}
                <span className="sr-only">: {paper.name}</span>
              </button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  );
}
