/** The page of the journey that a form stands on, below the language: its code read back by its shape alone. */
export const journeyPath = (form: FormData): string =>
  `journey/${String(form.get("code")).replaceAll(/[^2-9a-z]/g, "")}`;

/** The page of the leg that a form stands on. */
export const legPath = (form: FormData): string =>
  `${journeyPath(form)}/${String(form.get("leg")).replaceAll(/[^a-z-]/g, "")}`;
