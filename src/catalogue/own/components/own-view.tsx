import { useFormatter, useTranslations } from "next-intl";
import { isSpokenLanguage } from "../../facilities/rules";
import {
  isAccessFeature,
  type OwnSections,
  picturePath,
  pictureWidths,
  pricePartsOf,
} from "../rules";

/** What a facility says of itself: its offers with their conditions, its doctors, its ways in, its photographs. */
export function OwnView({ own }: { own: OwnSections }) {
  const t = useTranslations("catalogue.own");
  const { offers, doctors, accessibility, photographs } = own;
  if (offers.length + doctors.length + accessibility.length + photographs.length === 0) return null;
  return (
    <section aria-labelledby="own">
      <h2 id="own">{t("title")}</h2>
      <p className="mt-1 text-quiet">{t("lead")}</p>
      <Photographs own={own} />
      {offers.length > 0 && (
        <>
          <h3 className="mt-6">{t("offers")}</h3>
          <ul>
            {offers.map((offer) => (
              <Offer key={offer.topicId} offer={offer} />
            ))}
          </ul>
        </>
      )}
      {doctors.length > 0 && (
        <>
          <h3 className="mt-6">{t("doctors")}</h3>
          <ul>
            {doctors.map((doctor) => (
              <Doctor key={doctor.key} doctor={doctor} />
            ))}
          </ul>
        </>
      )}
      {accessibility.length > 0 && (
        <>
          <h3 className="mt-6">{t("accessibility")}</h3>
          <ul className="mt-3 flex flex-wrap gap-2">
            {accessibility.filter(isAccessFeature).map((feature) => (
              <li key={feature} className="mark">
                {t(`features.${feature}`)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function Offer({ offer }: { offer: OwnSections["offers"][number] }) {
  const t = useTranslations("catalogue.own");
  const format = useFormatter();
  const euro = (value: number) =>
    format.number(value, { style: "currency", currency: "EUR", maximumFractionDigits: 0 });
  const between = (from: number | null, to: number | null) =>
    from === null || to === null ? null : { from, to };
  const [stay, wait] = [
    between(offer.stayFrom, offer.stayTo),
    between(offer.waitFrom, offer.waitTo),
  ];
  const price = between(offer.priceFrom, offer.priceTo);
  const parts = pricePartsOf(offer).map((part) => t(`parts.${part}`));
  const lines = [
    offer.lead && t("leadBy", { name: offer.lead }),
    price && t("price", { from: euro(price.from), to: euro(price.to) }),
    price && parts.length > 0 && t("priceIncludes", { parts: format.list(parts) }),
    stay && t("stay", stay),
    wait && t("wait", wait),
    offer.remote === "yes" && t("remote"),
    offer.ages !== "unknown" && t("for", { ages: t(`ages.${offer.ages}`) }),
  ].filter((line) => typeof line === "string");
  return (
    <li className="border-b border-line py-3">
      <p className="font-semibold">{offer.name}</p>
      {offer.volume !== null && offer.volumeYear !== null && offer.volumeUrl && (
        <p>
          <a href={offer.volumeUrl} rel="noopener">
            {t("volume", { count: offer.volume, year: String(offer.volumeYear) })}
          </a>
        </p>
      )}
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
      <p className="source">
        <a href={offer.evidenceUrl} rel="noopener">
          {t("evidence")}
        </a>
        {offer.evidenceDate && <> · {offer.evidenceDate}</>}
      </p>
    </li>
  );
}

function Doctor({ doctor }: { doctor: OwnSections["doctors"][number] }) {
  const t = useTranslations("catalogue.own");
  const c = useTranslations("catalogue.spoken");
  const format = useFormatter();
  const spoken = doctor.languages.filter(isSpokenLanguage).map((language) => c(language));
  return (
    <li className="border-b border-line py-3">
      <p className="font-semibold">
        <bdi>{doctor.name}</bdi>
      </p>
      {doctor.disciplineNames.length > 0 && <p>{format.list(doctor.disciplineNames)}</p>}
      {spoken.length > 0 && <p>{format.list(spoken)}</p>}
      {doctor.registration && (
        <p className="source">
          {t("registration", {
            number: [doctor.order, doctor.registration].filter(Boolean).join(" "),
          })}
        </p>
      )}
    </li>
  );
}

function Photographs({ own: { photographs } }: { own: OwnSections }) {
  const t = useTranslations("catalogue.own");
  if (photographs.length === 0) return null;
  return (
    <ul className="mt-4 grid gap-4 sm:grid-cols-2" aria-label={t("photographs")}>
      {photographs.map((one) => {
        const widths = pictureWidths.filter((width, at) => at === 0 || width <= one.width);
        const set = (type: "avif" | "webp") =>
          widths.map((width) => `${picturePath(one.file, width, type)} ${width}w`).join(", ");
        return (
          <li key={one.file}>
            <figure>
              <picture>
                <source
                  type="image/avif"
                  srcSet={set("avif")}
                  sizes="(min-width: 40rem) 50vw, 100vw"
                />
                <img
                  src={picturePath(one.file, 480, "webp")}
                  srcSet={set("webp")}
                  sizes="(min-width: 40rem) 50vw, 100vw"
                  width={one.width}
                  height={one.height}
                  alt={one.alt ?? ""}
                  loading="lazy"
                  className="h-auto w-full"
                />
              </picture>
              <figcaption className="source mt-1">{t("credit", { credit: one.credit })}</figcaption>
            </figure>
          </li>
        );
      })}
    </ul>
  );
}
