import { useTranslations } from "next-intl";
import type { RequestCase } from "@/cases/requests/queries";
import { Time } from "@/ui/data/time";
import { AreaField } from "@/ui/forms/area";
import { SelectField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import type { Comment, Opinion } from "../../opinions/queries";
import { sectionKeys } from "../../opinions/rules";
import { answerCommentAction, commentAction, judgeDraftAction } from "../actions";

type Props = {
  request: RequestCase;
  opinion: Opinion;
  comments: readonly Comment[];
  side: "writer" | "reader";
};

/** What the second reader says, and what the writer answers. */
export function CommentsView({ request, opinion, comments, side }: Props) {
  const t = useTranslations("opinions.opinion");
  return (
    <section className="rule mt-8 pt-6" aria-labelledby="comments">
      <h2 id="comments">{t("comments")}</h2>
      {comments.length === 0 && <p className="mt-2">{t("noComments")}</p>}
      <ol>
        {comments.map((one) => (
          <li key={one.id} className="border-b border-line py-3">
            <p className="source">
              {t(`sections.${one.section as "summary"}`)} · <Time at={one.createdAt} />
            </p>
            <p className="whitespace-pre-wrap" dir="auto">
              {one.body}
            </p>
            {one.answer && (
              <p className="mt-1 border-s-4 border-green ps-3 whitespace-pre-wrap" dir="auto">
                {one.answer}
              </p>
            )}
            {request.acts.includes("answerComment") && !one.answer && (
              <Form
                action={answerCommentAction}
                id={`answer-${one.id}`}
                words="cases"
                labels={{ answer: t("commentAnswer") }}
                numbers={{ max: 2000 }}
                className="mt-2"
              >
                <input type="hidden" name="commentId" value={one.id} />
                <input type="hidden" name="caseId" value={request.id} />
                <AreaField name="answer" label={t("commentAnswer")} maxLength={2000} rows={2} />
                <Submit tone="quiet">{t("commentAnswer")}</Submit>
              </Form>
            )}
          </li>
        ))}
      </ol>
      {side === "reader" && request.acts.includes("agree") && (
        <ReaderForms request={request} opinion={opinion} />
      )}
    </section>
  );
}

function ReaderForms({ request, opinion }: { request: RequestCase; opinion: Opinion }) {
  const t = useTranslations("opinions.opinion");
  return (
    <>
      <Form
        action={commentAction}
        id="comment"
        acts={["comment"]}
        words="cases"
        labels={{ section: t("section"), body: t("comment") }}
        numbers={{ max: 2000 }}
        className="mt-6"
      >
        <input type="hidden" name="opinionId" value={opinion.id} />
        <input type="hidden" name="caseId" value={request.id} />
        <SelectField
          name="section"
          label={t("section")}
          options={sectionKeys.map((key) => ({
            value: key,
            label: t(`sections.${key as "summary"}`),
          }))}
        />
        <AreaField name="body" label={t("comment")} maxLength={2000} rows={3} />
        <Submit tone="quiet">{t("commentSubmit")}</Submit>
      </Form>
      <Form
        action={judgeDraftAction}
        id="verdict"
        acts={["agree", "giveBack"]}
        words="cases"
        className="mt-8 flex flex-wrap gap-3"
      >
        <input type="hidden" name="opinionId" value={opinion.id} />
        <input type="hidden" name="requestId" value={request.id} />
        <input type="hidden" name="version" value={request.version} />
        <Submit name="does" value="agree">
          {t("agree")}
        </Submit>
        <Submit tone="quiet" name="does" value="return">
          {t("return")}
        </Submit>
      </Form>
    </>
  );
}
