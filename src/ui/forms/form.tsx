"use client";

import { usePathname } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { createContext, type ReactNode, useActionState, useContext } from "react";
import { emptyForm, type FormState } from "@/platform/form-state";
import type { FormWords } from "@/platform/i18n/rules";
import { Icon } from "../icon";

type Action = (before: FormState, form: FormData) => Promise<FormState>;
type Shown = { state: FormState; id: string; say: (code: string) => string };
const Context = createContext<Shown | null>(null);

/** What a field needs of its form: what was typed, and what is wrong with it. */
export function useField(name: string): {
  value: string | string[] | undefined;
  isTyped: boolean;
  error: string | undefined;
  id: string;
} {
  const form = useContext(Context);
  if (!form) throw new Error("a field stands outside of a form");
  const code = form.state.fieldErrors[name]?.[0];
  const isTyped = Object.keys(form.state.values).length > 0;
  return {
    value: form.state.values[name],
    isTyped,
    error: code === undefined ? undefined : form.say(code),
    id: `${form.id}-${name}`,
  };
}

type Props = {
  action: Action;
  /** Tells the forms of one page apart. */
  id: string;
  /** Made when the page is: the same form posted twice is counted once. */
  formKey?: string;
  /** Where the words for its errors and reasons stand. */
  words: FormWords;
  /** The fields by their labels, for the list of problems. */
  labels?: Readonly<Record<string, string>>;
  numbers?: Readonly<Record<string, number>>;
  /** What it can do, by the names that a test looks for. */
  acts?: readonly string[];
  className?: string;
  children: ReactNode;
};

/** A form that works as a plain post: problems above it with links to the fields, what was typed kept. */
export function Form({ action, id, acts = [], className = "", children, ...rest }: Props) {
  const [state, submit] = useActionState(action, emptyForm);
  return (
    <form
      action={submit}
      noValidate
      className={className}
      data-form={id}
      data-acts={acts.join(" ") || undefined}
    >
      <FormBody state={state} id={id} {...rest}>
        {children}
      </FormBody>
    </form>
  );
}

/** What stands in a form, for one whose answer holds more than other forms' do. */
export function FormBody({
  state,
  id,
  formKey,
  words,
  labels = {},
  numbers = {},
  children,
}: Omit<Props, "action" | "className" | "acts"> & { state: FormState }) {
  const t = useTranslations("ui.form");
  const locale = useLocale();
  const path = usePathname();
  const said = useTranslations(words) as ReturnType<typeof useTranslations<"accounts">>;
  const all = { ...numbers, ...state.numbers };
  const say = (code: string) => said(`errors.${code}` as "errors.required", all);
  const wrong = Object.entries(state.fieldErrors).filter(([, codes]) => codes?.length);
  const count = wrong.length + (state.reason ? 1 : 0);
  return (
    <>
      {count > 0 && (
        <div
          role="alert"
          tabIndex={-1}
          autoFocus
          className="mb-6 border-s-4 border-warm bg-warm-soft px-4 py-3 text-warm"
          id={`${id}-problems`}
        >
          <p className="font-semibold">{t("problems", { count })}</p>
          <ul className="mt-1">
            {state.reason && (
              <li>
                {said(`reasons.${state.reason}` as "reasons.wrong", all as { minutes: number })}{" "}
                {state.reason === "needsProof" && (
                  <a
                    href={`/${locale}/account/confirm?next=${encodeURIComponent(path)}`}
                    className="text-warm"
                  >
                    {t("prove")}
                  </a>
                )}
              </li>
            )}
            {wrong.map(([name, codes]) => (
              <li key={name}>
                <a href={`#${id}-${name}`} className="text-warm">
                  {labels[name] ? `${labels[name]}: ` : ""}
                  {say(codes?.[0] ?? "required")}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {formKey && <input type="hidden" name="formKey" value={formKey} />}
      <Context.Provider value={{ state, id, say }}>{children}</Context.Provider>
    </>
  );
}

/** What of a form is folded away until it is wanted, or until something in it is wrong. */
export function Fold({
  summary,
  isOpen = false,
  children,
}: {
  summary: ReactNode;
  isOpen?: boolean;
  children: ReactNode;
}) {
  const form = useContext(Context);
  const isWrong =
    form !== null &&
    (form.state.reason !== undefined || Object.keys(form.state.fieldErrors).length > 0);
  return (
    <details className="mt-2" open={isOpen || isWrong}>
      <summary className="cursor-pointer text-green underline">{summary}</summary>
      <div className="mt-3">{children}</div>
    </details>
  );
}

/** The button that sends a form; `tone` warm for what cannot be undone. */
export function Submit({
  children,
  tone = "main",
  name,
  value,
}: {
  children: ReactNode;
  tone?: "main" | "quiet" | "warm";
  name?: string;
  value?: string;
}) {
  const look = { main: "button", quiet: "button button-quiet", warm: "button button-warm" }[tone];
  return (
    <button type="submit" className={look} {...(name ? { name, value } : {})}>
      {children}
    </button>
  );
}

/** What was done, said where the reader is. */
export function Done({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="mb-6 flex gap-2 border-s-4 border-green bg-green-soft px-4 py-3">
      <Icon name="check" className="mt-0.5 size-5 text-green" />
      <span>{children}</span>
    </p>
  );
}
