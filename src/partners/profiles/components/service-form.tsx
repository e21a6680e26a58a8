import { useFormatter, useTranslations } from "next-intl";
import { AreaField } from "@/ui/forms/area";
import { ChoiceField, SelectField, TextField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { useLanguageName } from "../../categories/components/language-name";
import { features, priceModels, serviceLanguages } from "../../categories/rules";
import { removeServiceAction, saveServiceAction } from "../actions";
import type { Service } from "../rules";

type Props = {
  version: number;
  service: Service | null;
  categories: readonly string[];
  areas: readonly { id: string; name: string; kind: string }[];
};

const money = (cents: number | null | undefined) =>
  cents === null || cents === undefined ? "" : (cents / 100).toFixed(cents % 100 === 0 ? 0 : 2);
const number = (value: number | undefined) => (value === undefined ? "" : String(value));

/** One service: what, where, when, at what price, how it is cancelled. */
export function ServiceEditor({ version, service, categories, areas }: Props) {
  const t = useTranslations("partners");
  const spoken = useLanguageName();
  const format = useFormatter();
  const day = (one: number) =>
    format.dateTime(new Date(Date.UTC(2026, 5, one, 12)), { weekday: "long", timeZone: "UTC" });
  const fields = [
    "category",
    "name",
    "included",
    "areas",
    "languages",
    "days",
    "opens",
    "closes",
    "capacity",
    "priceModel",
    "from",
    "to",
    "features",
    "firstHours",
    "firstPercent",
    "lastHours",
    "lastPercent",
  ] as const;
  const labels = Object.fromEntries(
    fields.map((field) => [field, t(`service.${field}`)]),
  ) as Record<(typeof fields)[number], string>;
  const [first, last] = service?.cancellation ?? [];
  const short = (name: (typeof fields)[number], value: string) => (
    <TextField name={name} label={labels[name]} value={value} maxLength={10} isLatin isShort />
  );
  return (
    <Form
      action={saveServiceAction}
      id="service"
      words="partners"
      labels={labels}
      numbers={{ max: 1000 }}
    >
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="id" value={service?.id ?? ""} />
      <SelectField
        name="category"
        label={labels.category}
        options={categories.map((one) => ({
          value: one,
          label: t(`categories.${one as "transfer"}`),
        }))}
        value={service?.category ?? categories[0]}
      />
      <TextField name="name" label={labels.name} value={service?.name ?? ""} maxLength={120} />
      <AreaField
        name="included"
        label={labels.included}
        value={service?.included ?? ""}
        maxLength={1000}
        rows={4}
      />
      <ChoiceField
        name="areas"
        label={labels.areas}
        options={areas
          .filter(({ id, kind }) => kind !== "comune" || service?.areas.includes(id))
          .map(({ id, name }) => ({ value: id, label: name }))}
        value={service?.areas ?? []}
        isMany
      />
      <ChoiceField
        name="languages"
        label={labels.languages}
        options={serviceLanguages.map((one) => ({ value: one, label: spoken(one) }))}
        value={service?.languages ?? []}
        isMany
      />
      <ChoiceField
        name="days"
        label={labels.days}
        options={[1, 2, 3, 4, 5, 6, 7].map((one) => ({ value: String(one), label: day(one) }))}
        value={(service?.days ?? [1, 2, 3, 4, 5]).map(String)}
        isMany
      />
      {short("opens", service?.opens ?? "08:00")}
      {short("closes", service?.closes ?? "20:00")}
      {short("capacity", number(service?.capacity ?? 1))}
      <SelectField
        name="priceModel"
        label={labels.priceModel}
        options={priceModels.map((one) => ({ value: one, label: t(`prices.${one}`) }))}
        value={service?.priceModel}
      />
      {short("from", money(service?.fromCents))}
      {short("to", money(service?.toCents))}
      <ChoiceField
        name="features"
        label={labels.features}
        options={features.map((one) => ({ value: one, label: t(`features.${one}`) }))}
        value={service?.features ?? []}
        isMany
      />
      <h2 className="mb-3 mt-8">{t("page.cancellation")}</h2>
      {short("firstHours", number(first?.hours))}
      {short("firstPercent", number(first?.percent))}
      {short("lastHours", number(last?.hours))}
      {short("lastPercent", number(last?.percent))}
      <Submit>{t("own.save")}</Submit>
    </Form>
  );
}

export function RemoveServiceForm({ version, id }: { version: number; id: string }) {
  const t = useTranslations("partners.own");
  return (
    <details className="mt-10">
      <summary className="cursor-pointer text-warm underline">{t("removeService")}</summary>
      <Form action={removeServiceAction} id="remove-service" words="partners">
        <input type="hidden" name="version" value={version} />
        <input type="hidden" name="id" value={id} />
        <Submit tone="warm">{t("removeService")}</Submit>
      </Form>
    </details>
  );
}
