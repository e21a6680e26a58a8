import { useTranslations } from "next-intl";
import { spokenLanguages } from "@/catalogue/facilities/rules";
import { accessFeatures, hows, type Picture, type Spoken } from "@/catalogue/own/rules";
import { languageNames } from "@/platform/i18n/rules";
import { AreaField } from "@/ui/forms/area";
import { ChoiceField, SelectField, TextField } from "@/ui/forms/fields";
import { WordChanges } from "../../desks/components/word-changes";
import type { DeskRecord, Editor } from "../../desks/queries";
import type { Contact } from "../../facilities/rules";
import { SectionForm } from "./section-form";

type Props = { desk: DeskRecord; editor: Editor };

/** The text in one language, beside the text it translates with what changed there since. */
export function TextForm({ desk, editor }: Props) {
  const t = useTranslations("listings.edit");
  const { source, acceptedSource } = editor;
  const { about = "" } = (editor.value ?? {}) as { about?: string };
  const isOld = source && acceptedSource !== null && acceptedSource !== source.text;
  return (
    <div className={source ? "grid gap-8 lg:grid-cols-2" : undefined}>
      {source && (
        <section aria-labelledby="source" className="min-w-0">
          <h2 id="source" className="text-lead">
            {t("source", { language: languageNames[source.language] })}
          </h2>
          <p lang={source.language} dir="auto" className="mt-2 whitespace-pre-line">
            {source.text}
          </p>
          {isOld && (
            <>
              <h3 className="mt-6">{t("sourceChanged")}</h3>
              <WordChanges before={acceptedSource} after={source.text} language={source.language} />
            </>
          )}
        </section>
      )}
      <SectionForm desk={desk} editor={editor} labels={{ about: t("aboutLabel") }}>
        <AreaField
          name="about"
          label={t("aboutLabel")}
          hint={t("aboutHint")}
          value={about}
          rows={14}
          maxLength={3000}
        />
      </SectionForm>
    </div>
  );
}

const contactFields = [
  ["commonName", 200, false],
  ["officialName", 300, false],
  ["street", 200, false],
  ["postcode", 5, true],
  ["phone", 40, true],
  ["website", 500, true],
  ["internationalOffice", 500, true],
] as const;

export function ContactForm({ desk, editor }: Props) {
  const t = useTranslations("listings");
  const contact = editor.value as unknown as Contact;
  const labels = Object.fromEntries(contactFields.map(([name]) => [name, t(`fields.${name}`)]));
  return (
    <SectionForm desk={desk} editor={editor} labels={labels}>
      {contactFields.map(([name, maxLength, isLatin]) => (
        <TextField
          key={name}
          name={name}
          label={t(`fields.${name}`)}
          {...(name === "phone" ? { hint: t("edit.phoneHint") } : {})}
          value={contact[name] ?? ""}
          maxLength={maxLength}
          isLatin={isLatin}
        />
      ))}
    </SectionForm>
  );
}

export function LanguagesForm({ desk, editor }: Props) {
  const t = useTranslations("listings.edit");
  const c = useTranslations("catalogue.spoken");
  const spoken = new Map(
    ((editor.value ?? []) as unknown as Spoken[]).map((one) => [one.language, one]),
  );
  return (
    <SectionForm desk={desk} editor={editor} labels={{ sourceUrl: t("languagesSource") }}>
      <p className="mb-4 max-w-prose">{t("languagesLead")}</p>
      <div className="grid gap-x-8 sm:grid-cols-2">
        {spokenLanguages.map((language) => {
          const one = spoken.get(language);
          return (
            <SelectField
              key={language}
              name={`how-${language}`}
              label={c(language)}
              options={[
                { value: "", label: t("hows.none") },
                ...(["listed", ...hows] as const).map((how) => ({
                  value: how,
                  label: t(`hows.${how}`),
                })),
              ]}
              value={one ? (one.how ?? "listed") : ""}
            />
          );
        })}
      </div>
      <TextField
        name="sourceUrl"
        label={t("languagesSource")}
        hint={t("languagesSourceHint")}
        maxLength={500}
        isLatin
      />
    </SectionForm>
  );
}

export function AccessForm({ desk, editor }: Props) {
  const t = useTranslations("listings");
  const own = useTranslations("catalogue.own.features");
  return (
    <SectionForm desk={desk} editor={editor} labels={{ features: t("sections.accessibility") }}>
      <ChoiceField
        name="features"
        label={t("sections.accessibility")}
        hint={t("edit.accessLead")}
        options={accessFeatures.map((feature) => ({
          value: feature,
          label: own(feature),
        }))}
        value={(editor.value ?? []) as string[]}
        isMany
      />
    </SectionForm>
  );
}

export function CaptionsForm({ desk, editor, pictures }: Props & { pictures: readonly Picture[] }) {
  const t = useTranslations("listings.edit");
  const captions = (editor.value ?? {}) as Record<string, string>;
  if (pictures.length === 0) return <p>{t("noPictures")}</p>;
  return (
    <SectionForm desk={desk} editor={editor} labels={{}}>
      <p className="mb-4 max-w-prose">{t("captionsLead")}</p>
      {pictures.map(({ file }, at) => (
        <div key={file}>
          <img src={`/pictures/${file}-480.webp`} alt="" className="mb-2 max-w-48" />
          <TextField
            name={`alt-${file}`}
            label={t("captionLabel", { number: at + 1 })}
            value={captions[file] ?? ""}
            maxLength={300}
          />
        </div>
      ))}
    </SectionForm>
  );
}
