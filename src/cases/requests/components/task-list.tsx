import { useTranslations } from "next-intl";
import type { FormState } from "@/platform/form-state";
import { isLanguage, languageNames } from "@/platform/i18n/rules";
import { Form, Submit } from "@/ui/forms/form";
import { type Answers, isDone, needed, type Step, steps } from "../../answers/rules";
import { submitRequestAction } from "../actions";

type Props = {
  language: string;
  requestId: string;
  answers: Answers;
  hasConsent: boolean;
  version: number;
  /** What removes the draft with its files, which a later domain keeps. */
  remove: (before: FormState, form: FormData) => Promise<FormState>;
};

/** What there is to do, in any order, and how far it is. */
export function TaskList({ language, requestId, answers, hasConsent, version, remove }: Props) {
  const t = useTranslations("cases.ask");
  const at = `/${language}/second-opinion/ask/${requestId}`;
  const isReady = hasConsent && steps.every((step) => isDone(step, answers));
  const tasks = [
    ...steps.map((step) => ({
      key: step,
      path: `${at}/${step}`,
      isDone: isDone(step, answers),
      isOpen: true,
    })),
    { key: "agreements" as const, path: `${at}/agreements`, isDone: hasConsent, isOpen: true },
    { key: "check" as const, path: `${at}/check`, isDone: false, isOpen: isReady },
  ];
  return (
    <>
      <ol>
        {tasks.map((task) => (
          <li
            key={task.key}
            className="flex items-center justify-between gap-6 border-b border-line py-3"
          >
            {task.isOpen ? (
              <a href={task.path}>{t(`tasks.${task.key}`)}</a>
            ) : (
              <span>{t(`tasks.${task.key}`)}</span>
            )}
            {task.isDone ? (
              <span className="mark mark-green">{t("done")}</span>
            ) : (
              <span className="mark">{task.isOpen ? t("toDo") : t("later")}</span>
            )}
          </li>
        ))}
      </ol>
      <details className="mt-12">
        <summary className="cursor-pointer text-green underline">{t("delete")}</summary>
        <Form action={remove} id="delete" words="cases" className="mt-3">
          <p className="mb-3">{t("deleteText")}</p>
          <input type="hidden" name="requestId" value={requestId} />
          <input type="hidden" name="version" value={version} />
          <Submit tone="warm">{t("delete")}</Submit>
        </Form>
      </details>
    </>
  );
}

/** What was written, page by page, with a way back to each. */
export function AnswersView({
  language,
  requestId,
  answers,
  canChange,
}: {
  language: string;
  requestId: string;
  answers: Answers;
  canChange: boolean;
}) {
  const t = useTranslations("cases.ask");
  const extra: Partial<Record<Step, readonly (keyof Answers)[]>> = {
    who: ["height", "weight"],
    story: ["operations", "medicines", "allergies"],
    reach: ["phone", "zone"],
  };
  const said = (name: keyof Answers, value: string) => {
    if (name === "sex") return t(`sexes.${value as "female"}`);
    if (name === "speak" && isLanguage(value)) return languageNames[value];
    if (name === "channel") return t(`channels.${value as "portal"}`);
    return value;
  };
  return steps.map((step) => (
    <section key={step} className="border-b border-line py-5">
      <div className="flex items-baseline justify-between gap-6">
        <h2 className="text-lead">{t(`tasks.${step}`)}</h2>
        {canChange && (
          <a href={`/${language}/second-opinion/ask/${requestId}/${step}?back=check`}>
            {t("change")}
            <span className="sr-only">: {t(`tasks.${step}`)}</span>
          </a>
        )}
      </div>
      <dl>
        {[...needed[step], ...(extra[step] ?? [])].map((name) => (
          <div key={name} className="mt-3">
            <dt className="source">{t(name)}</dt>
            <dd className="whitespace-pre-wrap" dir="auto">
              {answers[name] ? (
                said(name, answers[name])
              ) : (
                <span className="source">{t("empty")}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  ));
}

export function SendForm({
  requestId,
  version,
  formKey,
}: {
  requestId: string;
  version: number;
  formKey: string;
}) {
  const t = useTranslations("cases.ask");
  return (
    <Form
      action={submitRequestAction}
      id="send"
      acts={["sendRequest"]}
      formKey={formKey}
      words="cases"
      className="mt-8"
    >
      <p className="mb-4">{t("sendLead")}</p>
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="version" value={version} />
      <Submit>{t("send")}</Submit>
    </Form>
  );
}
