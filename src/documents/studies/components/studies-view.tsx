import { useFormatter, useLocale, useTranslations } from "next-intl";
import type { StudyLine } from "../queries";

type Props = { requestId: string; studies: readonly StudyLine[] };

/** The studies of a case in plain words, what seems to lack, and the way to the images once they are scanned. */
export function StudiesView({ requestId, studies }: Props) {
  const t = useTranslations("documents.studies");
  if (studies.length === 0) return <p className="source">{t("none")}</p>;
  return (
    <ul>
      {studies.map((study) => (
        <OneStudy key={study.id} study={study} requestId={requestId} />
      ))}
    </ul>
  );
}

/** A study's name and day in plain words. */
export function useStudyWords({ modality, region, studiedOn }: StudyLine) {
  const t = useTranslations("documents.studies");
  const format = useFormatter();
  const key = `modalities.${modality}` as "modalities.CT";
  return {
    name: t("name", {
      modality: t.has(key) ? t(key) : modality,
      region: region ?? "none",
      regionName: region ? t(`regions.${region}`) : "",
    }),
    date: studiedOn
      ? format.dateTime(studiedOn, {
          day: "numeric",
          month: "long",
          year: "numeric",
          timeZone: "UTC",
        })
      : t("noDate"),
  };
}

function OneStudy({ study, requestId }: { study: StudyLine; requestId: string }) {
  const t = useTranslations("documents.studies");
  const language = useLocale();
  const { studiedOn } = study;
  const { name, date } = useStudyWords(study);
  return (
    <li className="border-b border-line py-4">
      <p className="font-semibold">{name}</p>
      <p className="flex flex-wrap gap-x-4">
        {studiedOn ? (
          <time dateTime={studiedOn.toISOString().slice(0, 10)}>{date}</time>
        ) : (
          <span>{date}</span>
        )}
        <span>{t("series", { count: study.seriesCount })}</span>
        <span>{t("images", { count: study.imageCount })}</span>
      </p>
      <p className={study.person === "same" ? "source" : "text-warm"}>
        {t(`person.${study.person}`)}
      </p>
      {study.gaps.length > 0 && (
        <ul className="ms-5 list-disc text-warm">
          {study.gaps.map((gap) => (
            <li key={gap}>{t(`gaps.${gap}`)}</li>
          ))}
        </ul>
      )}
      {study.isClean ? (
        <a
          className="inline-flex min-h-11 items-center"
          href={`/${language}/second-opinion/cases/${requestId}/images/${study.id}`}
        >
          {t("open")}
          <span className="sr-only">
            : {name}, {date}
          </span>
        </a>
      ) : (
        <p className="source">{t("waiting")}</p>
      )}
    </li>
  );
}
