import { normalised, textHash, type UnitState } from "../releases/rules";

/** One text to translate, as it is handed out: what it stands on and what there is. */
export type Handed = {
  /** The record's kind and key, with a colon between them. */
  record: string;
  field: string;
  source: string;
  /** The source that the translation there is was taken for, where that has changed since. */
  previous: string;
  text: string;
  state: UnitState;
  /** How long the translation may be, in characters; none where nothing limits it. */
  limit: number | null;
};

/** What a file says of one text when it comes back. `sourceHash` and `seenHash` are of what was handed out. */
export type Returned = {
  record: string;
  field: string;
  sourceHash: string;
  seenHash: string;
  text: string;
  /** Whether the file itself calls it unfinished. */
  isUnsure: boolean;
};

const fates = ["taken", "unchanged", "moved", "edited", "broken"] as const;
type Fate = (typeof fates)[number];
/** Each has words under `listings.exchange.faults`. */
type Fault = "unknown" | "twice" | "placeholder" | "length";

export type ReportLine = {
  record: string;
  field: string;
  fate: Fate;
  fault: Fault | null;
  /** What came, and what stands here now. */
  text: string;
  source: string;
  current: string;
};

/** A file of an exchange that can't be read. Each code has words under `listings.exchange.unreadable`. */
export class ExchangeFault extends Error {
  readonly code: "format" | "language" | "size" | "foreign";
  constructor(code: ExchangeFault["code"]) {
    super(`a file of translations can't be taken: ${code}`);
    this.name = "ExchangeFault";
    this.code = code;
  }
}

export const idOf = ({ record, field }: { record: string; field: string }) => `${record}:${field}`;

/** A name in braces, a tag, an address: what must come back as it went out. */
const held = /\{\w+\}|<\/?[a-z][^<>]*>|https?:\/\/[^\s<>"]+/gi;
const heldIn = (text: string): string =>
  [...text.matchAll(held)]
    .map(([one]) => one)
    .sort()
    .join(" ");

function faultOf(one: Returned, now: Handed): Fault | null {
  if (heldIn(one.text) !== heldIn(now.source)) return "placeholder";
  return now.limit !== null && one.text.length > now.limit ? "length" : null;
}

/**
 * What becomes of each text of a file, against what stands here now. Nothing is taken whose source has moved or that
 * somebody has written here meanwhile: that is for a person. `isChecked`: whoever brings the file says a person checked it.
 */
export function reportOf(
  returned: readonly Returned[],
  handed: readonly Handed[],
  isChecked: boolean,
): ReportLine[] {
  const here = new Map(handed.map((one) => [idOf(one), one]));
  const times = Map.groupBy(returned, idOf);
  return [...times].map(([id, all]): ReportLine => {
    const [one] = all as [Returned];
    const now = here.get(id);
    const line = {
      record: one.record,
      field: one.field,
      text: one.text,
      source: now?.source ?? "",
      current: now?.text ?? "",
    };
    const broken = (fault: Fault): ReportLine => ({ ...line, fate: "broken", fault });
    const is = (fate: Fate): ReportLine => ({ ...line, fate, fault: null });
    if (!now) return broken("unknown");
    if (all.some(({ text }) => text !== one.text)) return broken("twice");
    if (one.text.trim() === "") return is("unchanged");
    const fault = faultOf(one, now);
    if (fault) return broken(fault);
    const isSure = isChecked && !one.isUnsure;
    const isAsHere = normalised(one.text) === normalised(now.text);
    if (isAsHere && (now.state === "checked" || !isSure)) return is("unchanged");
    if (one.sourceHash !== textHash(now.source)) return is("moved");
    if (!isAsHere && one.seenHash !== textHash(now.text)) return is("edited");
    return is("taken");
  });
}
