import type catalogue from "../../../messages/en/catalogue.json";
import type content from "../../../messages/en/content.json";
import type ui from "../../../messages/en/ui.json";
import type { Language } from "./rules";

declare module "next-intl" {
  interface AppConfig {
    Locale: Language;
    Messages: { catalogue: typeof catalogue; content: typeof content; ui: typeof ui };
  }
}
