import { useTranslations } from "next-intl";
import { lifelines } from "../rules";

/** A kind word to whoever thinks of harming themselves, with a line to call where one is known. */
export function SelfHarmLines({
  countries,
}: {
  countries: readonly { value: string; label: string }[];
}) {
  const t = useTranslations("content.emergency");
  const known = countries.flatMap(({ value, label }) => {
    const number = lifelines[value];
    return number ? [{ label, number }] : [];
  });
  return (
    <section className="mt-8 max-w-prose">
      <h2>{t("kinds.selfHarm.title")}</h2>
      <p className="mt-2">{t("kinds.selfHarm.text")}</p>
      <p className="mt-3">{t("lines")}</p>
      <dl className="mt-2 gap-x-8 sm:columns-2">
        {known.map(({ label, number }) => (
          <div key={label} className="flex justify-between gap-4 py-1">
            <dt>{label}</dt>
            <dd>
              <a href={`tel:${number.replaceAll(/[^\d+]/g, "")}`}>
                <bdi>{number}</bdi>
              </a>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
