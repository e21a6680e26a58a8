export type SamePerson = "same" | "other" | "unknown";
type Who = { name: string; birth: string | null };

/** Where no birth date is known, this one is often written. */
const noBirth = ["1900-01-01", "1800-01-01"];
const nobody = /^(?:anon\w*|unknown|patient|paziente|test|phantom|name|no|none|\d+)$/;

const calendars = ["islamic-umalqura", "islamic-civil", "persian", "buddhist"] as const;

/** A day of our calendar as another one writes it, as year, month and day. */
function inCalendar(day: string, calendar: (typeof calendars)[number]): [number, number, number] {
  const parts = new Intl.DateTimeFormat(`en-u-ca-${calendar}-nu-latn`, {
    year: "numeric",
    month: "numeric",
    day: "numeric",
    timeZone: "UTC",
  }).formatToParts(new Date(`${day}T00:00:00Z`));
  const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return [of("year"), of("month"), of("day")];
}

const dayMilliseconds = 86_400_000;

/** Whether two birth dates may be one, written otherwise: a day off, the first of January, day and month turned, another calendar. */
function mayBeSameDay(inImage: string, known: string): boolean {
  const [year, month, day] = inImage.split("-").map(Number) as [number, number, number];
  const [knownYear, knownMonth, knownDay] = known.split("-").map(Number);
  if (Math.abs(Date.parse(inImage) - Date.parse(known)) <= dayMilliseconds) return true;
  if (year === knownYear && [inImage, known].some((one) => one.endsWith("-01-01"))) return true;
  if (year === knownYear && month === knownDay && day === knownMonth) return true;
  return calendars.some((calendar) => {
    const [otherYear, otherMonth, otherDay] = inCalendar(known, calendar);
    const isNear =
      Math.abs((otherYear - year) * 360 + (otherMonth - month) * 30 + otherDay - day) <= 3;
    return isNear || (year === otherYear && inImage.endsWith("-01-01"));
  });
}

/**
 * Whether images are of the person whose case it is. Clearly another birth date says no; the same one with a name that
 * fits says yes. Whatever may be the same written otherwise, and a name without a date, leaves it open.
 */
export function samePerson(image: Who, person: Who): SamePerson {
  const births = [image.birth, person.birth].map((birth) =>
    birth && !noBirth.includes(birth) ? birth : null,
  );
  const [inImage, known] = births;
  const isExact = inImage !== null && inImage === known;
  if (inImage && known && !isExact && !mayBeSameDay(inImage, known)) return "other";
  return isExact && compareNames(image.name, person.name) === "fits" ? "same" : "unknown";
}

/** Folded: without case and marks, and with the commonest ways to write one sound made one. */
export const nameWords = (name: string): string[] =>
  name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll(/\([^)]*\)/g, " ")
    .split(/[^\p{L}\d]+/u)
    .filter((token) => token.length > 1 || /\p{Script=Han}|\p{Script=Hangul}/u.test(token));

const isLatin = (name: string) => /\p{Script=Latin}/u.test(name);
const scriptOf = (name: string) =>
  isLatin(name)
    ? "Latin"
    : (/\p{Script=Arabic}|\p{Script=Cyrillic}|\p{Script=Han}|\p{L}/u.exec(name)?.[0] ?? "");

/** DICOM can hold a name in several scripts, with = between them. */
function compareNames(inImage: string, known: string): "fits" | "differs" | "open" {
  const wanted = nameWords(known);
  const written = inImage
    .split("=")
    .filter((one) => nameWords(one).some((token) => !nobody.test(token)));
  if (wanted.length === 0 || written.length === 0) return "open";
  const same = written.filter(
    (one) => isLatin(one) === isLatin(known) && (isLatin(known) || sameScript(one, known)),
  );
  if (same.length === 0) return "open";
  if (same.some((one) => namesFit(nameWords(one), wanted))) return "fits";
  return same.every(
    (one) => !nameWords(one).some((token) => wanted.some((other) => isAlike(token, other))),
  )
    ? "differs"
    : "open";
}

function sameScript(one: string, other: string): boolean {
  const letter = scriptOf(other);
  return ["Arabic", "Cyrillic", "Han"].some((script) => {
    const ofScript = new RegExp(`\\p{Script=${script}}`, "u");
    return ofScript.test(letter) && ofScript.test(one);
  });
}

/** The shorter of the two names lies in the longer, in whatever order, and by at least two of its words where it has them. */
function namesFit(one: readonly string[], other: readonly string[]): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  const met = shorter.filter((token) => longer.some((known) => isAlike(token, known))).length;
  return met === shorter.length ? met >= Math.min(2, longer.length) : met >= 2;
}

/** Mohamed, Mohammed: one letter of a long word may differ. */
function isAlike(one: string, other: string): boolean {
  if (one === other) return true;
  if (Math.min(one.length, other.length) < 5 || Math.abs(one.length - other.length) > 1)
    return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const tails = [one.slice(at), other.slice(at)] as const;
  return (
    tails[0].slice(1) === tails[1] ||
    tails[0] === tails[1].slice(1) ||
    tails[0].slice(1) === tails[1].slice(1)
  );
}
