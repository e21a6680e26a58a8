import { useTranslations } from "next-intl";
import { type Language, languageNames, languages } from "@/platform/i18n/rules";
import { Time } from "@/ui/data/time";
import { AreaField } from "@/ui/forms/area";
import { ChoiceField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { ServiceView } from "../../listing/components/service-view";
import type { Profile } from "../../profiles/rules";
import { textState, unitsOf } from "../../profiles/rules";
import { reviewChangeAction } from "../actions";
import type { WaitingChange } from "../queries";

type Props = {
  language: Language;
  change: WaitingChange;
  published: Profile | null;
  areas: ReadonlyMap<string, string>;
};

/** A proposed profile as it was submitted, what of it is new beside what is public, and the answer to it. */
export function ReviewView({ language, change, published, areas }: Props) {
  const t = useTranslations("partners");
  const { profile } = change;
  const before = published ? unitsOf(published) : {};
  const units = Object.entries(unitsOf(profile));
  const gone = published?.services.filter(
    ({ id }) => !profile.services.some((service) => service.id === id),
  );
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="review">
      <h2 id="review">{t("review.title")}</h2>
      <p className="source">
        <Time at={change.submittedAt} />
      </p>
      {units.map(([key, text]) => (
        <div key={key} className="border-b border-line py-3">
          <p className="whitespace-pre-wrap" lang={profile.language} dir="auto">
            {text}
          </p>
          {before[key] !== undefined && before[key] !== text && (
            <p className="source whitespace-pre-wrap" dir="auto">
              {t("review.before")} <del>{before[key]}</del>
            </p>
          )}
          {before[key] === undefined && <span className="mark mark-warm">{t("review.new")}</span>}
          {languages
            .filter((one) => profile.translations[one]?.[key])
            .map((one) => (
              <p key={one} lang={one} dir="auto" className="mt-1">
                <span className="source">
                  {languageNames[one]}, {t(`textStates.${textState(profile, one, key)}`)}:{" "}
                </span>
                {profile.translations[one]?.[key]?.text}
              </p>
            ))}
        </div>
      ))}
      <ul>
        {profile.services.map((service) => (
          <ServiceView
            key={service.id}
            language={language}
            profile={profile}
            service={service}
            areas={areas}
          />
        ))}
      </ul>
      {gone?.map((service) => (
        <p key={service.id}>
          {t("review.gone")} <del>{service.name}</del>
        </p>
      ))}
      {change.isMine ? (
        <p className="mt-4 text-warm">{t("reasons.notYourself")}</p>
      ) : (
        <Form
          action={reviewChangeAction}
          id="review-change"
          words="partners"
          labels={{ answer: t("review.answer"), reason: t("desk.reason") }}
          numbers={{ max: 500 }}
          className="mt-4"
        >
          <input type="hidden" name="changeId" value={change.id} />
          <input type="hidden" name="partnerId" value={change.partnerId} />
          <input type="hidden" name="hash" value={change.hash} />
          <ChoiceField
            name="answer"
            label={t("review.answer")}
            options={(["approve", "return"] as const).map((one) => ({
              value: one,
              label: t(`review.answers.${one}`),
            }))}
          />
          <AreaField
            name="reason"
            label={t("desk.reason")}
            hint={t("review.reasonHint")}
            maxLength={500}
            rows={3}
          />
          <Submit>{t("review.submit")}</Submit>
        </Form>
      )}
    </section>
  );
}
