import type { Language } from "@/platform/i18n/rules";

/** Words that speak of what is to come, by language. Of the past they are stale. */
const forward: Record<Language, RegExp> = {
  en: /\b(?:planned|forecast|expected|scheduled|due to|will (?:be|open|have)|to open in|under construction|is announced)\b/i,
  it: /\b(?:previst[oaie]|in programma|sarà|saranno|aprirà|in costruzione|annunciat[oaie] per)\b/i,
  fr: /\b(?:prévue?s?|attendue?s?|sera|seront|ouvrira|en construction|annoncée?s? pour)(?![\p{L}])/iu,
  de: /\b(?:geplant|vorgesehen|erwartet|soll(?:en)?|wird (?:eröffnet|gebaut)|im bau)\b/i,
  es: /\b(?:previst[oa]s?|esperad[oa]s?|será|serán|abrirá|en construcción|anunciad[oa]s? para)(?![\p{L}])/iu,
  ru: /(?:запланирован|планируется|ожидается|будет|должен открыться|строится)/iu,
  ar: /(?:من المقرر|يُتوقع|متوقع|سيُفتتح|سيفتتح|قيد الإنشاء)/u,
  zh: /(?:计划于|预计|将于|拟于|在建)/u,
};

const yearsOf = (text: string) =>
  [...text.matchAll(/(?<!\d)(20\d\d)(?!\d)/g)].map((found) => Number(found[1]));

/**
 * Whether a sentence promises something for a time that is over: it looks forward, and the last year it names, or
 * else the year it was said in, lies before this one.
 */
export function isOverdue(
  text: string,
  language: Language,
  saidOn: string | null,
  today: Date,
): boolean {
  if (!forward[language].test(text)) return false;
  const named = yearsOf(text);
  const until = named.length > 0 ? Math.max(...named) : Number(saidOn?.slice(0, 4) ?? Number.NaN);
  return until < today.getUTCFullYear();
}
