/** The steps of an application, in their order. Each has words under `partners.steps`. */
export const steps = ["firm", "contact", "work", "papers", "send"] as const;
export type Step = (typeof steps)[number];
export const isStep = (value: string): value is Step =>
  (steps as readonly string[]).includes(value);
export const stepAfter = (step: Step): Step => steps[steps.indexOf(step) + 1] ?? "send";

/** What a firm says of itself in its own words. Each has words under `partners.questions`. */
export const questions = ["owners", "commissions", "prices", "references", "complaints"] as const;
type Question = (typeof questions)[number];
export type Answers = Partial<Record<Question, string>>;

export type ApplicationReason =
  | "not-found"
  | "stale"
  | "illegal"
  | "incomplete"
  | "twin"
  | "otherContent";

type Said = {
  legalName: string;
  vat: string;
  categories: readonly string[];
  contactName: string;
  answers: Answers;
};

/** The steps in which something is still missing. Papers are counted by the caller. */
export function openSteps(said: Said, missingPapers: number): Step[] {
  return [
    ...(said.legalName && said.vat ? [] : (["firm"] as const)),
    ...(said.contactName ? [] : (["contact"] as const)),
    ...(said.categories.length > 0 && questions.every((one) => said.answers[one])
      ? []
      : (["work"] as const)),
    ...(missingPapers > 0 ? (["papers"] as const) : []),
  ];
}

/** The check digit of an Italian VAT number: every second digit doubled, as of a card. */
function isItalianVat(digits: string): boolean {
  if (!/^\d{11}$/.test(digits) || /^0+$/.test(digits)) return false;
  const sum = [...digits].reduce((all, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return all + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** A VAT or register number without spaces, points and the country's own letters in front. */
export const plainVat = (country: string, typed: string): string => {
  const plain = typed.toUpperCase().replaceAll(/[\s.-]/g, "");
  return plain.startsWith(country) ? plain.slice(2) : plain;
};

/** Whether a number can be one at all. Whether it is in force is looked up by a person. */
export const isVat = (country: string, plain: string): boolean =>
  country === "IT" ? isItalianVat(plain) : /^[A-Z0-9]{5,20}$/.test(plain);
