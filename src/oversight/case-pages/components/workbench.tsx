import { useTranslations } from "next-intl";
import { AnswersView } from "@/cases/requests/components/task-list";
import { PapersView } from "@/documents/papers/components/papers-view";
import { StudiesView } from "@/documents/studies/components/studies-view";
import { DraftForm, JudgeForm, useFieldName } from "@/opinions/opinions/components/draft-form";
import { OpinionFoot, OpinionView } from "@/opinions/opinions/components/opinion-view";
import type { Comment, Opinion } from "@/opinions/opinions/queries";
import { missingIn } from "@/opinions/opinions/rules";
import { CommentsView } from "@/opinions/reviews/components/comments-view";
import { SignForm } from "@/opinions/signatures/components/sign-form";
import { Done } from "@/ui/forms/form";
import type { WholeCase } from "../queries";

type Props = {
  language: string;
  whole: WholeCase;
  opinion: Opinion | null;
  comments: readonly Comment[];
  isWriter: boolean;
  isReader: boolean;
  wasSaved: boolean;
  /** Why the draft could not be handed in. */
  why: string;
};

/** The papers and images on one side, the opinion on the other: to write, to comment, to sign, to read. */
export function Workbench({
  language,
  whole,
  opinion,
  comments,
  isWriter,
  isReader,
  wasSaved,
  why,
}: Props) {
  const t = useTranslations("opinions.opinion");
  const { request, papers, studies, clock } = whole;
  const canWrite = isWriter && request.acts.includes("saveDraft") && opinion?.state === "draft";
  return (
    <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[2fr_3fr]">
      <aside
        className="lg:sticky lg:top-4 lg:max-h-screen lg:self-start lg:overflow-y-auto"
        aria-label={t("documents")}
        tabIndex={-1}
      >
        <h2>{t("documents")}</h2>
        <PapersView
          requestId={request.id}
          kinds={[...new Set(papers.map((paper) => paper.kind))]}
          papers={papers}
          max={0}
          side="facility"
        />
        {studies.length > 0 && (
          <>
            <h2 className="mt-6">{t("images")}</h2>
            <StudiesView requestId={request.id} studies={studies} />
          </>
        )}
        <AnswersView
          language={language}
          requestId={request.id}
          answers={request.answers}
          canChange={false}
        />
      </aside>
      <div>
        {wasSaved && opinion && <Done>{t("autosave")}</Done>}
        {why && opinion && <NotHandedIn opinion={opinion} why={why} />}
        {!opinion && request.acts.includes("judgeFirst") && <JudgeForm request={request} />}
        {opinion && canWrite && <DraftForm request={request} opinion={opinion} />}
        {opinion && !canWrite && <OpinionView opinion={opinion} translation={null} />}
        {opinion && (isWriter || isReader) && (
          <CommentsView
            request={request}
            opinion={opinion}
            comments={comments}
            side={isReader ? "reader" : "writer"}
          />
        )}
        {opinion?.state === "second-reading" && isWriter && (
          <SignForm request={request} opinion={opinion} isLate={clock.colour === "red"} />
        )}
        {opinion?.state === "signed" && (
          <OpinionFoot
            language={language}
            requestId={request.id}
            opinion={opinion}
            versions={[opinion]}
          />
        )}
      </div>
    </div>
  );
}

function NotHandedIn({ opinion, why }: { opinion: Opinion; why: string }) {
  const t = useTranslations();
  const nameOf = useFieldName();
  const missing = missingIn(opinion.content);
  return (
    <div
      role="alert"
      tabIndex={-1}
      className="mb-6 border-s-4 border-warm bg-warm-soft px-4 py-3 text-warm"
    >
      <p className="font-semibold">
        {t.has(`cases.reasons.${why as "missingFields"}`)
          ? t(`cases.reasons.${why as "missingFields"}`, { minutes: 0 })
          : t("cases.reasons.illegal")}
      </p>
      {missing.length > 0 && (
        <ul className="mt-1 list-disc ps-5">
          {missing.map((name) => (
            <li key={name}>
              <a href={`#draft-${name}`} className="text-warm">
                {nameOf(name)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
