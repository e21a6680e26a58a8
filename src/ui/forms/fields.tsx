"use client";

import type { ReactNode } from "react";
import { useField } from "./form";

type Base = { name: string; label: ReactNode; hint?: ReactNode };

function Help({ id, hint, error }: { id: string; hint: ReactNode; error: string | undefined }) {
  return (
    <>
      {hint && (
        <p id={`${id}-hint`} className="source mb-1 mt-0.5">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="field-error mb-1 mt-0.5">
          {error}
        </p>
      )}
    </>
  );
}

const described = (id: string, hint: ReactNode, error: string | undefined) =>
  [hint ? `${id}-hint` : "", error ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined;

type TextProps = Base & {
  type?: "text" | "email" | "password" | "date" | "datetime-local";
  autoComplete?: string;
  value?: string;
  inputMode?: "numeric";
  maxLength?: number;
  /** Addresses and codes are written from left to right in every language. */
  isLatin?: boolean;
  isShort?: boolean;
  suggestions?: readonly { value: string; label: string }[];
};

export function TextField({
  name,
  label,
  hint,
  type = "text",
  autoComplete,
  value = "",
  inputMode,
  maxLength,
  isLatin,
  isShort,
  suggestions,
}: TextProps) {
  const field = useField(name);
  return (
    <div className="mb-5">
      <label htmlFor={field.id} className="block font-semibold">
        {label}
      </label>
      <Help id={field.id} hint={hint} error={field.error} />
      <input
        id={field.id}
        name={name}
        type={type === "email" ? "text" : type}
        inputMode={type === "email" ? "email" : inputMode}
        defaultValue={
          type === "password" ? undefined : ((field.value as string | undefined) ?? value)
        }
        autoComplete={autoComplete}
        maxLength={maxLength}
        dir={isLatin || type === "email" ? "ltr" : "auto"}
        autoCapitalize={type === "email" ? "none" : undefined}
        spellCheck={type === "text" && !isLatin ? undefined : false}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={described(field.id, hint, field.error)}
        list={suggestions ? `${field.id}-list` : undefined}
        className={`field ${isShort ? "max-w-48" : "max-w-field"}`}
      />
      {suggestions && (
        <datalist id={`${field.id}-list`}>
          {suggestions.map((one) => (
            <option key={one.value} value={one.value} label={one.label} />
          ))}
        </datalist>
      )}
    </div>
  );
}

type Option = { value: string; label: ReactNode; group?: string };

export function SelectField({
  name,
  label,
  hint,
  options,
  value,
  empty,
}: Base & { options: readonly Option[]; value?: string | undefined; empty?: string }) {
  const field = useField(name);
  return (
    <div className="mb-5">
      <label htmlFor={field.id} className="block font-semibold">
        {label}
      </label>
      <Help id={field.id} hint={hint} error={field.error} />
      <select
        id={field.id}
        name={name}
        defaultValue={(field.value as string | undefined) ?? value ?? ""}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={described(field.id, hint, field.error)}
        className="field max-w-field"
      >
        {empty !== undefined && <option value="">{empty}</option>}
        {options.map((one) => (
          <option key={one.value} value={one.value}>
            {one.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** One question with a few answers: one of them, or with `isMany` any of them. */
export function ChoiceField({
  name,
  label,
  hint,
  options,
  value,
  isMany = false,
}: Base & { options: readonly Option[]; value?: string | readonly string[]; isMany?: boolean }) {
  const field = useField(name);
  // What was unticked in a form that came back stays so.
  const chosen = field.value ?? (field.isTyped ? undefined : value) ?? [];
  const isChosen = (one: string) => (Array.isArray(chosen) ? chosen.includes(one) : chosen === one);
  return (
    <fieldset className="mb-5" aria-describedby={described(field.id, hint, field.error)}>
      <legend className="font-semibold">{label}</legend>
      <Help id={field.id} hint={hint} error={field.error} />
      {options.map((one, at) => (
        <label key={one.value} className="flex min-h-11 cursor-pointer items-start gap-3 py-2">
          <input
            id={at === 0 ? field.id : undefined}
            type={isMany ? "checkbox" : "radio"}
            name={isMany ? `${name}[]` : name}
            value={one.value}
            defaultChecked={isChosen(one.value)}
            className="mt-0.5 size-6 shrink-0 accent-green"
          />
          <span>{one.label}</span>
        </label>
      ))}
    </fieldset>
  );
}

export function TickField({ name, label, hint, isTicked = false }: Base & { isTicked?: boolean }) {
  const field = useField(name);
  return (
    <div className="mb-5">
      <Help id={field.id} hint={hint} error={field.error} />
      <label className="flex min-h-11 cursor-pointer items-start gap-3 py-2">
        <input
          id={field.id}
          type="checkbox"
          name={name}
          value="yes"
          defaultChecked={field.isTyped ? field.value === "yes" : isTicked}
          aria-invalid={field.error ? true : undefined}
          aria-describedby={described(field.id, hint, field.error)}
          className="mt-0.5 size-6 shrink-0 accent-green"
        />
        <span>{label}</span>
      </label>
    </div>
  );
}

export function FileField({ name, label, hint, accept }: Base & { accept: string }) {
  const field = useField(name);
  return (
    <div className="mb-5">
      <label htmlFor={field.id} className="block font-semibold">
        {label}
      </label>
      <Help id={field.id} hint={hint} error={field.error} />
      <input
        id={field.id}
        name={name}
        type="file"
        accept={accept}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={described(field.id, hint, field.error)}
        className="field max-w-field"
      />
    </div>
  );
}
