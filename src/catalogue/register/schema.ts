import { parse } from "csv-parse/sync";

/** One line of an open-data file, as its kind says it. Counts are null where the publisher masked them. */
export type Row = { file: string; line: number } & Content;
type Content =
  | {
      kind: "structures";
      code: string;
      name: string;
      comuneCode: string;
      type: string;
      nature: string;
    }
  | {
      kind: "sites";
      code: string;
      company: string;
      name: string;
      lat: number;
      lon: number;
      street: string;
      comune: string;
      beds: number;
      type: string;
      date: string;
    }
  | {
      kind: "discharges";
      code: string;
      name: string;
      year: number;
      deaths: number | null;
      home: number | null;
      transfer: number | null;
    }
  | {
      kind: "ages";
      code: string;
      name: string;
      year: number;
      sex: "female" | "male";
      bands: (number | null)[];
    }
  | {
      kind: "disciplines";
      code: string;
      name: string;
      year: number;
      comune: string;
      province: string;
      discipline: string;
      disciplineName: string;
      beds: number;
    };
export type RowKind = Row["kind"];
export type BadRow = { file: string; line: number; reason: string };
export type ReadFile = { kind: RowKind; rows: Row[]; bad: BadRow[]; elsewhere: number };

/** The columns by which each file is known, as published. */
const signs: Record<RowKind, readonly string[]> = {
  structures: ["code", "tipoStruttura", "naturaGiuridica"],
  sites: ["hospital_name", "cap_beds", "facility_type"],
  discharges: ["Codice Istituto", "Num decessi", "Num dimissioni a domicilio"],
  ages: ["Codice Istituto", "Descrizione Sesso"],
  disciplines: ["Codice struttura", "Codice disciplina", "Totale posti letto"],
};

class Unreadable extends Error {}

/** "1.350" is 1350 and "***" was masked. */
export function readCount(text: string | undefined): number | null {
  const value = (text ?? "").trim();
  if (/^\*+$/.test(value)) return null;
  if (!/^\d{1,3}(\.\d{3})+$|^\d+$/.test(value))
    throw new Unreadable(`"${value.slice(0, 30)}" is not a count`);
  return Number(value.replaceAll(".", ""));
}

/**
 * The code as the catalogue keeps it: six digits, and the site after a point where there is one. Files write it as
 * "711-30004-1", "03000401", "030004" or 30004 with a site of its own.
 */
export function readCode(text: string | undefined, site = ""): string {
  const value = (text ?? "").trim();
  const dashed = /^\d+-(\d{5,6})-(\d{0,2})$/.exec(value);
  const [code, part] = dashed
    ? [dashed[1] ?? "", dashed[2] ?? ""]
    : /^\d{8}$/.test(value)
      ? [value.slice(0, 6), value.slice(6)]
      : [value, site.trim()];
  if (!/^\d{5,6}$/.test(code) || !/^\d{0,2}$/.test(part))
    throw new Unreadable(`"${value.slice(0, 30)}" is not a structure code`);
  return code.padStart(6, "0") + (Number(part) > 0 ? `.${part.padStart(2, "0")}` : "");
}

