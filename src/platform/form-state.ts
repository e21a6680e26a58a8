/** A form between two posts. It carries codes; the page turns them into words. */
export type FormState = {
  values: Record<string, string | string[]>;
  fieldErrors: Record<string, string[] | undefined>;
  reason?: string;
  /** Numbers that the words of the reason take. */
  numbers?: Record<string, number>;
};

export const emptyForm: FormState = { values: {}, fieldErrors: {} };
