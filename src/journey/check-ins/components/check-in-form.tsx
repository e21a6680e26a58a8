import { useTranslations } from "next-intl";
import { commonNumber, emergencyNumbers } from "@/content/emergency/rules";
import { Time } from "@/ui/data/time";
import { AreaField } from "@/ui/forms/area";
import { ChoiceField } from "@/ui/forms/fields";
import { Form, Submit } from "@/ui/forms/form";
import { answerCheckInAction } from "../actions";
import type { CheckInView } from "../queries";
import { asksAdvice, warningsIn } from "../rules";

/** What to do now, in plain words: the same whatever was answered, before and after. */
function WhatNow({ country }: { country: string | null }) {
  const t = useTranslations("journey.checkIn");
  return (
    <p className="border-s-4 border-warm bg-warm-soft px-4 py-3">
      {t("emergency", { number: emergencyNumbers[country ?? ""] ?? commonNumber })}
    </p>
  );
}

/** One day's questions: each with yes or no, and pain from 0 to 10. Nothing is added up. */
export function CheckInForm({ asked }: { asked: CheckInView }) {
  const t = useTranslations("journey.checkIn");
  const questions = asked.set.families[asked.family];
  const yesNo = (["yes", "no"] as const).map((one) => ({ value: one, label: t(one) }));
  const labels = {
    ...Object.fromEntries(questions.map((key) => [key, t(`questions.${key}`)])),
    pain: t("pain"),
    advice: t("advice"),
    note: t("note"),
  };
  return (
    <>
      <WhatNow country={asked.country} />
      <Form
        action={answerCheckInAction}
        id="check-in"
        words="journey"
        labels={labels}
        numbers={{ max: 2000 }}
        className="mt-8"
      >
        <input type="hidden" name="code" value={asked.code} />
        <input type="hidden" name="day" value={asked.day} />
        <input type="hidden" name="checkInId" value={asked.id} />
        {questions.map((key) => (
          <ChoiceField key={key} name={key} label={t(`questions.${key}`)} options={yesNo} />
        ))}
        <ChoiceField
          name="pain"
          label={t("pain")}
          hint={t("painHint")}
          options={Array.from({ length: 11 }, (_, at) => ({
            value: String(at),
            label: String(at),
          }))}
        />
        {asksAdvice(asked.day) && (
          <ChoiceField
            name="advice"
            label={t("advice")}
            options={(["yes", "partly", "no"] as const).map((one) => ({
              value: one,
              label: t(`advices.${one}`),
            }))}
          />
        )}
        <AreaField name="note" label={t("note")} maxLength={2000} rows={3} />
        <Submit>{t("submit")}</Submit>
      </Form>
    </>
  );
}

/** What was answered, what happens with it, and what the facility said. */
export function AnsweredView({ asked, isOwn }: { asked: CheckInView; isOwn: boolean }) {
  const t = useTranslations("journey.checkIn");
  const { answers } = asked;
  if (!answers) return null;
  const warnings = warningsIn(asked.set, answers);
  return (
    <>
      {isOwn && warnings.length > 0 && (
        <>
          <WhatNow country={asked.country} />
          {!asked.doneAt && asked.answerBy && (
            <p className="mt-4 font-semibold">
              {t("calls")} <Time at={asked.answerBy} />
            </p>
          )}
        </>
      )}
      {asked.reply && asked.doneAt && (
        <div className="mt-6 border-s-4 border-green bg-green-soft px-4 py-3">
          <p className="source">
            {t("replied")} <Time at={asked.doneAt} />
          </p>
          <p className="whitespace-pre-wrap" dir="auto">
            {asked.reply}
          </p>
        </div>
      )}
      <dl className="mt-6">
        {asked.set.families[asked.family].map((key) => (
          <div
            key={key}
            className="flex flex-wrap justify-between gap-x-6 border-b border-line py-2"
          >
            <dt>{t(`questions.${key}`)}</dt>
            <dd className={warnings.includes(key) ? "mark mark-warm" : undefined}>
              {t(answers.questions[key] ?? "no")}
            </dd>
          </div>
        ))}
        <div className="flex justify-between gap-x-6 border-b border-line py-2">
          <dt>{t("pain")}</dt>
          <dd>{answers.pain}</dd>
        </div>
        {answers.advice && (
          <div className="flex justify-between gap-x-6 border-b border-line py-2">
            <dt>{t("advice")}</dt>
            <dd>{t(`advices.${answers.advice}`)}</dd>
          </div>
        )}
      </dl>
      {answers.note && (
        <p className="mt-4 whitespace-pre-wrap" dir="auto">
          {answers.note}
        </p>
      )}
    </>
  );
}
