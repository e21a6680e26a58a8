import type { Language } from "@/platform/i18n/rules";
import { directionOf } from "@/platform/i18n/rules";
import type { LegKey, MilestoneKind } from "../templates/rules";

/** All that a telephone keeps of a journey: times, places, whom to call. Nothing medical. */
export type Pocket = {
  code: string;
  language: Language;
  madeAt: Date;
  firstName: string;
  sign: string;
  facility: {
    name: string;
    address: string;
    phone: string | null;
    lat: number | null;
    lon: number | null;
  };
  milestones: readonly { kind: MilestoneKind; at: Date; isCertain: boolean }[];
  legs: readonly {
    key: LegKey;
    startsAt: Date;
    endsAt: Date;
    partner: string | null;
    isAgreed: boolean;
  }[];
};

/** The words of one language: `milestone` and `leg` by their keys, the rest by their names under `journey.pocket`. */
export type PocketWords = {
  milestone: (kind: MilestoneKind) => string;
  leg: (key: LegKey) => string;
  say: (key: string, values?: Record<string, string>) => string;
};

const escaped = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");

const style =
  "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:40rem;margin:1rem auto;padding:0 1rem;color-scheme:light dark}h1{font-size:1.4rem}h2{font-size:1.1rem;border-top:1px solid;padding-top:1rem}li{margin:.5rem 0}.card{border:3px solid;padding:1rem}.sign{font-size:2.5rem;text-align:center;border:3px solid;padding:1rem}";

/** The pocket plan as one file that needs nothing else: no script, no picture, no address to load from. */
export function pocketDocument(pocket: Pocket, own: PocketWords, italian: PocketWords): string {
  const { language, facility } = pocket;
  const when = (at: Date) =>
    escaped(
      new Intl.DateTimeFormat(language, {
        dateStyle: "full",
        timeStyle: "short",
        timeZone: "Europe/Rome",
      }).format(at),
    );
  const card = (words: PocketWords, lang: Language) => `
<div lang="${lang}" dir="${directionOf(lang)}"><p><strong>${escaped(words.say("card", { name: pocket.firstName, facility: facility.name }))}</strong></p>
<p>${escaped(words.say("cardCall", { phone: facility.phone ?? facility.name }))}</p></div>`;
  const items = [
    ...pocket.milestones.map(({ kind, at, isCertain }) => ({
      at,
      html: `<strong>${escaped(own.milestone(kind))}</strong><br>${when(at)}${isCertain ? "" : ` (${escaped(own.say("notFixed"))})`}`,
    })),
    ...pocket.legs.map(({ key, startsAt, endsAt, partner, isAgreed }) => ({
      at: startsAt,
      html: `${escaped(own.leg(key))}${partner ? `: <bdi>${escaped(partner)}</bdi>` : ""}<br>${when(startsAt)} – ${when(endsAt)}${isAgreed ? "" : ` (${escaped(own.say("notAgreed"))})`}`,
    })),
  ].sort((a, b) => a.at.getTime() - b.at.getTime());
  const map =
    facility.lat === null || facility.lon === null
      ? ""
      : `<p><a href="geo:${facility.lat},${facility.lon}?q=${encodeURIComponent(`${facility.name}, ${facility.address}`)}">${escaped(own.say("map"))}</a></p>`;
  return `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${escaped(own.say("title"))}</title><style>${style}</style></head>
<body><h1>${escaped(own.say("title"))}</h1>
<p>${escaped(own.say("asOf"))} <strong>${when(pocket.madeAt)}</strong>. ${escaped(own.say("milan"))}</p>
<div class="card">${card(italian, "it")}${language === "it" ? "" : card(own, language)}</div>
<h2>${escaped(own.say("signTitle"))}</h2><p class="sign"><bdi>${escaped(pocket.sign)}</bdi></p>
<h2><bdi>${escaped(facility.name)}</bdi></h2><p><bdi>${escaped(facility.address)}</bdi></p>${facility.phone ? `<p><a href="tel:${escaped(facility.phone.replaceAll(/[^+\d]/g, ""))}" dir="ltr">${escaped(facility.phone)}</a></p>` : ""}${map}
<h2>${escaped(own.say("plan"))}</h2><ul>${items.map(({ html }) => `<li>${html}</li>`).join("")}</ul>
</body></html>
`;
}
