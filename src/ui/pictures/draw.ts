import { directionOf, type Language } from "@/platform/i18n/rules";
import { clamp, fitted, listed } from "./rules";

const pictureWidth = 1200;
const pictureHeight = 630;

/** What a picture says. Its panel shows where: a drawing on a grid of its own, and what that shows in words. */
export type Picture = {
  language: Language;
  kind?: string;
  title: string;
  /** Whether the title is a name that stays in Latin letters, read from the left, in every language. */
  isLatin?: boolean;
  text?: string;
  facts?: readonly string[];
  notes?: readonly string[];
  drawing: { width: number; height: number; shapes: string; caption: string; source: string };
};

/** The colours of `src/ui/styles/theme.css`. */
export const colours = {
  paper: "#fcfbf8",
  ink: "#17201b",
  quiet: "#454f49",
  line: "#d8d7cd",
  green: "#0a4d33",
  deep: "#06351f",
  greenLine: "#9dbfac",
};

const margin = 72;
const panel = 408;
const inset = 36;
const column = pictureWidth - panel - margin - 64;

const headings = [
  { size: 68, most: 2 },
  { size: 58, most: 3 },
  { size: 50, most: 3 },
  { size: 44, most: 3 },
  { size: 38, most: 3 },
];

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

type Type = {
  size: number;
  weight?: 400 | 500 | 600;
  family?: string;
  fill?: string;
  isHeading?: boolean;
};

export function draw(picture: Picture): string {
  const { language, title, drawing } = picture;
  const isMirrored = directionOf(language) === "rtl";
  const sans = { ar: "HL Sans Arabic", zh: "HL Sans, HL Sans SC" }[language as string] ?? "HL Sans";
  const hasSerif = picture.isLatin || (language !== "ar" && language !== "zh");
  const start = isMirrored ? pictureWidth - margin : margin;
  const panelX = isMirrored ? 0 : pictureWidth - panel;

  /** One line from the reader's side. In a language read from the right the line says so itself: nothing else does. */
  function line(
    text: string,
    x: number,
    y: number,
    { size, weight = 400, family = sans, fill = colours.ink, isHeading = false }: Type,
    isLatin = false,
  ) {
    const said = isMirrored && !isLatin ? `\u202b${text}\u202c` : text;
    // The Chinese cut has one weight; a thin outline makes it the heavier one.
    const isOutlined = language === "zh" && !isLatin && (isHeading || weight > 400);
    const outline = isOutlined
      ? ` stroke="${fill}" stroke-width="${size / 45}" stroke-linejoin="round"`
      : "";
    return `<text x="${x}" y="${y}" font-family="${family}" font-size="${size}" font-weight="${isOutlined ? 400 : weight}" fill="${fill}" text-anchor="${isMirrored ? "end" : "start"}"${outline}>${escaped(said)}</text>`;
  }
  const block = (
    lines: readonly string[],
    x: number,
    y: number,
    leading: number,
    type: Type,
    isLatin = false,
  ) => lines.map((text, at) => line(text, x, y + at * leading, type, isLatin)).join("");

  const mark = 52;
  const name = { size: 27, weight: 500, family: "HL Serif" } as const;
  const brand = `${drawMark(isMirrored ? start - mark : start, 64, mark)}${line("Health Lombardy", isMirrored ? start - mark - 18 : start + mark + 18, 99, name, true)}`;

  // The estimate is made for headings; the small sans of Latin and Cyrillic runs narrower.
  const ems = (width: number, size: number) =>
    (width / size) * (language === "ar" || language === "zh" ? 1 : 1.08);
  const heading = fitted(title, column, headings);
  const leading = Math.round(heading.size * (language === "ar" ? 1.32 : 1.18));
  const kind = picture.kind ? clamp(picture.kind, ems(column, 25), 2) : [];
  const facts = picture.facts?.length ? clamp(listed(picture.facts), ems(column, 27), 2) : [];
  const note = picture.notes?.length ? clamp(listed(picture.notes), ems(column, 23), 2) : [];

  const kindY = 198;
  const titleY =
    kindY + (kind.length > 0 ? (kind.length - 1) * 34 + 22 : 2) + Math.round(heading.size * 1.02);
  const aboutY = titleY + (heading.lines.length - 1) * leading + (language === "ar" ? 82 : 70);
  const room = Math.floor((pictureHeight - 58 - aboutY) / 41) + 1;
  const about = picture.text ? clamp(picture.text, ems(column, 27), Math.min(room, 4)) : [];
  const footHeight = facts.length * 38 + note.length * 33;
  const footY = pictureHeight - 62 - footHeight;
  const titleType: Type = hasSerif
    ? { size: heading.size, weight: 500, family: "HL Serif", isHeading: true }
    : { size: heading.size, weight: language === "ar" ? 600 : 400, isHeading: true };

  const words = [
    block(kind, start, kindY, 34, { size: 25, weight: 600, fill: colours.green }),
    block(heading.lines, start, titleY, leading, titleType, picture.isLatin),
    block(about, start, aboutY, 41, { size: 27, fill: colours.quiet }),
    footHeight > 0
      ? `<path d="M${isMirrored ? start - column : start} ${footY - 18}h${column}" stroke="${colours.line}" stroke-width="2"/>`
      : "",
    block(facts, start, footY + 27, 38, { size: 27, weight: 600 }),
    block(note, start, footY + facts.length * 38 + 25, 33, { size: 23, fill: colours.quiet }),
  ].join("");

  const scale = (panel - 2 * inset) / drawing.width;
  const caption = clamp(drawing.caption, ems(panel - 2 * inset, 25), 2);
  const top =
    Math.round((pictureHeight - drawing.height * scale - 24 - caption.length * 34) / 2) - 8;
  const captionX = isMirrored ? panelX + panel - inset : panelX + inset;
  const where = [
    `<path d="M${panelX} 0h${panel}v${pictureHeight}h-${panel}Z" fill="${colours.green}"/>`,
    `<g transform="translate(${panelX + inset} ${top}) scale(${scale})">${drawing.shapes}</g>`,
    block(caption, captionX, Math.round(top + drawing.height * scale + 52), 34, {
      size: 25,
      weight: 600,
      fill: colours.paper,
    }),
    line(
      drawing.source,
      captionX,
      pictureHeight - 32,
      { size: 14, family: "HL Sans", fill: colours.greenLine },
      true,
    ),
  ].join("");

  return `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureWidth}" height="${pictureHeight}" viewBox="0 0 ${pictureWidth} ${pictureHeight}"><rect width="100%" height="100%" fill="${colours.paper}"/>${where}${brand}${words}</svg>`;
}

function drawMark(x: number, y: number, size: number) {
  return `<g transform="translate(${x} ${y}) scale(${size / 36})"><rect width="36" height="36" rx="4" fill="${colours.green}"/><path d="M10 7v22M26 7v22M10 21c0-7 16-7 16 0" fill="none" stroke="#ffffff" stroke-width="3.5" stroke-linecap="round"/></g>`;
}
