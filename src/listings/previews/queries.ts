import "server-only";
import { facilityBySlug } from "@/catalogue/facilities/queries";
import { facilityPage } from "@/catalogue/facility-pages/queries";
import type { Language } from "@/platform/i18n/rules";
import { type DeskRecord, topicChoices } from "../desks/queries";
import { openDrafts } from "../drafts/queries";
import { emptyTexts, type Facts, type Texts } from "../facilities/rules";
import { publishedRelease } from "../releases/queries";

/** The public page as it would be with what is being written in it. */
export async function previewOf({ record, facility }: DeskRecord, language: Language) {
  const page = await facilityBySlug(language, facility.slug);
  if (!page) return null;
  const [shown, facts, texts, factDrafts, textDrafts, topics] = await Promise.all([
    facilityPage(language, page),
    publishedRelease(record.id, ""),
    publishedRelease(record.id, language),
    openDrafts(record.id, ""),
    openDrafts(record.id, language),
    topicChoices(language),
  ]);
  const over = <T>(fields: object, drafts: typeof factDrafts) =>
    ({
      ...fields,
      ...Object.fromEntries(drafts.map((draft) => [draft.section, draft.value])),
    }) as T;
  const fact = over<Facts>(facts?.fields ?? {}, factDrafts);
  const text = over<Texts>(texts?.fields ?? emptyTexts, textDrafts);
  const name = (id: string) => topics.find((topic) => topic.id === id)?.name ?? id;
  const isWritten = textDrafts.some((draft) => draft.section === "text");
  return {
    ...shown,
    facility: {
      ...page,
      name: fact.contact.commonName,
      officialName: fact.contact.officialName,
      street: fact.contact.street,
      postcode: fact.contact.postcode,
      phone: fact.contact.phone,
      website: fact.contact.website,
      internationalOfficeUrl: fact.contact.internationalOffice,
      ...(isWritten ? { about: text.text.about, aboutLanguage: language, aboutState: null } : {}),
    },
    spoken: fact.languages.map((one) => ({
      readOn: page.checkedOn,
      isSourced: true,
      confirmedBy: null,
      confirmedOn: null,
      ...shown.spoken.find((before) => before.language === one.language),
      ...one,
    })),
    own: {
      offers: fact.offers.map((one) => ({ ...one, name: name(one.topicId) })),
      doctors: fact.doctors.map((one) => ({ ...one, disciplineNames: one.disciplines.map(name) })),
      accessibility: fact.accessibility,
      photographs: fact.photographs.map((one) => ({
        ...one,
        alt: text.captions[one.file] ?? null,
      })),
    },
  };
}
