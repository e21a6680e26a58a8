import { useTranslations } from "next-intl";
import {
  distances,
  ownerships,
  provinces,
  recognitionKinds,
  sorts,
  spokenLanguages,
} from "@/catalogue/facilities/rules";
import type { FilterName, ListQuery } from "@/catalogue/facilities/schema";
import type { Place } from "@/catalogue/places/queries";
import type { TopicName } from "@/catalogue/topics/queries";
import type { Language } from "@/platform/i18n/rules";
import type { Facet } from "../queries";

export type Choices = {
  districts: readonly TopicName[];
  specialties: readonly TopicName[];
  conditions: readonly TopicName[];
  treatments: readonly TopicName[];
  places: readonly Place[];
};
type Option = { value: string; name: string; count?: number | undefined };

/** What a filter's value is called, for the reader. */
export function useFilterWords(choices: Choices) {
  const t = useTranslations("catalogue");
  return (name: FilterName, value: string): string => {
    const topic = (list: readonly TopicName[]) =>
      list.find((one) => one.slug === value)?.name ?? value;
    switch (name) {
      case "district":
        return topic(choices.districts);
      case "specialty":
        return topic(choices.specialties);
      case "condition":
        return topic(choices.conditions);
      case "treatment":
        return topic(choices.treatments);
      case "province":
        return t(`provinces.${value as "MI"}`);
      case "ownership":
        return t(`ownership.${value as "public"}`);
      case "irccs":
        return "IRCCS";
      case "accreditation":
        return t(`recognitions.${value as "jci"}`);
      case "language":
        return t(`spoken.${value as "en"}`);
      case "near":
        return t("list.nearPlace", {
          place: choices.places.find((place) => place.id === value)?.name ?? value,
        });
      case "within":
        return t("list.withinKm", { km: Number(value) });
      case "opinion":
        return t("row.secondOpinion");
    }
  };
}

export function Filters({
  language,
  query,
  facets,
  choices,
}: {
  language: Language;
  query: ListQuery;
  facets: readonly Facet[];
  choices: Choices;
}) {
  const t = useTranslations("catalogue.list");
  const words = useFilterWords(choices);
  const countOf = (facet: string, value: string) =>
    facets.find((one) => one.facet === facet && one.value === value)?.facilities ?? 0;
  const counted = (name: FilterName, values: readonly string[]): Option[] =>
    values
      .map((value) => ({ value, name: words(name, value), count: countOf(name, value) }))
      .filter((option) => option.count > 0 || query[name] === option.value);
  const topics = (name: "district" | "specialty", list: readonly TopicName[]): Option[] =>
    counted(
      name,
      list.map((topic) => topic.slug),
    );
  const plain = (list: readonly TopicName[]): Option[] =>
    list.map((topic) => ({ value: topic.slug, name: topic.name }));
  return (
    <form
      action={`/${language}/facilities`}
      method="get"
      className="no-print self-start lg:border-e lg:border-line lg:pe-8"
      aria-label={t("filters")}
      data-filters
    >
      <details className="wide-open">
        <summary className="flex min-h-11 cursor-pointer items-center border border-line px-3 font-semibold">
          {t("filters")}
        </summary>
        <div className="flex flex-col gap-4 pt-4 lg:pt-0">
          <h2 className="hidden lg:block">{t("filters")}</h2>

          <Choice
            name="district"
            label={t("district")}
            any={t("any")}
            value={query.district}
            options={topics("district", choices.districts)}
          />
          <Choice
            name="specialty"
            label={t("specialty")}
            any={t("any")}
            value={query.specialty}
            options={topics("specialty", choices.specialties)}
          />
          {choices.conditions.length > 0 && (
            <Choice
              name="condition"
              label={t("condition")}
              any={t("any")}
              value={query.condition}
              options={plain(choices.conditions)}
            />
          )}
          {choices.treatments.length > 0 && (
            <Choice
              name="treatment"
              label={t("treatment")}
              any={t("any")}
              value={query.treatment}
              options={plain(choices.treatments)}
            />
          )}
          {choices.conditions.length === 0 && choices.treatments.length === 0 && (
            <p className="source">{t("chooseFirst")}</p>
          )}
          <Choice
            name="province"
            label={t("province")}
            any={t("any")}
            value={query.province}
            options={counted("province", provinces)}
          />
          <div className="grid grid-cols-[1fr_7rem] gap-3">
            <Choice
              name="near"
              label={t("near")}
              any={t("anywhere")}
              value={query.near}
              options={choices.places.map((place) => ({ value: place.id, name: place.name }))}
            />
            <Choice
              name="within"
              label={t("within")}
              any={t("any")}
              value={query.within === undefined ? undefined : String(query.within)}
              options={distances.map((km) => ({
                value: String(km),
                name: words("within", String(km)),
              }))}
            />
          </div>
          <Choice
            name="ownership"
            label={t("ownership")}
            any={t("any")}
            value={query.ownership}
            options={counted("ownership", ownerships)}
          />
          <Choice
            name="accreditation"
            label={t("accreditation")}
            any={t("any")}
            value={query.accreditation}
            options={counted("accreditation", recognitionKinds)}
          />
          <Choice
            name="language"
            label={t("language")}
            any={t("any")}
            value={query.language}
            options={counted("language", spokenLanguages)}
          />
          <Box
            name="irccs"
            label={t("irccs", { count: countOf("irccs", "yes") })}
            isChecked={query.irccs === "yes"}
          />
          <Box
            name="opinion"
            label={t("opinion", { count: countOf("opinion", "yes") })}
            isChecked={query.opinion === "yes"}
          />
          <Choice
            name="sort"
            label={t("sort")}
            value={query.sort}
            options={sorts.map((sort) => ({ value: sort, name: t(`sorts.${sort}`) }))}
          />
          <p className="source">
            <a href={`/${language}/method`}>{t("sortRule")}</a>
          </p>
          <button type="submit" className="button">
            {t("apply")}
          </button>
        </div>
      </details>
    </form>
  );
}

function Choice({
  name,
  label,
  any,
  value,
  options,
}: {
  name: string;
  label: string;
  any?: string;
  value: string | undefined;
  options: readonly Option[];
}) {
  return (
    <div>
      <label htmlFor={`filter-${name}`} className="mb-1 block">
        {label}
      </label>
      <select id={`filter-${name}`} name={name} defaultValue={value ?? ""} className="field">
        {any !== undefined && <option value="">{any}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.count === undefined ? option.name : `${option.name} (${option.count})`}
          </option>
        ))}
      </select>
    </div>
  );
}

function Box({ name, label, isChecked }: { name: string; label: string; isChecked: boolean }) {
  return (
    <label className="flex min-h-11 items-center gap-3">
      <input
        type="checkbox"
        name={name}
        value="yes"
        defaultChecked={isChecked}
        className="size-6 shrink-0 accent-green"
      />
      {label}
    </label>
  );
}
