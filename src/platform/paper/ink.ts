import { UsedTypeface } from "./embed";
import type { Typeface } from "./fonts";
import type { Line } from "./lines";
import { number } from "./objects";
import type { Tone } from "./rows";
import type { Shaped, Style } from "./shape";

const tones: Record<Tone | "line", string> = {
  ink: "0.09 0.125 0.106",
  quiet: "0.27 0.31 0.286",
  line: "0.62 0.62 0.58",
};

/** The typefaces one file uses, under the names its pages call them by. */
export class Typefaces {
  readonly used = new Map<string, UsedTypeface>();

  of(typeface: Typeface): UsedTypeface {
    const known = this.used.get(typeface.key) ?? new UsedTypeface(`F${this.used.size}`, typeface);
    this.used.set(typeface.key, known);
    return known;
  }

  /** Operators that show a line, from the left, also where it is read from the right: what reads PDF files expects it so and turns it round. */
  line(
    line: Line,
    left: number,
    baseline: number,
    { size }: Pick<Style, "size">,
    tone: Tone,
  ): string {
    const runs = line.runs
      .toSorted((a, b) => a.x - b.x)
      .map((run) => {
        const used = this.of(run.typeface);
        return `/${used.name} ${number(size)} Tf 1 0 0 1 ${number(left + run.x)} ${number(baseline)} Tm ${glyphs(run, used, size)}`;
      });
    return `BT ${tones[tone]} rg ${runs.join(" ")} ET\n`;
  }
}

function glyphs(run: Shaped, used: UsedTypeface, size: number) {
  let pen = 0;
  let seen = 0;
  let rise = 0;
  let shown = "";
  let open = "";
  const close = () => {
    if (open) shown += `[${open}] TJ `;
    open = "";
  };
  for (const glyph of run.level % 2 === 1 ? run.glyphs.toReversed() : run.glyphs) {
    const place = Math.round(seen + glyph.x);
    seen += glyph.advance;
    if (Math.round(glyph.y) !== rise) {
      close();
      rise = Math.round(glyph.y);
      shown += `${number((rise * size) / 1000)} Ts `;
    }
    if (place !== pen) open += `${number(pen - place)} `;
    open += `<${used.codeOf(glyph).toString(16).padStart(4, "0")}>`;
    pen = place + used.widthOf(glyph.id);
  }
  close();
  return rise === 0 ? shown : `${shown}0 Ts`;
}

export const rule = (x: number, y: number, width: number) =>
  `${tones.line} RG 0.5 w ${number(x)} ${number(y)} m ${number(x + width)} ${number(y)} l S\n`;
export const bar = (x: number, y: number, height: number) =>
  `${tones.line} rg ${number(x)} ${number(y)} 2 ${number(height)} re f\n`;
export const frame = (x: number, y: number, width: number, height: number) =>
  `${tones.line} RG 0.75 w ${number(x)} ${number(y)} ${number(width)} ${number(height)} re S\n`;

/** A QR code, dark on white, from its upper left corner. */
export function squares(
  cells: readonly (readonly boolean[])[],
  x: number,
  top: number,
  side: number,
) {
  const unit = side / cells.length;
  const marks = cells.flatMap((row, down) =>
    row.flatMap((isDark, across) =>
      isDark
        ? [
            `${number(x + across * unit)} ${number(top - (down + 1) * unit)} ${number(unit)} ${number(unit)} re`,
          ]
        : [],
    ),
  );
  return `0 0 0 rg ${marks.join(" ")} f\n`;
}
