import { useTranslations } from "next-intl";
import { useLanguageName } from "@/partners/categories/components/language-name";
import { serviceLanguages } from "@/partners/categories/rules";
import { ChoiceField, SelectField, TextField, TickField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { mobilities } from "../../needs/rules";
import { beginJourneyAction } from "../actions";

type Props = {
  /** The accepted plan it follows from; none where a facility accepted the patient elsewhere. */
  plan: { requestId: string; facility: string } | null;
  facilities: readonly { slug: string; name: string }[];
  airports: readonly { id: string; name: string }[];
  consent: { version: number; language: string; body: readonly string[] };
  spoken: string;
  formKey: string;
};

/** The wish to come: who travels, what they need on the way. Nothing medical is asked. */
export function BeginForm({ plan, facilities, airports, consent, spoken, formKey }: Props) {
  const t = useTranslations("journey.begin");
  const w = useTranslations("journey");
  const language = useLanguageName();
  const names = [
    "facility",
    "airportId",
    "people",
    "visa",
    "mobility",
    "oxygen",
    "isolation",
    "luggage",
    "childSeats",
    "languages",
    "firstName",
    "sign",
    "phone",
    "address",
    "agrees",
  ] as const;
  const labels = Object.fromEntries(names.map((name) => [name, t(name)])) as Record<
    (typeof names)[number],
    string
  >;
  const text = (name: (typeof names)[number], max: number, isLatin = false) => (
    <TextField name={name} label={labels[name]} maxLength={max} isLatin={isLatin} />
  );
  return (
    <Form
      action={beginJourneyAction}
      id="begin"
      words="journey"
      labels={labels}
      formKey={formKey}
      numbers={{ max: 200 }}
    >
      <input type="hidden" name="requestId" value={plan?.requestId ?? ""} />
      <input type="hidden" name="consentVersion" value={consent.version} />
      <input type="hidden" name="consentLanguage" value={consent.language} />
      {plan ? (
        <p className="mb-6">
          {t("to")} <bdi className="font-semibold">{plan.facility}</bdi>
        </p>
      ) : (
        <SelectField
          name="facility"
          label={labels.facility}
          hint={t("facilityHint")}
          options={facilities.map(({ slug, name }) => ({ value: slug, label: name }))}
          empty={t("choose")}
        />
      )}
      <h2 className="mb-3 mt-8 text-title">{t("who")}</h2>
      <SelectField
        name="people"
        label={labels.people}
        options={[1, 2, 3, 4, 5, 6].map((one) => ({ value: String(one), label: String(one) }))}
        value="1"
      />
      <ChoiceField
        name="languages"
        label={labels.languages}
        options={serviceLanguages.map((one) => ({ value: one, label: language(one) }))}
        value={[spoken]}
        isMany
      />
      <SelectField
        name="airportId"
        label={labels.airportId}
        options={airports.map(({ id, name }) => ({ value: id, label: name }))}
        empty={t("choose")}
      />
      <ChoiceField
        name="visa"
        label={labels.visa}
        hint={t("visaHint")}
        options={(["needed", "not-needed"] as const).map((one) => ({
          value: one,
          label: t(`visas.${one}`),
        }))}
      />
      <h2 className="mb-3 mt-8 text-title">{t("needs")}</h2>
      <p className="source mb-3">{t("needsHint")}</p>
      <ChoiceField
        name="mobility"
        label={labels.mobility}
        options={mobilities.map((one) => ({ value: one, label: w(`mobility.${one}`) }))}
        value="walks"
      />
      <TextField
        name="oxygen"
        label={labels.oxygen}
        hint={t("oxygenHint")}
        inputMode="numeric"
        maxLength={4}
        isLatin
        isShort
      />
      <TickField name="isolation" label={labels.isolation} />
      <TextField
        name="luggage"
        label={labels.luggage}
        inputMode="numeric"
        maxLength={2}
        value="1"
        isLatin
        isShort
      />
      <TextField
        name="childSeats"
        label={labels.childSeats}
        inputMode="numeric"
        maxLength={1}
        value="0"
        isLatin
        isShort
      />
      <h2 className="mb-3 mt-8 text-title">{t("meeting")}</h2>
      <p className="source mb-3">{t("meetingHint")}</p>
      {text("firstName", 60)}
      <TextField name="sign" label={labels.sign} hint={t("signHint")} maxLength={60} />
      {text("phone", 30, true)}
      {text("address", 200)}
      <div className="mt-8 border-s-4 border-line ps-4">
        {consent.body.map((line) => (
          <p key={line}>{line}</p>
        ))}
      </div>
      <TickField name="agrees" label={labels.agrees} />
      <Submit>{t("submit")}</Submit>
    </Form>
  );
}