function readDate(text: string): string {
  const [day, month, year = ""] = text.trim().split("/");
  const full = year.length === 2 ? `20${year}` : year;
  if (!/^\d{4}$/.test(full) || !day || !month)
    throw new Unreadable(`"${text.slice(0, 30)}" is not a date`);
  return `${full}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
}

function readNumber(text: string | undefined): number {
  const value = Number((text ?? "").trim().replace(",", "."));
  if (!Number.isFinite(value) || (text ?? "").trim() === "")
    throw new Unreadable(`"${(text ?? "").slice(0, 30)}" is not a number`);
  return value;
}

const needed = (text: string | undefined, what: string) => {
  if (!text?.trim()) throw new Unreadable(`${what} is empty`);
  return text.trim().replace(/\s+/g, " ");
};
const yearOf = (text: string | undefined) => {
  const year = readNumber(text);
  if (year < 1990 || year > 2100) throw new Unreadable(`${year} is not a year`);
  return year;
};

type Fields = Record<string, string>;
const band = (fields: Fields) =>
  Object.entries(fields)
    .filter(([name]) => /^Cl_et/.test(name))
    .map(([, value]) => readCount(value));

const readers: Record<RowKind, (fields: Fields) => Content> = {
  structures: (f) => ({
    kind: "structures",
    code: readCode(f.code),
    name: needed(f.name, "the name"),
    comuneCode: needed(f.comune, "the comune"),
    type: needed(f.tipoStruttura, "the type"),
    nature: needed(f.naturaGiuridica, "the legal nature"),
  }),
  sites: (f) => ({
    kind: "sites",
    code: readCode(f.id),
    company: (f.id ?? "").split("-")[0] ?? "",
    name: needed(f.hospital_name, "the name"),
    lat: readNumber(f.lat),
    lon: readNumber(f.lon),
    street: f.street?.trim() ?? "",
    comune: needed(f.city, "the comune"),
    beds: readCount(f.cap_beds) ?? 0,
    type: needed(f.facility_type, "the type"),
    date: readDate(f.ref_date ?? ""),
  }),
  discharges: (f) => ({
    kind: "discharges",
    code: readCode(f["Codice Istituto"]),
    name: needed(f["Denominazione Istituto"], "the name"),
    year: yearOf(f["Anno di dimissione"]),
    deaths: readCount(f["Num decessi"]),
    home: readCount(f["Num dimissioni a domicilio"]),
    transfer: readCount(f["Num dimissioni verso altra struttura"]),
  }),
  ages: (f) => {
    const sex = needed(f["Descrizione Sesso"], "the sex").toLowerCase();
    if (sex !== "femmina" && sex !== "maschio")
      throw new Unreadable(`"${sex.slice(0, 20)}" is neither Femmina nor Maschio`);
    const bands = band(f);
    if (bands.length !== 10) throw new Unreadable(`${bands.length} age bands instead of 10`);
    return {
      kind: "ages",
      code: readCode(f["Codice Istituto"]),
      name: needed(f["Denominazione Istituto"], "the name"),
      year: yearOf(f["Anno di dimissione"]),
      sex: sex === "femmina" ? "female" : "male",
      bands,
    };
  },
  disciplines: (f) => ({
    kind: "disciplines",
    code: readCode(f["Codice struttura"], f.Subcodice),
    name: needed(f["Denominazione Struttura/Stabilimento"], "the name"),
    year: yearOf(f.Anno),
    comune: needed(f.Comune, "the comune"),
    province: needed(f["Sigla Provincia"], "the province"),
    discipline: needed(f["Codice disciplina"], "the discipline").padStart(2, "0"),
    disciplineName: needed(f["Descrizione disciplina"], "the discipline"),
    beds: readCount(f["Totale posti letto"]) ?? 0,
  }),
};

/** Whether a row is about another region; the bed file holds all of Italy. Lombardy is 030. */
const isElsewhere = (kind: RowKind, fields: Fields) =>
  kind === "disciplines"
    ? fields["Codice Regione"]?.trim().padStart(3, "0") !== "030"
    : kind === "structures" && (fields.regione ?? "030") !== "030";

/** UTF-8 where it is valid, ISO-8859-1 otherwise, as the ministry still publishes. */
function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Reads one file whatever its kind. Throws where the columns are of no kind known; bad rows are named, not thrown. */
export function readRegisterFile(file: string, bytes: Buffer): ReadFile {
  const text = textOf(bytes);
  const header = text.slice(0, text.indexOf("\n"));
  const delimiter = header.split(";").length > header.split(",").length ? ";" : ",";
  type Parsed = { record: Fields; info: { lines: number } };
  const parsed = parse(text, {
    bom: true,
    columns: (names: string[]) => names.map((name) => name.trim()),
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
    relax_quotes: true,
  }) as unknown as Parsed[];
  const columns = Object.keys(parsed[0]?.record ?? {});
  const kind = (Object.keys(signs) as RowKind[]).find((one) =>
    signs[one].every((column) => columns.includes(column)),
  );
  if (!kind)
    throw new Error(
      `${file}: these columns are of none of the five files known: ${columns.slice(0, 6).join(", ")} …`,
    );
  const read: ReadFile = { kind, rows: [], bad: [], elsewhere: 0 };
  for (const { record, info } of parsed) {
    if (isElsewhere(kind, record)) {
      read.elsewhere++;
      continue;
    }
    try {
      read.rows.push({ ...readers[kind](record), file, line: info.lines });
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      read.bad.push({ file, line: info.lines, reason: error.message });
    }
  }
  return read;
}
