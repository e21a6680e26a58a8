/** Why a specialist says no. Each has words under `opinions.specialistDeclines`. */
export const specialistDeclines = ["not-my-field", "no-time", "conflict", "other"] as const;

/** What tells who somebody is, in a text that must not. */
type Identity = { name: string; birth: string };

const mark = "[…]";
const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/**
 * A text without what the portal knows of the person: the parts of the name (of three letters and more), the birth date
 * in its usual ways of writing, addresses, numbers of telephones and documents. A doctor still reads it before it is shown.
 */
export function withoutIdentity(text: string, { name, birth }: Identity): string {
  const [year = "", month = "", day = ""] = birth.split("-");
  const dates = year
    ? [
        birth,
        `${day}.${month}.${year}`,
        `${day}/${month}/${year}`,
        `${month}/${day}/${year}`,
        `${Number(day)}.${Number(month)}.${year}`,
        `${day}-${month}-${year}`,
      ]
    : [];
  const parts = name.split(/[\s,()'’-]+/u).filter((part) => [...part].length >= 3);
  const known = [...dates, ...parts].map(
    (part) => new RegExp(`(?<![\\p{L}\\p{N}])${escaped(part)}(?![\\p{L}\\p{N}])`, "giu"),
  );
  const shapes = [
    /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}.-]+/gu,
    /(?<![\p{L}\p{N}])[A-Z]{1,3}\d{6,}(?![\p{L}\p{N}])/gu,
  ];
  const withoutShapes = shapes.reduce((all, pattern) => all.replaceAll(pattern, mark), text);
  // A telephone has nine digits or more; a date, which a doctor needs, has eight.
  const withoutPhones = withoutShapes.replaceAll(
    /(?<![\p{L}\p{N}])\+?\d[\d\s()./-]{7,}\d/gu,
    (found) => (found.replaceAll(/\D/g, "").length >= 9 ? mark : found),
  );
  return known.reduce((all, pattern) => all.replaceAll(pattern, mark), withoutPhones);
}
