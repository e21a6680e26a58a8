import { useTranslations } from "next-intl";
import { Time } from "@/ui/data/time";
import { AreaField } from "@/ui/forms/area";
import { Form, Submit } from "@/ui/forms/form";
import type { Question } from "../../opinions/queries";
import { answerQuestionAction, askQuestionAction } from "../actions";

type Props = {
  requestId: string;
  questions: readonly Question[];
  side: "patient" | "specialist" | "reader";
  canAsk: boolean;
  formKey: string;
};

export function QuestionsView({ requestId, questions, side, canAsk, formKey }: Props) {
  const t = useTranslations("opinions.opinion");
  const facility = useTranslations("opinions.facility");
  if (questions.length === 0 && !canAsk) return null;
  return (
    <section className="rule mt-10 pt-6" aria-labelledby="questions">
      <h2 id="questions">{facility("questions")}</h2>
      <ol>
        {questions.map((one) => (
          <li key={one.id} className="border-b border-line py-3">
            <p className="source">
              {t("yours")} · <Time at={one.createdAt} />
            </p>
            <p className="whitespace-pre-wrap" dir="auto">
              {one.body}
            </p>
            {one.answer ? (
              <p className="mt-2 border-s-4 border-green ps-3 whitespace-pre-wrap" dir="auto">
                {one.answer}
              </p>
            ) : (
              side !== "specialist" && <p className="source mt-2">{t("noAnswer")}</p>
            )}
            {!one.answer && side === "specialist" && (
              <Form
                action={answerQuestionAction}
                id={`answer-${one.id}`}
                acts={["answerQuestion"]}
                words="cases"
                labels={{ answer: facility("answer") }}
                numbers={{ max: 6000 }}
                className="mt-2"
              >
                <input type="hidden" name="questionId" value={one.id} />
                <input type="hidden" name="caseId" value={requestId} />
                <AreaField name="answer" label={facility("answer")} maxLength={6000} rows={4} />
                <Submit>{facility("sendAnswer")}</Submit>
              </Form>
            )}
          </li>
        ))}
      </ol>
      {canAsk && (
        <Form
          action={askQuestionAction}
          id="question"
          acts={["askQuestion"]}
          formKey={formKey}
          words="cases"
          labels={{ body: t("ask") }}
          numbers={{ max: 2000 }}
          className="mt-4"
        >
          <p className="mb-3">{t("askText")}</p>
          <input type="hidden" name="requestId" value={requestId} />
          <AreaField name="body" label={t("ask")} maxLength={2000} rows={3} />
          <Submit>{t("askSubmit")}</Submit>
        </Form>
      )}
    </section>
  );
}
