import type accounts from "../../../messages/en/accounts.json";
import type catalogue from "../../../messages/en/catalogue.json";
import type content from "../../../messages/en/content.json";
import type letters from "../../../messages/en/letters.json";
import type secondOpinion from "../../../messages/en/second-opinion.json";
import type ui from "../../../messages/en/ui.json";
import type { Language } from "./rules";

declare module "next-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: {
      accounts: typeof accounts;
      catalogue: typeof catalogue;
      content: typeof content;
      letters: typeof letters;
      secondOpinion: typeof secondOpinion;
      ui: typeof ui;
    };
  }
}
