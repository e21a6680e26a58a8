import { useTranslations } from "next-intl";
import { Form, Submit } from "@/ui/forms/form";
import { beginRequestAction, checkFlagsAction } from "../actions";

/** What is known already when somebody comes from the catalogue; it goes along in the address. */
export type About = { topic: string; facility: string };
const Known = ({ topic, facility }: About) => (
  <>
    {topic && <input type="hidden" name="topic" value={topic} />}
    {facility && <input type="hidden" name="facility" value={facility} />}
  </>
);

export function FlagsForm({ flags, about }: { flags: readonly string[]; about: About }) {
  const t = useTranslations("cases.start");
  return (
    <Form action={checkFlagsAction} id="flags" words="cases">
      <Known {...about} />
      <fieldset>
        <legend className="font-serif text-title font-medium">{t("flagsTitle")}</legend>
        {flags.map((flag) => (
          <label key={flag} className="flex min-h-11 cursor-pointer items-start gap-3 py-2">
            <input
              type="checkbox"
              name="flag"
              value={flag}
              className="mt-0.5 size-6 shrink-0 accent-green"
            />
            <span>{t(`flags.${flag as "stroke"}`)}</span>
          </label>
        ))}
      </fieldset>
      <div className="mt-6">
        <Submit>{t("go")}</Submit>
      </div>
    </Form>
  );
}

export function CountryForm({
  language,
  countries,
  about,
}: {
  language: string;
  countries: readonly { value: string; label: string }[];
  about: About;
}) {
  const t = useTranslations("cases.start");
  const choose = useTranslations("ui.form")("choose");
  return (
    <form method="get" action={`/${language}/second-opinion/start/ready`}>
      <Known {...about} />
      <label htmlFor="country" className="block font-semibold">
        {t("country")}
      </label>
      <select id="country" name="country" required className="field mb-6 max-w-field">
        <option value="">{choose}</option>
        {countries.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
      <div>
        <button type="submit" className="button">
          {t("go")}
        </button>
      </div>
    </form>
  );
}

export function Emergency({
  language,
  numbers,
}: {
  language: string;
  numbers: readonly { country: string; number: string }[];
}) {
  const t = useTranslations("cases.start");
  return (
    <>
      <p className="border-s-4 border-warm bg-warm-soft px-4 py-3 text-lead text-warm">
        {t("emergencyOther")}
      </p>
      <details className="mt-6" open>
        <summary className="cursor-pointer font-semibold">{t("country")}</summary>
        <dl className="mt-3 gap-x-8 sm:columns-2 lg:columns-3">
          {numbers.map((one) => (
            <div key={one.country} className="flex justify-between gap-3 border-b border-line py-1">
              <dt>{one.country}</dt>
              <dd className="font-semibold">
                <a href={`tel:${one.number}`}>
                  <bdi dir="ltr">{one.number}</bdi>
                </a>
              </dd>
            </div>
          ))}
        </dl>
      </details>
      <p className="mt-8">
        <a href={`/${language}/second-opinion/start`}>{t("emergencyBack")}</a>
      </p>
    </>
  );
}

type Ready = {
  language: string;
  country: string;
  about: About;
  canBegin: boolean;
  next: string;
  formKey: string;
};

export function ReadyView({ language, country, about, canBegin, next, formKey }: Ready) {
  const t = useTranslations("cases.start");
  const door = useTranslations("accounts.door");
  if (canBegin)
    return (
      <Form action={beginRequestAction} id="begin" formKey={formKey} words="cases">
        <input type="hidden" name="country" value={country} />
        <Known {...about} />
        <Submit>{t("begin")}</Submit>
      </Form>
    );
  return (
    <>
      <p className="mb-6">{t("need")}</p>
      <div className="flex flex-wrap gap-3">
        <a className="button" href={`/${language}/register`}>
          {door("register.title")}
        </a>
        <a
          className="button button-quiet"
          href={`/${language}/sign-in?next=${encodeURIComponent(next)}`}
        >
          {door("signIn.title")}
        </a>
      </div>
    </>
  );
}
