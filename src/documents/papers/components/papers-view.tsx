import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FileField, TextField } from "@/ui/forms/fields";
import { Fold, Form, Submit } from "@/ui/forms/form";
import { ScanLine } from "../../examinations/components/scan-line";
import { addPaperAction, decidePaperAction, sayNotHadAction } from "../actions";
import type { Paper } from "../queries";

type Props = {
  requestId: string;
  kinds: readonly string[];
  papers: readonly Paper[];
  max: number;
  side: "patient" | "coordinator" | "reader" | "facility";
  /** The script that sends large files, for whoever sends here. */
  script?: ReactNode;
};

/** The checklist of a case: what is needed, what is there, and in which state. */
export function PapersView({ requestId, kinds, papers, max, side, script }: Props) {
  return (
    <>
      {script}
      <ul>
        {kinds.map((kind) => (
          <OneKind
            key={kind}
            kind={kind}
            requestId={requestId}
            papers={papers.filter((one) => one.kind === kind)}
            max={max}
            side={side}
          />
        ))}
      </ul>
    </>
  );
}

function OneKind({
  kind,
  requestId,
  papers,
  max,
  side,
}: {
  kind: string;
  requestId: string;
  papers: readonly Paper[];
  max: number;
  side: Props["side"];
}) {
  const t = useTranslations("cases.case");
  const name = useTranslations("documents.papers")(kind as "identity");
  const isSettled = papers.some((one) => one.state !== "refused");
  return (
    <li className="border-b border-line py-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6">
        <h3 className="text-base font-semibold leading-6">{name}</h3>
        {!isSettled && side !== "facility" && (
          <span className="mark mark-warm">{t("missing")}</span>
        )}
      </div>
      {papers.map((one) => (
        <OnePaper key={one.id} paper={one} requestId={requestId} side={side} />
      ))}
      {side === "patient" && (
        <>
          <Form
            action={addPaperAction}
            id={`add-${kind}`}
            words="cases"
            labels={{ file: t("file") }}
            numbers={{ max }}
          >
            <Fold
              summary={
                <>
                  {t("add")}
                  <span className="sr-only">: {name}</span>
                </>
              }
            >
              <input type="hidden" name="requestId" value={requestId} />
              <input type="hidden" name="kind" value={kind} />
              <FileField
                name="file"
                label={t("file")}
                accept="application/pdf,image/*,application/dicom,.dcm,.zip,.iso,.docx,.odt"
              />
              <Submit tone="quiet">
                {t("addSubmit")}
                <span className="sr-only">: {name}</span>
              </Submit>
            </Fold>
          </Form>
          {papers.length === 0 && (
            <Form action={sayNotHadAction} id={`none-${kind}`} words="cases">
              <input type="hidden" name="requestId" value={requestId} />
              <input type="hidden" name="kind" value={kind} />
              <button type="submit" className="min-h-11 cursor-pointer text-green underline">
                {t("haveNot")}
                <span className="sr-only">: {name}</span>
              </button>
            </Form>
          )}
        </>
      )}
    </li>
  );
}

function OnePaper({
  paper,
  requestId,
  side,
}: {
  paper: Paper;
  requestId: string;
  side: Props["side"];
}) {
  const t = useTranslations("cases.case");
  const desk = useTranslations("cases.desk");
  if (paper.state === "not-had") return <p className="source mt-1">{t("notHad")}</p>;
  return (
    <div className="mt-2">
      <p>
        {side === "coordinator" && paper.scan !== "clean" ? (
          <bdi>{paper.name}</bdi>
        ) : (
          <a href={`/api/papers/${paper.id}`}>
            <bdi>{paper.name}</bdi>
          </a>
        )}{" "}
        {paper.state === "accepted" && <span className="mark mark-green">{t("accepted")}</span>}
        {paper.state === "refused" && paper.scan !== "unsafe" && (
          <span className="text-warm">{t("refused", { reason: paper.reason ?? "" })}</span>
        )}
        {paper.scan &&
          (paper.state !== "refused" || paper.scan === "unsafe") &&
          side !== "facility" && (
            <ScanLine
              scan={paper.scan}
              scanWhy={paper.scanWhy}
              isPatientSide={side === "patient"}
            />
          )}
      </p>
      {side === "coordinator" && paper.state === "sent" && (
        <Form action={decidePaperAction} id={`decide-${paper.id}`} words="cases" className="mt-2">
          <input type="hidden" name="requestId" value={requestId} />
          <input type="hidden" name="paperId" value={paper.id} />
          <TextField name="reason" label={desk("why")} maxLength={500} />
          <div className="flex flex-wrap gap-3">
            <Submit tone="quiet" name="verdict" value="accepted">
              {desk("accept")}
            </Submit>
            <Submit tone="quiet" name="verdict" value="refused">
              {desk("refuse")}
            </Submit>
          </div>
        </Form>
      )}
    </div>
  );
}
