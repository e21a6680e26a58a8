import "server-only";
import type { Language } from "@/platform/i18n/rules";
import { numberSetting } from "@/platform/settings";
import {
  type Facility,
  highlightsOf,
  languagesOf,
  offersOf,
  recognitionsOf,
} from "../facilities/queries";
import { ownSectionsOf } from "../own/queries";
import { airports } from "../places/queries";
import { figuresOf, spreadOf } from "../quality/queries";
import { statementsOf } from "../statements/queries";
import { districtNames } from "../topics/queries";

/** Everything that a facility's page shows, for the page itself and for its preview. */
export async function facilityPage(language: Language, facility: Facility) {
  const [
    highlights,
    recognitions,
    spoken,
    offers,
    statements,
    districts,
    fields,
    figures,
    spread,
    own,
    oldAfterYears,
  ] = await Promise.all([
    highlightsOf(language, facility.id),
    recognitionsOf(facility.id),
    languagesOf(facility.id),
    offersOf(language, facility.id),
    statementsOf(language, facility.id),
    districtNames(language),
    airports(language),
    figuresOf(facility.id),
    spreadOf(),
    ownSectionsOf(language, facility.id),
    numberSetting("catalogue.old-after-years", 3),
  ]);
  return {
    language,
    facility,
    highlights,
    recognitions,
    spoken,
    offers,
    statements,
    districts,
    airports: fields,
    figures,
    spread,
    own,
    now: new Date(),
    oldAfterYears,
  };
}
