import { useTranslations } from "next-intl";
import type { Doctor, Offer, Picture } from "@/catalogue/own/rules";
import { type Language, languageNames, languages } from "@/platform/i18n/rules";
import { Filters } from "@/ui/data/filters";
import { Form, Submit } from "@/ui/forms/form";
import { SectionChanges } from "../../desks/components/section-changes";
import { useFieldName } from "../../desks/components/use-field-name";
import type { DeskRecord, Editor, TopicChoice } from "../../desks/queries";
import { deskPath } from "../../desks/rules";
import { isOfLanguage } from "../../facilities/rules";
import { PictureForm } from "../../pictures/components/picture-form";
import { dropDraftAction, rebaseAction } from "../actions";
import { itemOf } from "../rules";
import { ConflictForm } from "./conflict-form";
import { DoctorForm, OfferForm } from "./item-forms";
import { RemoveForm } from "./section-form";
import { AccessForm, CaptionsForm, ContactForm, LanguagesForm, TextForm } from "./text-forms";

type Props = {
  language: Language;
  desk: DeskRecord;
  editor: Editor;
  topics: readonly TopicChoice[];
  pictures: readonly Picture[];
  item: string;
  /** What the wording check would stop, in what stands here now. */
  found: readonly string[];
};

/** One section of a listing: what stands there, what is being written, and its form. */
export function EditorView(props: Props) {
  const { language, desk, editor, found } = props;
  const t = useTranslations("listings.edit");
  const of = desk.of;
  return (
    <>
      {isOfLanguage(editor.section) && (
        <Filters
          filters={languages.map((one) => ({
            href: deskPath(language, "/edit", { section: editor.section, in: one, of }),
            label: languageNames[one],
            isHere: one === editor.language,
          }))}
        />
      )}
      {editor.others.length > 0 && (
        <p role="status" className="mb-4 border-s-4 border-warm bg-warm-soft px-4 py-3">
          {t("here", { names: editor.others.join(", ") })}
        </p>
      )}
      <ConflictForm desk={desk} editor={editor} />
      <Moved desk={desk} editor={editor} />
      {editor.draft && <p className="mb-4 border-s-4 border-green ps-4">{t("unsaved")}</p>}
      {found.length > 0 && (
        <p className="mb-4 border-s-4 border-warm bg-warm-soft px-4 py-3">
          {t("wordsFound", { words: found.join(", ") })}
        </p>
      )}
      <SectionFields {...props} />
      {editor.draft && (
        <div className="mt-8 flex flex-wrap items-center gap-4">
          <a href={deskPath(editor.language || language, "/preview", { of })}>{t("preview")}</a>
          <Form action={dropDraftAction} id="drop" words="listings">
            <input type="hidden" name="draftId" value={editor.draft.id} />
            <input type="hidden" name="of" value={of} />
            <Submit tone="quiet">{t("drop")}</Submit>
          </Form>
        </div>
      )}
    </>
  );
}

function Moved({ desk, editor }: Pick<Props, "desk" | "editor">) {
  const t = useTranslations("listings.edit");
  const nameOf = useFieldName();
  if (!editor.hasMoved) return null;
  const { section, language } = editor;
  return (
    <section className="mb-10 border-s-4 border-warm ps-4">
      <p>{t("stale")}</p>
      <SectionChanges
        before={{ [section]: editor.base }}
        after={{ [section]: editor.published }}
        language={language}
        nameOf={nameOf}
      />
      <Form action={rebaseAction} id="rebase" words="listings" className="mt-4">
        <input type="hidden" name="recordId" value={desk.record.id} />
        <input type="hidden" name="language" value={language} />
        <input type="hidden" name="section" value={section} />
        <input type="hidden" name="of" value={desk.of} />
        <Submit tone="quiet">{t("staleDone")}</Submit>
      </Form>
    </section>
  );
}

function SectionFields(props: Props) {
  const { desk, editor, pictures } = props;
  switch (editor.section) {
    case "text":
      return <TextForm desk={desk} editor={editor} />;
    case "contact":
      return <ContactForm desk={desk} editor={editor} />;
    case "languages":
      return <LanguagesForm desk={desk} editor={editor} />;
    case "accessibility":
      return <AccessForm desk={desk} editor={editor} />;
    case "captions":
      return <CaptionsForm desk={desk} editor={editor} pictures={pictures} />;
    case "photographs":
      return <Photographs {...props} />;
    default:
      return <Items {...props} />;
  }
}

/** The photographs as they are being written, each to be taken out, and a form for another. */
function Photographs({ desk, editor, pictures }: Props) {
  const t = useTranslations("listings.edit");
  return (
    <>
      {pictures.length === 0 && <p className="mb-6">{t("noPictures")}</p>}
      <ul className="mb-8 grid gap-6 sm:grid-cols-2">
        {pictures.map((one) => (
          <li key={one.file}>
            <img
              src={`/pictures/${one.file}-480.webp`}
              alt=""
              className="mb-2 w-full max-w-field"
            />
            <p className="source">
              <bdi>{one.credit}</bdi> · <bdi>{one.rights}</bdi>
            </p>
            <RemoveForm desk={desk} editor={editor} item={one.file} />
          </li>
        ))}
      </ul>
      <PictureForm desk={desk} />
    </>
  );
}

/** A list of offers or doctors, each with a form of its own, and a form for another. */
function Items({ language, desk, editor, topics, item }: Props) {
  const t = useTranslations("listings.edit");
  const isOffers = editor.section === "offers";
  const list = (editor.value ?? []) as unknown as (Offer | Doctor)[];
  const named = (one: Offer | Doctor) =>
    "topicId" in one
      ? {
          id: one.topicId,
          name: topics.find((topic) => topic.id === one.topicId)?.name ?? one.topicId,
        }
      : { id: one.key, name: one.name };
  const found = item === "" || item === "new" ? null : itemOf(editor.section, editor.value, item);
  const isOpen = item === "new" || found !== null;
  const to = (id: string) =>
    deskPath(language, "/edit", { section: editor.section, item: id, of: desk.of });
  return (
    <>
      <p className="mb-4 max-w-prose">{t(isOffers ? "offersLead" : "doctorsLead")}</p>
      <h2>{t("items")}</h2>
      {list.length === 0 && <p className="mt-2">{t("noItems")}</p>}
      <ul>
        {list.map(named).map(({ id, name }) => (
          <li key={id} className="flex justify-between gap-4 border-b border-line py-3">
            <bdi>{name}</bdi>
            <a href={to(id)} aria-current={id === item ? "true" : undefined}>
              {t("change")}
              <span className="sr-only">: {name}</span>
            </a>
          </li>
        ))}
      </ul>
      {!isOpen && (
        <p className="mt-6">
          <a href={to("new")} className="button">
            {t("add")}
          </a>
        </p>
      )}
      {isOpen && (
        <section className="mt-8" aria-label={found ? named(found as never).name : t("add")}>
          <h2 className="mb-4">{found ? <bdi>{named(found as never).name}</bdi> : t("add")}</h2>
          {isOffers ? (
            <OfferForm
              desk={desk}
              editor={editor}
              one={found as unknown as Offer | null}
              topics={topics}
            />
          ) : (
            <DoctorForm
              desk={desk}
              editor={editor}
              one={found as unknown as Doctor | null}
              topics={topics}
            />
          )}
        </section>
      )}
    </>
  );
}
