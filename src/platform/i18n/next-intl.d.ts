import type accounts from "../../../messages/en/accounts.json";
import type cases from "../../../messages/en/cases.json";
import type catalogue from "../../../messages/en/catalogue.json";
import type content from "../../../messages/en/content.json";
import type documents from "../../../messages/en/documents.json";
import type journey from "../../../messages/en/journey.json";
import type letters from "../../../messages/en/letters.json";
import type listings from "../../../messages/en/listings.json";
import type opinions from "../../../messages/en/opinions.json";
import type oversight from "../../../messages/en/oversight.json";
import type partners from "../../../messages/en/partners.json";
import type ui from "../../../messages/en/ui.json";
import type visits from "../../../messages/en/visits.json";
import type { Language } from "./rules";

declare module "next-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: {
      accounts: typeof accounts;
      cases: typeof cases;
      catalogue: typeof catalogue;
      content: typeof content;
      documents: typeof documents;
      journey: typeof journey;
      letters: typeof letters;
      listings: typeof listings;
      opinions: typeof opinions;
      oversight: typeof oversight;
      partners: typeof partners;
      ui: typeof ui;
      visits: typeof visits;
    };
  }
}
