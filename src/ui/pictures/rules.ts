const closing = /^[\p{Pe}\p{Pf}，。、；：！？…,.;:!?·%]/u;
const opening = /[\p{Ps}\p{Pi}\u00a0]$/u;
/** One sign alone belongs to the Chinese word before it: "区" of a region, "术" of an operation. */
const lone = /^\p{Script=Han}{2}$/u;
const chinese = /\p{Script=Han}/u;

const narrow = new Set("fijlrtI.,;:'’‘!|()[]/-· \u00a0\u202f");
const wide = new Set("mwMWÆŒ@%&…—ЖМШЩЮФжмшщюфыЫ№");

/** About how wide a text is, in ems of its type: a little more than our faces draw it. */
export function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) {
    if (/\p{Mn}|\p{Cf}/u.test(letter)) continue;
    else if (/[\u2e80-\u9fff\uff00-\uffef]/.test(letter)) width += 1;
    else if (narrow.has(letter)) width += 0.36;
    else if (wide.has(letter)) width += 0.92;
    else if (/\p{Script=Arabic}/u.test(letter)) width += 0.48;
    else if (/\p{Lu}/u.test(letter)) width += 0.7;
    else width += 0.6;
  }
  return width;
}

const between = " · ";
const ended = (line: string) =>
  line.endsWith(between) ? line.slice(0, -between.length) : line.trimEnd();

/** Where a line may break: after a blank or a hyphen, in Chinese between words, never before what closes. */
function pieces(text: string): string[] {
  if (!chinese.test(text)) return text.split(/(?<= )|(?<=\p{L}[-–/])(?=\p{L})/u);
  const joined: string[] = [];
  for (const { segment } of new Intl.Segmenter("zh", { granularity: "word" }).segment(text)) {
    const last = joined.at(-1);
    const belongs =
      !segment.trim() || closing.test(segment) || lone.test((last ?? "").slice(-1) + segment);
    if (last !== undefined && (belongs || opening.test(last)))
      joined[joined.length - 1] = last + segment;
    else joined.push(segment);
  }
  return joined;
}

/** Several things on one line, each kept together where the line breaks. */
export const listed = (things: readonly string[]) =>
  things
    .map((thing) => (widthOf(thing) < 20 ? thing.replaceAll(" ", "\u00a0") : thing))
    .join(between);

/** The lines of a text within a width, given in ems. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of pieces(text.trim())) {
    if (line && widthOf(ended(line + piece)) > width) {
      lines.push(ended(line));
      line = piece;
    } else line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** At most so many lines; what is left out shows as "…". */
export function clamp(text: string, width: number, most: number): string[] {
  const lines = wrap(text, width);
  if (lines.length <= most) return lines;
  const kept = lines.slice(0, most);
  const words = pieces(kept[most - 1] ?? "");
  while (words.length > 1 && widthOf(`${words.join("").trimEnd()}…`) > width) words.pop();
  kept[most - 1] = `${words
    .join("")
    .trimEnd()
    .replace(/[\s,;:.，、；：。·–-]+$/u, "")}…`;
  return kept;
}

/** A heading in the largest of these sizes at which it fits, its lines about equally long. Width in pixels. */
export function fitted(
  text: string,
  width: number,
  sizes: readonly { size: number; most: number }[],
): { size: number; lines: string[] } {
  for (const { size, most } of sizes) {
    const lines = wrap(text, width / size);
    if (lines.length > most || lines.some((line) => widthOf(line) * size > width)) continue;
    for (let narrower = 0.5; narrower < 1; narrower += 0.05) {
      const balanced = wrap(text, (width / size) * narrower);
      if (
        balanced.length === lines.length &&
        balanced.every((line) => widthOf(line) * size <= width)
      )
        return { size, lines: balanced };
    }
    return { size, lines };
  }
  const { size = 40, most = 3 } = sizes.at(-1) ?? {};
  return { size, lines: clamp(text, width / size, most) };
}
