import { useTranslations } from "next-intl";
import { isSpokenLanguage } from "@/catalogue/facilities/rules";
import { accessFeatures } from "@/catalogue/own/rules";

const fields = [
  "about",
  "commonName",
  "officialName",
  "street",
  "postcode",
  "phone",
  "website",
  "internationalOffice",
  "how",
  "note",
  "sourceUrl",
  "sourceDate",
  "language",
  "topicId",
  "evidenceUrl",
  "evidenceDate",
  "lead",
  "volume",
  "volumeYear",
  "volumeUrl",
  "priceFrom",
  "priceTo",
  "priceIncludes",
  "stayFrom",
  "stayTo",
  "waitFrom",
  "waitTo",
  "remote",
  "ages",
  "key",
  "name",
  "disciplines",
  "languages",
  "registration",
  "order",
  "credit",
  "rights",
  "file",
  "width",
  "height",
] as const;
type Field = (typeof fields)[number];
const isField = (text: string): text is Field => (fields as readonly string[]).includes(text);
const isFeature = (text: string): text is (typeof accessFeatures)[number] =>
  (accessFeatures as readonly string[]).includes(text);

/** How a value is called, from its path in a section: the item's name, then its field's. */
export function useFieldName(topics: Readonly<Record<string, string>> = {}) {
  const t = useTranslations("listings");
  const c = useTranslations("catalogue.spoken");
  const own = useTranslations("catalogue.own.features");
  const part = (text: string): string => {
    if (topics[text]) return topics[text];
    if (isField(text)) return t(`fields.${text}`);
    if (isFeature(text)) return own(text);
    if (isSpokenLanguage(text)) return c(text);
    return /^[0-9a-f-]{20,}$/.test(text) || /^\d+$/.test(text) ? "" : text;
  };
  return (path: string) => path.split("/").filter(Boolean).map(part).filter(Boolean).join(" · ");
}
