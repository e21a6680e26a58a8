import { useTranslations } from "next-intl";
import type { Language } from "@/platform/i18n/rules";
import { TranslationNote } from "@/ui/data/translation-note";
import type { Offerings } from "../../facilities/queries";
import type { FacilityStatement } from "../../statements/queries";
import { TopicList } from "../../topics/components/topic-list";
import type { Topic, TopicCard, TopicName } from "../../topics/queries";
import { topicFilter, topicPath } from "../../topics/rules";
import { TopicFacilities } from "./topic-facilities";

type Props = {
  language: Language;
  topic: Topic;
  specialties: readonly TopicCard[];
  conditions: readonly TopicCard[];
  treatments: readonly TopicCard[];
  related: readonly TopicName[];
  districts: readonly TopicName[];
  offering: Offerings;
  statements: readonly FacilityStatement[];
  now: Date;
  oldAfterYears: number;
};

/** A district, specialty, condition or treatment: what it is, what belongs to it, which facilities and why. */
export function TopicView({
  language,
  topic,
  specialties,
  conditions,
  treatments,
  related,
  districts,
  offering,
  statements,
  now,
  oldAfterYears,
}: Props) {
  const t = useTranslations("catalogue.topic");
  return (
    <article lang={topic.isTranslated ? undefined : "en"}>
      <p className="source uppercase tracking-wide">{t(`kind.${topic.kind}`)}</p>
      <h1>{topic.name}</h1>
      <p className="mt-3 max-w-prose text-lead leading-8">{topic.about}</p>
      {!topic.isTranslated ? (
        <TranslationNote state="untranslated" />
      ) : (
        topic.state === "draft" && <TranslationNote state="draft" />
      )}
      <p className="mt-5 flex flex-wrap gap-3">
        <a href={`/${language}/second-opinion?${topic.kind}=${topic.slug}`} className="button">
          {t("ask")}
        </a>
        <a
          href={`/${language}${topicFilter(topic.kind, topic.slug)}`}
          className="button button-quiet"
        >
          {t("filter", { count: offering.total })}
        </a>
      </p>

      <div className="mt-10 grid gap-x-12 gap-y-10 lg:grid-cols-[2fr_1fr]">
        <div className="min-w-0">
          <TopicFacilities
            language={language}
            topic={topic}
            offering={offering}
            statements={statements}
            now={now}
            oldAfterYears={oldAfterYears}
          />
        </div>
        <aside className="flex flex-col gap-8">
          <Names
            title={t("district")}
            language={language}
            topics={topic.district ? [topic.district] : districts}
          />
          {topic.kind !== "specialty" && specialties.length > 0 && (
            <section>
              <h2 className="text-lead">{t("specialties")}</h2>
              <Links language={language} topics={specialties} />
            </section>
          )}
          <Names
            title={topic.kind === "condition" ? t("relatedTreatments") : t("relatedConditions")}
            language={language}
            topics={related}
          />
          {topic.words.length > 0 && (
            <section>
              <h2 className="text-lead">{t("words")}</h2>
              <p>{topic.words.join(" · ")}</p>
            </section>
          )}
          {topic.codes.length > 0 && <Codes codes={topic.codes} />}
        </aside>
      </div>

      {conditions.length > 0 && (
        <section className="mt-10">
          <h2 className="mb-3">{t("conditions")}</h2>
          <TopicList language={language} topics={conditions} />
        </section>
      )}
      {treatments.length > 0 && (
        <section className="mt-10">
          <h2 className="mb-3">{t("treatments")}</h2>
          <TopicList language={language} topics={treatments} />
        </section>
      )}
    </article>
  );
}

function Names({
  title,
  language,
  topics,
}: {
  title: string;
  language: Language;
  topics: readonly TopicName[];
}) {
  if (topics.length === 0) return null;
  return (
    <section>
      <h2 className="text-lead">{title}</h2>
      <Links language={language} topics={topics} />
    </section>
  );
}

function Links({ language, topics }: { language: Language; topics: readonly TopicName[] }) {
  return (
    <ul className="mt-1">
      {topics.map((topic) => (
        <li key={topic.id} className="py-1">
          <a
            href={`/${language}${topicPath(topic.kind, topic.slug)}`}
            lang={topic.isTranslated ? undefined : "en"}
          >
            {topic.name}
          </a>
        </li>
      ))}
    </ul>
  );
}

const systems = {
  snomed: "SNOMED CT",
  "icd-10": "ICD-10",
  "icd-9-cm-dx": "ICD-9-CM",
  "icd-9-cm-px": "ICD-9-CM",
  mdc: "MDC",
  discipline: "D.M. 23/12/1996",
  fse: "FSE 2.0",
} as const;

function Codes({ codes }: { codes: Topic["codes"] }) {
  const t = useTranslations("catalogue.topic");
  return (
    <section className="source">
      <h2 className="text-lead text-ink">{t("codes")}</h2>
      <ul className="mt-1" dir="ltr">
        {codes
          .filter((code) => code.system in systems)
          .map((code) => (
            <li key={`${code.system}${code.code}`}>
              {systems[code.system as keyof typeof systems]} {code.code}{" "}
              {code.display && <span lang="en">{code.display}</span>}
            </li>
          ))}
      </ul>
    </section>
  );
}
