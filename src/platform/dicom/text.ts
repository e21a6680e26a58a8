import type { DataSet } from "dicom-parser";

/** Character sets of DICOM (PS3.3 C.12.1.1.2) under the names that the platform decodes them by. */
const charsets: Readonly<Record<string, string>> = {
  "13": "shift_jis",
  "58": "gb2312",
  "87": "iso-2022-jp",
  "100": "iso-8859-1",
  "101": "iso-8859-2",
  "109": "iso-8859-3",
  "110": "iso-8859-4",
  "126": "iso-8859-7",
  "127": "iso-8859-6",
  "138": "iso-8859-8",
  "144": "iso-8859-5",
  "148": "iso-8859-9",
  "149": "euc-kr",
  "159": "iso-2022-jp",
  "166": "windows-874",
  "192": "utf-8",
  "203": "iso-8859-15",
};

/** The set that a header's texts are written in; the last of several, which holds what the first does not. */
export function charsetOf(dataSet: DataSet): string {
  const named = dataSet.string("x00080005")?.split("\\").at(-1)?.trim() ?? "";
  if (/^GB/.test(named)) return named.toLowerCase();
  return charsets[/IR (\d+)$/.exec(named)?.[1] ?? ""] ?? "iso-8859-1";
}

const switches = new RegExp(`${String.fromCharCode(27)}[$()\\-,./][ -~]{0,2}`, "g");

/** A text as it was meant, its values apart by backslashes. Signs that switch between sets are taken out where the set does without. */
export function textOf(dataSet: DataSet, tag: string, charset = charsetOf(dataSet)): string {
  const element = dataSet.elements[tag];
  if (!element || element.length === 0) return "";
  const bytes = Buffer.from(
    dataSet.byteArray.buffer,
    dataSet.byteArray.byteOffset + element.dataOffset,
    element.length,
  );
  const text = new TextDecoder(charset).decode(bytes);
  return text.replaceAll(switches, "").replaceAll("\0", "").trim();
}

/** A day as "2026-03-03", or null where it is none. */
export function dayOf(dataSet: DataSet, tag: string): string | null {
  const [, year = "", month = "", day = ""] =
    /^(\d{4})\.?(\d{2})\.?(\d{2})/.exec(textOf(dataSet, tag)) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return year === "" || Number.isNaN(date.getTime()) || date.getUTCDate() !== Number(day)
    ? null
    : `${year}-${month}-${day}`;
}
