import { createHash } from "node:crypto";
import { z } from "zod";
import type { Once } from "./db/transaction";
import { plainDigits } from "./digits";
import type { FormState } from "./form-state";

type Reading<T> = { ok: true; value: T } | { ok: false; state: FormState };

/** Names of fields that can appear more than once: check boxes of one question. */
const isMany = (name: string) => name.endsWith("[]");

function typed(form: FormData): Record<string, FormDataEntryValue | FormDataEntryValue[]> {
  const fields: Record<string, FormDataEntryValue | FormDataEntryValue[]> = {};
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$ACTION")) continue;
    Object.defineProperty(fields, isMany(name) ? name.slice(0, -2) : name, {
      value: isMany(name) ? form.getAll(name) : (form.get(name) ?? ""),
      enumerable: true,
    });
  }
  return fields;
}

/** Numbers, dates, codes and telephones in the digits we reckon with; what is shown again is what was typed. */
const inPlainDigits = (fields: ReturnType<typeof typed>) =>
  Object.fromEntries(
    Object.entries(fields).map(([name, value]) => [
      name,
      typeof value === "string" && !/password/i.test(name) ? plainDigits(value) : value,
    ]),
  );

export function readForm<S extends z.ZodType>(schema: S, form: FormData): Reading<z.output<S>> {
  const parsed = schema.safeParse(inPlainDigits(typed(form)));
  if (parsed.success) return { ok: true, value: parsed.data };
  return {
    ok: false,
    state: { values: typedValues(form), fieldErrors: z.flattenError(parsed.error).fieldErrors },
  };
}

export const refused = (
  form: FormData,
  reason: string,
  numbers?: Record<string, number>,
): FormState => ({
  values: typedValues(form),
  fieldErrors: {},
  reason,
  ...(numbers ? { numbers } : {}),
});

/** A refusal as the form shows it, with the minutes to wait where there were too many tries. */
export const refusal = (form: FormData, answer: { reason: string; minutes?: number }): FormState =>
  refused(form, answer.reason, answer.minutes ? { minutes: answer.minutes } : undefined);

export const wrongField = (form: FormData, field: string, code: string): FormState => ({
  values: typedValues(form),
  fieldErrors: { [field]: [code] },
});

/** What the reader typed, to show it again. Files, passwords and codes are never sent back. */
function typedValues(form: FormData): FormState["values"] {
  const values: FormState["values"] = {};
  for (const [name, value] of Object.entries(typed(form))) {
    if (/password|code|formKey/i.test(name)) continue;
    if (Array.isArray(value)) values[name] = value.filter((one) => typeof one === "string");
    else if (typeof value === "string") values[name] = value.slice(0, 10_000);
  }
  return values;
}

/** The key this form was rendered with, and what was posted with it, for a command that counts each form once. */
export function onceOf(form: FormData, personId: string): Once {
  const hash = createHash("sha256");
  for (const [name, value] of form)
    if (!name.startsWith("$ACTION"))
      hash.update(`${name}=${typeof value === "string" ? value : `${value.name}:${value.size}`}\0`);
  const key = form.get("formKey");
  return {
    key: `${personId}:${typeof key === "string" && /^[\w-]{8,64}$/.test(key) ? key : crypto.randomUUID()}`,
    hash: hash.digest(),
  };
}

/** Signs that PostgreSQL cannot store or that hide in a text: NUL, lone surrogates, controls other than line breaks and tabs, turns of direction. */
export const storableText = (text: string) =>
  text.isWellFormed() && !/(?![\n\r\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u.test(text);

const line = (max: number) =>
  z
    .string("required")
    .max(max, "tooLong")
    .refine(storableText, "text")
    .transform((text) => text.normalize("NFC").replaceAll(/\s+/g, " ").trim());

/** One line of text that a person typed. */
export const Line = (max: number) => line(max).pipe(z.string().min(1, "required"));
export const OptionalLine = (max: number) => line(max);

/** An e-mail address in the form that mail servers take. Its own case before the @ is kept for sending. */
export const Email = z
  .string("required")
  .trim()
  .min(1, "required")
  .max(254, "tooLong")
  .refine((text) => /^[\x21-\x7e]+$/.test(text), "email")
  .pipe(z.email("email"));
