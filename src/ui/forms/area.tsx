"use client";

import type { ReactNode } from "react";
import { useField } from "./form";

/** A text of several lines. */
export function AreaField({
  name,
  label,
  hint,
  value = "",
  rows = 5,
  maxLength,
}: {
  name: string;
  label: ReactNode;
  hint?: ReactNode;
  value?: string;
  rows?: number;
  maxLength: number;
}) {
  const field = useField(name);
  return (
    <div className="mb-5">
      <label htmlFor={field.id} className="block font-semibold">
        {label}
      </label>
      {hint && (
        <p id={`${field.id}-hint`} className="source mb-1 mt-0.5">
          {hint}
        </p>
      )}
      {field.error && (
        <p id={`${field.id}-error`} className="field-error mb-1 mt-0.5">
          {field.error}
        </p>
      )}
      <textarea
        id={field.id}
        name={name}
        rows={rows}
        dir="auto"
        maxLength={maxLength}
        defaultValue={(field.value as string | undefined) ?? value}
        aria-invalid={field.error ? true : undefined}
        aria-describedby={
          [hint ? `${field.id}-hint` : "", field.error ? `${field.id}-error` : ""]
            .filter(Boolean)
            .join(" ") || undefined
        }
        className="field"
      />
    </div>
  );
}
