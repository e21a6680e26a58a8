import { useTranslations } from "next-intl";
import { AreaField } from "@/ui/forms/area";
import { Form, Submit } from "@/ui/forms/form";
import { SectionChanges } from "../../desks/components/section-changes";
import { useFieldName } from "../../desks/components/use-field-name";
import { WordChanges } from "../../desks/components/word-changes";
import type { DeskRecord, Editor } from "../../desks/queries";
import { paragraphsOf } from "../../drafts/rules";
import type { Json } from "../../releases/rules";
import { settleAction } from "../actions";

const aboutOf = (value: Json | undefined) => ((value ?? {}) as { about?: string }).about ?? "";

/** Two texts of one section: what each changed, paragraph by paragraph, and what goes on. */
export function ConflictForm({ desk, editor }: { desk: DeskRecord; editor: Editor }) {
  const t = useTranslations("listings.conflict");
  const nameOf = useFieldName();
  const { aside, section, language } = editor;
  if (!aside) return null;
  const isText = section === "text";
  const paragraphs = isText
    ? paragraphsOf(aboutOf(editor.base), aboutOf(aside.value), aboutOf(editor.value))
    : [];
  return (
    <section aria-labelledby="conflict" className="mb-10 border-s-4 border-warm ps-4">
      <h2 id="conflict">{t("title")}</h2>
      <p className="mt-1 max-w-prose">{t("lead")}</p>
      {isText ? (
        paragraphs
          .map((one, at) => ({ ...one, number: at + 1 }))
          .filter((one) => one.mine !== one.theirs)
          .map((one) => (
            <div key={one.number} className="mt-4">
              <h3>{t("paragraph", { number: one.number })}</h3>
              <dl className="mt-1 grid gap-4 lg:grid-cols-3">
                <div>
                  <dt className="source">{t("base")}</dt>
                  <dd dir="auto">{one.base}</dd>
                </div>
                <div>
                  <dt className="source">{t("theirs")}</dt>
                  <dd>
                    <WordChanges before={one.base} after={one.theirs} language={language} />
                  </dd>
                </div>
                <div>
                  <dt className="source">{t("mine")}</dt>
                  <dd>
                    <WordChanges before={one.base} after={one.mine} language={language} />
                  </dd>
                </div>
              </dl>
            </div>
          ))
      ) : (
        <SectionChanges
          before={{ [section]: editor.value }}
          after={{ [section]: aside.value }}
          language={language}
          nameOf={nameOf}
        />
      )}
      <Form
        action={settleAction}
        id="conflict"
        words="listings"
        labels={{ text: t("joined") }}
        className="mt-6"
      >
        <input type="hidden" name="recordId" value={desk.record.id} />
        <input type="hidden" name="language" value={language} />
        <input type="hidden" name="section" value={section} />
        <input type="hidden" name="version" value={editor.draft?.version ?? 0} />
        <input type="hidden" name="sourceNo" value={editor.source?.no ?? ""} />
        <input type="hidden" name="of" value={desk.of} />
        {isText && (
          <AreaField
            name="text"
            label={t("joined")}
            hint={t("joinedHint")}
            value={aboutOf(editor.value)}
            rows={12}
            maxLength={6000}
          />
        )}
        <p className="flex flex-wrap gap-3">
          {isText && (
            <Submit name="keep" value="paragraphs">
              {t("save")}
            </Submit>
          )}
          <Submit tone="quiet" name="keep" value="mine">
            {t("keepMine")}
          </Submit>
          <Submit tone="quiet" name="keep" value="theirs">
            {t("keepTheirs")}
          </Submit>
        </p>
      </Form>
    </section>
  );
}
