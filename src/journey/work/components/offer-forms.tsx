import { useTranslations } from "next-intl";
import { AreaField } from "@/ui/forms/area";
import { SelectField, TextField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { currencies, vats } from "../../offers/schema";
import { wallOf } from "../../overviews/components/milestone-forms";
import { declineOfferAction, makeOfferAction } from "../../quotes/actions";
import type { WorkPage } from "../queries";

const money = (cents: number | null | undefined) =>
  cents === null || cents === undefined ? "" : (cents / 100).toFixed(cents % 100 === 0 ? 0 : 2);
const said = (value: number | undefined) => (value === undefined ? "" : String(value));
const day = 86_400_000;

/** An offer in the one form of offers, prefilled from the firm's own service; or a no. */
export function OfferForms({ page }: { page: WorkPage }) {
  const t = useTranslations("journey.offerForm");
  const terms = useTranslations("journey.terms");
  if (page.state !== "asked" && page.state !== "offered") return null;
  const { content, service } = page;
  const [first, last] = content?.cancellation ?? service.cancellation;
  const names = [
    "startsAt",
    "endsAt",
    "price",
    "currency",
    "vat",
    "included",
    "excluded",
    "contractWith",
    "validUntil",
    "firstHours",
    "firstPercent",
    "lastHours",
    "lastPercent",
  ] as const;
  const labels = Object.fromEntries(names.map((name) => [name, t(name)])) as Record<
    (typeof names)[number],
    string
  >;
  const number = (name: (typeof names)[number], value: string) => (
    <TextField
      name={name}
      label={labels[name]}
      value={value}
      inputMode="numeric"
      maxLength={10}
      isLatin
      isShort
    />
  );
  const time = (name: "startsAt" | "endsAt" | "validUntil", at: Date) => (
    <TextField
      name={name}
      label={labels[name]}
      type="datetime-local"
      value={wallOf(at)}
      isLatin
      isShort
    />
  );
  const until = new Date(Math.min(Date.now() + 5 * day, page.startsAt.getTime() - 3_600_000));
  const hidden = (
    <>
      <input type="hidden" name="offerId" value={page.id} />
      <input type="hidden" name="version" value={page.version} />
    </>
  );
  return (
    <>
      <Form
        action={makeOfferAction}
        id="offer"
        words="journey"
        labels={labels}
        numbers={{ max: 1000 }}
        className="mt-10"
      >
        <h2 className="mb-4 text-title">{t(page.state === "asked" ? "title" : "change")}</h2>
        {hidden}
        <div className="grid gap-x-6 sm:grid-cols-2">
          {time("startsAt", page.startsAt)}
          {time("endsAt", page.endsAt)}
          {number("price", money(content?.cents ?? service.fromCents))}
          <SelectField
            name="currency"
            label={labels.currency}
            options={currencies.map((one) => ({ value: one, label: one }))}
            value={content?.currency ?? "EUR"}
          />
          <SelectField
            name="vat"
            label={labels.vat}
            options={vats.map((one) => ({ value: one, label: terms(`vats.${one}`) }))}
            value={content?.vat ?? "included"}
          />
          {time("validUntil", page.validUntil ?? until)}
        </div>
        <AreaField
          name="included"
          label={labels.included}
          value={content?.included ?? service.included}
          maxLength={1000}
          rows={3}
        />
        <AreaField
          name="excluded"
          label={labels.excluded}
          value={content?.excluded ?? ""}
          maxLength={1000}
          rows={2}
        />
        <TextField
          name="contractWith"
          label={labels.contractWith}
          hint={t("contractHint")}
          value={content?.contractWith ?? ""}
          maxLength={200}
        />
        <fieldset className="grid gap-x-6 sm:grid-cols-2">
          <legend className="mb-2 font-semibold">{terms("cancellation")}</legend>
          {number("firstHours", said(first?.hours))}
          {number("firstPercent", said(first?.percent))}
          {number("lastHours", said(last?.hours))}
          {number("lastPercent", said(last?.percent))}
        </fieldset>
        <Submit>{t(page.state === "asked" ? "submit" : "submitChange")}</Submit>
      </Form>
      <Form action={declineOfferAction} id="decline" words="journey" className="mt-6">
        <Fold summary={t(page.state === "asked" ? "decline" : "withdraw")}>
          {hidden}
          <Submit tone="warm">{t(page.state === "asked" ? "decline" : "withdraw")}</Submit>
        </Fold>
      </Form>
    </>
  );
}
