import { useFormatter, useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import { directionOf } from "@/platform/i18n/rules";
import { useLanguageName } from "../../categories/components/language-name";
import { type Profile, type Service, textFor } from "../../profiles/rules";

type Props = {
  language: Language;
  profile: Profile;
  service: Service;
  areas: ReadonlyMap<string, string>;
};

/** A text of a partner for a reader: in their language where it is there, else in its own, and how far it is checked. */
export function PartnerText({
  language,
  profile,
  of,
  className = "",
}: {
  language: Language;
  profile: Profile;
  of: string;
  className?: string;
}) {
  const t = useTranslations("partners");
  const said = textFor(profile, language, of);
  if (!said.text) return null;
  return (
    <>
      <p
        lang={said.language}
        dir={directionOf(said.language)}
        className={`whitespace-pre-wrap ${className}`}
      >
        {said.text}
      </p>
      {said.state !== "original" && said.state !== "checked" && (
        <p className="source">{t(`page.texts.${said.state}`)}</p>
      )}
    </>
  );
}

/** One service as everybody reads it: where, when, in what languages, at what price, how to cancel. */
export function ServiceView({ language, profile, service, areas }: Props) {
  const t = useTranslations("partners");
  const spoken = useLanguageName();
  const format = useFormatter();
  const list = (items: readonly string[]) => format.list(items, { type: "unit" });
  const money = (cents: number) =>
    format.number(cents / 100, {
      style: "currency",
      currency: "EUR",
      maximumFractionDigits: cents % 100 === 0 ? 0 : 2,
    });
  const price =
    service.fromCents === null || service.toCents === null
      ? t("prices.quote")
      : t("page.price", {
          range:
            service.fromCents === service.toCents
              ? money(service.fromCents)
              : `${money(service.fromCents)} – ${money(service.toCents)}`,
          model: t(`prices.${service.priceModel}`),
        });
  const dayName = (day: number) =>
    format.dateTime(new Date(Date.UTC(2026, 5, day, 12)), { weekday: "short", timeZone: "UTC" });
  const facts = [
    [t("page.areas"), list(service.areas.map((id) => areas.get(id) ?? id))],
    [t("page.languages"), list(service.languages.map((one) => spoken(one)))],
    [
      t("page.hours"),
      `${service.days.length === 7 ? t("page.everyDay") : list(service.days.map(dayName))}, ${
        service.opens === service.closes
          ? t("page.allDay")
          : `\u2066${service.opens}–${service.closes}\u2069`
      }`,
    ],
    [t("page.capacity"), t("page.capacityDay", { count: service.capacity })],
    [t("page.priceTitle"), price],
    [
      t("page.accessibility"),
      service.features.length > 0
        ? list(service.features.map((one) => t(`features.${one}`)))
        : t("page.noFeatures"),
    ],
    [
      t("page.cancellation"),
      service.cancellation.length === 0
        ? t("page.cancelFree")
        : service.cancellation
            .map(({ hours, percent }) => t("page.cancelStep", { hours, percent }))
            .join(" "),
    ],
  ] as const;
  return (
    <li className="border-b border-line py-5">
      <h3>
        <PartnerName language={language} profile={profile} of={`${service.id}.name`} />
      </h3>
      <p className="source">{t(`categories.${service.category}`)}</p>
      <PartnerText
        language={language}
        profile={profile}
        of={`${service.id}.included`}
        className="mt-2"
      />
      <dl className="mt-3 grid gap-x-6 gap-y-1 sm:grid-cols-[auto_1fr]">
        {facts.map(([name, said]) => (
          <div key={name} className="contents">
            <dt className="font-semibold">{name}</dt>
            <dd className="mb-2 sm:mb-0">{said}</dd>
          </div>
        ))}
      </dl>
    </li>
  );
}

function PartnerName({
  language,
  profile,
  of,
}: {
  language: Language;
  profile: Profile;
  of: string;
}) {
  const said = textFor(profile, language, of);
  return (
    <span lang={said.language} dir={directionOf(said.language)}>
      {said.text}
    </span>
  );
}
