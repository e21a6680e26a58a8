import { saveDraft } from "../../../src/listings/drafts/commands";
import { facilityDesk } from "../../../src/listings/facilities/queries";
import type { Texts } from "../../../src/listings/facilities/rules";
import { publishedRelease, recordOf } from "../../../src/listings/releases/queries";
import { submitSections } from "../../../src/listings/reviews/commands";
import type { Staff } from "../../../src/platform/actor";
import type { Language } from "../../../src/platform/i18n/rules";

/** What an invented editor would add. None of it is published: one waits for a review that must stop it, one is being written. */
const sentences: Partial<Record<Language, string>> = {
  en: "Demonstration, an invented sentence: we are the best hospital in Italy.",
  it: "Dimostrazione, una frase inventata: il reparto ha un nuovo ingresso.",
};

/** A change of a listing in review and a draft that nobody has handed in, at the facility where the cast works. */
export async function seedListings(editor: Staff): Promise<void> {
  const listing = await recordOf("facility", String(editor.facilityId));
  if (!listing) throw new Error("the facility of the cast has no record");
  for (const [language, sentence] of Object.entries(sentences) as [Language, string][]) {
    const now = await publishedRelease(listing.id, language);
    const about = (now?.fields as Texts | undefined)?.text.about ?? "";
    const saved = await saveDraft(editor, facilityDesk, {
      recordId: listing.id,
      language,
      section: "text",
      version: 0,
      value: { about: `${about}\n\n${sentence}` },
    });
    if (!saved.ok) throw new Error(`an invented draft could not be kept: ${saved.reason}`);
  }
  const handedIn = await submitSections(editor, facilityDesk, {
    recordId: listing.id,
    language: "en",
  });
  if (!handedIn.ok) throw new Error(`an invented draft could not be handed in: ${handedIn.reason}`);
}
