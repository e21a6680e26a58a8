import { useFormatter, useTranslations } from "next-intl";
import { directionOf, type Language, languageNames } from "@/platform/i18n/rules";
import type { Opinion } from "../queries";
import { type Content, sections } from "../rules";
import { useFieldName } from "./draft-form";

type Beside = { language: Language; texts: Content } | null;

/** An opinion to be read: in its own language, or each part beside its translation. */
export function OpinionView({
  opinion,
  translation,
  isForPatient = false,
}: {
  opinion: Opinion;
  translation: Beside;
  isForPatient?: boolean;
}) {
  const t = useTranslations("opinions.opinion");
  const format = useFormatter();
  return (
    <article>
      <p className="source">
        {t("version", { version: opinion.version })}
        {opinion.signedAt && (
          <>
            {" · "}
            {t("signed", {
              date: format.dateTime(opinion.signedAt, {
                dateStyle: "long",
                timeStyle: "short",
                timeZone: "Europe/Rome",
              }),
              signer: opinion.signer ?? "",
              facility: opinion.facility,
            })}
          </>
        )}
      </p>
      {isForPatient && opinion.content.plain && (
        <section className="my-6 border-s-4 border-green bg-green-soft px-5 py-4">
          <h2 className="text-title">{t("plainFirst")}</h2>
          <Part name="plain" opinion={opinion} translation={translation} isAlone />
        </section>
      )}
      {sections.map(({ key, fields }) => {
        if (isForPatient && key === "plain") return null;
        const written =
          key === "judgement"
            ? ["judgement"]
            : fields.filter(({ name }) => opinion.content[name]?.trim()).map(({ name }) => name);
        if (written.length === 0) return null;
        return (
          <section key={key} className="border-b border-line py-5">
            <h2 className="text-title">{t(`sections.${key as "summary"}`)}</h2>
            {written.map((name) => (
              <Part
                key={name}
                name={name}
                opinion={opinion}
                translation={translation}
                isAlone={name === key}
              />
            ))}
          </section>
        );
      })}
      <p className="source mt-4">{t("notForEmergency")}</p>
    </article>
  );
}

function Part({
  name,
  opinion,
  translation,
  isAlone,
}: {
  name: string;
  opinion: Opinion;
  translation: Beside;
  isAlone: boolean;
}) {
  const t = useTranslations("opinions.opinion");
  const nameOf = useFieldName();
  const field = sections.flatMap(({ fields }) => fields).find((one) => one.name === name);
  const value =
    name === "judgement" ? (opinion.firstJudgement ?? "") : (opinion.content[name] ?? "");
  if (field?.kind === "choice")
    return (
      <p className="mt-2">
        <span className="source">{nameOf(name)}: </span>
        <strong>{t(`options.${value as "yes"}`)}</strong>
      </p>
    );
  return (
    <div className="mt-3">
      {!isAlone && <h3 className="source">{nameOf(name)}</h3>}
      <div className={translation ? "grid gap-x-8 gap-y-3 md:grid-cols-2" : ""}>
        {translation && (
          <Words language={translation.language} label={t("translation")}>
            {translation.texts[name] ?? ""}
          </Words>
        )}
        <Words language={opinion.language} label={translation ? t("original") : null}>
          {value}
        </Words>
      </div>
    </div>
  );
}

function Words({
  language,
  label,
  children,
}: {
  language: Language;
  label: string | null;
  children: string;
}) {
  return (
    <div lang={language} dir={directionOf(language)}>
      {label && (
        <p className="source">
          {label} (<bdi>{languageNames[language]}</bdi>)
        </p>
      )}
      <p className="whitespace-pre-wrap">{children}</p>
    </div>
  );
}

/** The code to check it by, the paper to keep, and the other versions. */
export function OpinionFoot({
  language,
  requestId,
  opinion,
  versions,
}: {
  language: string;
  requestId: string;
  opinion: Opinion;
  versions: readonly Opinion[];
}) {
  const t = useTranslations("opinions.opinion");
  return (
    <footer className="mt-6">
      {opinion.fileId && (
        <p>
          <a className="button" href={`/api/opinions/${requestId}/${opinion.id}`}>
            {t("download")}
          </a>
        </p>
      )}
      {opinion.code && (
        <p className="mt-4">
          {t("code")}:{" "}
          <a href={`/${language}/verify?code=${opinion.code}`}>
            <bdi dir="ltr" className="font-semibold">
              {opinion.code}
            </bdi>
          </a>
        </p>
      )}
      {versions.length > 1 && (
        <section className="mt-4">
          <h2 className="text-lead">{t("versions")}</h2>
          <ul className="list-disc ps-5">
            {versions.map((one) => (
              <li key={one.id}>
                {one.fileId ? (
                  <a href={`/api/opinions/${requestId}/${one.id}`}>
                    {t("version", { version: one.version })}
                  </a>
                ) : (
                  t("version", { version: one.version })
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </footer>
  );
}
