"use client";

import { type ReactNode, useActionState } from "react";
import { TextField } from "@/ui/forms/fields";
import { FormBody, Submit } from "@/ui/forms/form";
import { type CodesState, finishEnrolmentAction, renewCodesAction } from "../actions";

type Words = {
  code: string;
  submit: string;
  codesTitle: string;
  codesLead: string;
  codesDone: string;
};

const empty: CodesState = { values: {}, fieldErrors: {} };

/** Asks for the first code of a new app, or for new recovery codes, and shows the codes once in the answer. */
export function EnrolForm({
  kind,
  language,
  words,
  children,
}: {
  kind: "enrol" | "codes";
  language: string;
  words: Words;
  children?: ReactNode;
}) {
  const [state, submit] = useActionState(
    kind === "enrol" ? finishEnrolmentAction : renewCodesAction,
    empty,
  );
  if (state.codes)
    return (
      <section>
        <h2>{words.codesTitle}</h2>
        <p role="status" className="mt-2">
          {words.codesLead}
        </p>
        <ol
          className="my-5 grid max-w-field grid-cols-1 gap-x-8 gap-y-2 border-s-4 border-green bg-green-soft p-4 sm:grid-cols-2"
          dir="ltr"
        >
          {state.codes.map((code) => (
            <li key={code} className="font-semibold tabular-nums tracking-wide">
              {code}
            </li>
          ))}
        </ol>
        <a className="button" href={`/${language}/account/security`}>
          {words.codesDone}
        </a>
      </section>
    );
  return (
    <form action={submit} noValidate data-form={kind}>
      <FormBody state={state} id={kind} words="accounts" labels={{ code: words.code }}>
        {children}
        {kind === "enrol" && (
          <TextField
            name="code"
            label={words.code}
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={10}
            isLatin
            isShort
          />
        )}
        <Submit>{words.submit}</Submit>
      </FormBody>
    </form>
  );
}
