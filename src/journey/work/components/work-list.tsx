import { useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import { When } from "../../overviews/components/marks";
import type { WorkLine } from "../queries";

type Props = {
  language: string;
  work: { toAnswer: readonly WorkLine[]; agreed: readonly WorkLine[]; over: readonly WorkLine[] };
};

/** A firm's orders, made for a telephone: what waits for an answer, what is coming, what is over. */
export function WorkList({ language, work }: Props) {
  const t = useTranslations("journey.work");
  return (
    <>
      <Group language={language} id="answer" lines={work.toAnswer} empty={t("nothingToAnswer")} />
      <Group language={language} id="agreed" lines={work.agreed} empty={t("nothingAgreed")} />
      {work.over.length > 0 && (
        <details className="mt-8">
          <summary className="cursor-pointer text-green underline">
            {t("over", { count: work.over.length })}
          </summary>
          <Lines language={language} lines={work.over} />
        </details>
      )}
    </>
  );
}

function Group({
  language,
  id,
  lines,
  empty,
}: {
  language: string;
  id: "answer" | "agreed";
  lines: readonly WorkLine[];
  empty: string;
}) {
  const t = useTranslations("journey.work");
  return (
    <section aria-labelledby={id} className="mt-8">
      <h2 id={id} className="text-title">
        {t(id, { count: lines.length })}
      </h2>
      {lines.length === 0 ? <p>{empty}</p> : <Lines language={language} lines={lines} />}
    </section>
  );
}

function Lines({ language, lines }: { language: string; lines: readonly WorkLine[] }) {
  const t = useTranslations("journey");
  return (
    <ul>
      {lines.map((line) => (
        <li key={line.id} className="border-b border-line">
          <a
            href={`/${language}/partner/orders/${line.id}`}
            className="block py-4 text-ink no-underline hover:bg-green-soft"
          >
            <span className="flex flex-wrap items-baseline gap-x-3">
              <span className="font-semibold text-green underline">{t(`legs.${line.leg}`)}</span>
              {line.number && (
                <span className="source">
                  <bdi>{line.number}</bdi>
                </span>
              )}
              <span className={line.dueAt ? "mark mark-warm" : "mark"}>
                {line.kind === "offer"
                  ? t(`offerStates.${line.state as "asked"}`)
                  : t(`orderStates.${line.state as "sent"}`)}
              </span>
              {line.hasChange && <span className="mark mark-warm">{t("changeWaits")}</span>}
            </span>
            <span className="block text-small">
              <When startsAt={line.startsAt} endsAt={line.endsAt} /> · <bdi>{line.facility}</bdi>
            </span>
            {line.dueAt && (
              <span className="source block">
                {t(line.state === "offered" ? "offers.validUntil" : "answerUntil")}{" "}
                <Time at={line.dueAt} />
              </span>
            )}
          </a>
        </li>
      ))}
    </ul>
  );
}
