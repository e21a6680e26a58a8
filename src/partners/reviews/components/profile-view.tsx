import { useTranslations } from "next-intl";
import { type Language, languageNames, languages } from "@/platform/i18n/rules";
import { Filters } from "@/ui/data/filters";
import { Time } from "@/ui/data/time";
import { AreaField } from "@/ui/forms/area";
import { SelectField, TickField } from "@/ui/forms/fields";
import { Done, Form, Submit } from "@/ui/forms/form";
import { saveAboutAction, saveTranslationAction } from "../../profiles/actions";
import type { Draft } from "../../profiles/queries";
import { sourceHash, textState, unitsOf } from "../../profiles/rules";
import { submitChangeAction, takeBackChangeAction } from "../actions";

type Props = { language: Language; draft: Draft; to: Language; done: string };

/** Where a proposal stands, with the one step that is next. */
export function ChangeNote({ draft }: { draft: Draft }) {
  const t = useTranslations("partners.own");
  const { change, release } = draft;
  if (!change)
    return <p className="source mb-6">{release ? t("published") : t("nothingPublished")}</p>;
  if (change.state === "submitted")
    return (
      <div className="mb-6 border-s-4 border-green bg-green-soft px-4 py-3">
        <p>
          {t("inReview")} {change.submittedAt && <Time at={change.submittedAt} />}
        </p>
        <Form action={takeBackChangeAction} id="take-back" words="partners" className="mt-2">
          <Submit tone="quiet">{t("takeBack")}</Submit>
        </Form>
      </div>
    );
  return (
    <div className="mb-6 border-s-4 border-warm bg-warm-soft px-4 py-3">
      {change.state === "returned" || change.reason ? (
        <p className="text-warm">
          {t("returned")} {change.reason}
        </p>
      ) : (
        <p>{t("notSubmitted")}</p>
      )}
      <Form action={submitChangeAction} id="submit-change" words="partners" className="mt-2">
        <input type="hidden" name="version" value={change.version} />
        <Submit>{t("submit")}</Submit>
      </Form>
    </div>
  );
}

/** What a partner says of itself, and its translations one language at a time. */
export function ProfileView({ language, draft, to, done }: Props) {
  const t = useTranslations("partners");
  const { profile, version, change } = draft;
  const canWrite = change?.state !== "submitted";
  return (
    <>
      {done === "saved" && <Done>{t("own.saved")}</Done>}
      {done === "submitted" && <Done>{t("own.submitted")}</Done>}
      <ChangeNote draft={draft} />
      {canWrite && (
        <Form
          action={saveAboutAction}
          id="about"
          words="partners"
          labels={{ language: t("own.language"), about: t("own.about") }}
          numbers={{ max: 2000 }}
        >
          <input type="hidden" name="version" value={version} />
          <SelectField
            name="language"
            label={t("own.language")}
            options={languages.map((one) => ({ value: one, label: languageNames[one] }))}
            value={profile.language}
          />
          <AreaField
            name="about"
            label={t("own.about")}
            value={profile.about}
            maxLength={2000}
            rows={6}
          />
          <Submit>{t("own.save")}</Submit>
        </Form>
      )}
      <Translations language={language} draft={draft} to={to} canWrite={canWrite} />
    </>
  );
}

function Translations({
  language,
  draft,
  to,
  canWrite,
}: Omit<Props, "done"> & { canWrite: boolean }) {
  const t = useTranslations("partners");
  const { profile, version } = draft;
  const units = Object.entries(unitsOf(profile));
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="translations">
      <h2 id="translations">{t("own.translations")}</h2>
      <Filters
        filters={languages
          .filter((one) => one !== profile.language)
          .map((one) => {
            const done = units.filter(([key]) => textState(profile, one, key) === "checked").length;
            return {
              href: `/${language}/partner/profile?to=${one}#translations`,
              label: `${languageNames[one]} ${done}/${units.length}`,
              isHere: one === to,
            };
          })}
      />
      {units.length === 0 && <p>{t("own.noTexts")}</p>}
      {units.map(([key, original]) => {
        const state = textState(profile, to, key);
        const name = `${t(`own.units.${key.split(".")[1] === "name" ? "name" : key === "about" ? "about" : "included"}`)}`;
        return (
          <div key={key} className="border-b border-line py-4">
            <h3 className="flex flex-wrap items-center gap-3 text-base">
              {name}
              <span className={state === "checked" ? "mark mark-green" : "mark mark-warm"}>
                {t(`textStates.${state}`)}
              </span>
            </h3>
            <p className="mt-1 whitespace-pre-wrap" lang={profile.language} dir="auto">
              {original}
            </p>
            {canWrite && (
              <Form
                action={saveTranslationAction}
                id={`to-${to}-${key.replace(".", "-")}`}
                words="partners"
                labels={{ text: languageNames[to] }}
                numbers={{ max: 2000 }}
                className="mt-3"
              >
                <input type="hidden" name="version" value={version} />
                <input type="hidden" name="language" value={to} />
                <input type="hidden" name="key" value={key} />
                <input type="hidden" name="source" value={sourceHash(original)} />
                <AreaField
                  name="text"
                  label={
                    <>
                      {languageNames[to]}
                      <span className="sr-only">
                        : {name}, {original.slice(0, 60)}
                      </span>
                    </>
                  }
                  value={profile.translations[to]?.[key]?.text ?? ""}
                  maxLength={2000}
                  rows={key.endsWith(".name") ? 2 : 4}
                />
                <TickField
                  name="isChecked"
                  label={t("own.isChecked")}
                  isTicked={state === "checked"}
                />
                <Submit tone="quiet">
                  {t("own.saveTranslation")}
                  <span className="sr-only">: {original.slice(0, 60)}</span>
                </Submit>
              </Form>
            )}
          </div>
        );
      })}
    </section>
  );
}
