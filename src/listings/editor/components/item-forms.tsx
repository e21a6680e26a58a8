import { useTranslations } from "next-intl";
import { spokenLanguages } from "@/catalogue/facilities/rules";
import { ageGroups, answers, type Doctor, type Offer, priceParts } from "@/catalogue/own/rules";
import { ChoiceField, SelectField, TextField } from "@/ui/forms/fields";
import type { DeskRecord, Editor, TopicChoice } from "../../desks/queries";
import { SectionForm } from "./section-form";

type Props<T> = { desk: DeskRecord; editor: Editor; one: T | null; topics: readonly TopicChoice[] };

const text = (value: string | number | null | undefined) =>
  value === null || value === undefined ? "" : String(value);
const numbers = ["priceFrom", "priceTo", "stayFrom", "stayTo", "waitFrom", "waitTo"] as const;
const all = [
  "topicId",
  "evidenceUrl",
  "evidenceDate",
  "lead",
  "volume",
  "volumeYear",
  "volumeUrl",
  ...numbers,
  "priceIncludes",
  "remote",
  "ages",
] as const;

/** One offer with its own evidence. */
export function OfferForm({ desk, editor, one, topics }: Props<Offer>) {
  const t = useTranslations("listings");
  const own = useTranslations("catalogue.own");
  const labels = Object.fromEntries(all.map((name) => [name, t(`fields.${name}`)]));
  const line = (
    name: "evidenceUrl" | "evidenceDate" | "lead" | "volumeUrl",
    maxLength: number,
    hint?: string,
  ) => (
    <TextField
      name={name}
      label={t(`fields.${name}`)}
      value={text(one?.[name])}
      maxLength={maxLength}
      isLatin={name !== "lead"}
      {...(hint ? { hint } : {})}
    />
  );
  const number = (name: (typeof numbers)[number] | "volume" | "volumeYear", hint?: string) => (
    <TextField
      name={name}
      label={t(`fields.${name}`)}
      value={text(one?.[name])}
      maxLength={7}
      inputMode="numeric"
      isLatin
      isShort
      {...(hint ? { hint } : {})}
    />
  );
  return (
    <SectionForm
      desk={desk}
      editor={editor}
      item={{ id: one?.topicId ?? "", was: one as never }}
      labels={labels}
      canRemove={one !== null}
    >
      {one ? (
        <input type="hidden" name="topicId" value={one.topicId} />
      ) : (
        <SelectField
          name="topicId"
          label={t("fields.topicId")}
          empty=""
          options={topics.map((topic) => ({ value: topic.id, label: topic.name }))}
        />
      )}
      {line("evidenceUrl", 500)}
      {line("evidenceDate", 10, t("edit.yearHint"))}
      {line("lead", 120)}
      {number("volume")}
      {number("volumeYear")}
      {line("volumeUrl", 500)}
      {number("priceFrom", t("edit.euroHint"))}
      {number("priceTo")}
      <ChoiceField
        name="priceIncludes"
        label={t("fields.priceIncludes")}
        options={priceParts.map((part) => ({ value: part, label: own(`parts.${part}`) }))}
        value={one?.priceIncludes ?? []}
        isMany
      />
      {number("stayFrom", t("edit.daysHint"))}
      {number("stayTo")}
      {number("waitFrom", t("edit.daysHint"))}
      {number("waitTo")}
      <SelectField
        name="remote"
        label={t("fields.remote")}
        options={answers.map((answer) => ({ value: answer, label: t(`answers.${answer}`) }))}
        value={one?.remote ?? "unknown"}
      />
      <SelectField
        name="ages"
        label={t("fields.ages")}
        options={ageGroups.map((group) => ({ value: group, label: own(`ages.${group}`) }))}
        value={one?.ages ?? "unknown"}
      />
    </SectionForm>
  );
}

/** One doctor who has agreed to be named. */
export function DoctorForm({ desk, editor, one, topics }: Props<Doctor>) {
  const t = useTranslations("listings.fields");
  const c = useTranslations("catalogue.spoken");
  const labels = {
    name: t("name"),
    disciplines: t("disciplines"),
    languages: t("languages"),
    registration: t("registration"),
    order: t("order"),
  };
  return (
    <SectionForm
      desk={desk}
      editor={editor}
      item={{ id: one?.key ?? "", was: one as never }}
      labels={labels}
      canRemove={one !== null}
    >
      <input type="hidden" name="key" value={one?.key ?? ""} />
      <TextField name="name" label={t("name")} value={text(one?.name)} maxLength={120} />
      <TextField
        name="registration"
        label={t("registration")}
        value={text(one?.registration)}
        maxLength={40}
        isLatin
        isShort
      />
      <TextField name="order" label={t("order")} value={text(one?.order)} maxLength={80} />
      <ChoiceField
        name="languages"
        label={t("languages")}
        options={spokenLanguages.map((language) => ({ value: language, label: c(language) }))}
        value={one?.languages ?? []}
        isMany
      />
      <ChoiceField
        name="disciplines"
        label={t("disciplines")}
        options={topics
          .filter((topic) => topic.kind === "specialty")
          .map((topic) => ({ value: topic.id, label: topic.name }))}
        value={one?.disciplines ?? []}
        isMany
      />
    </SectionForm>
  );
}
