import { createHmac } from "node:crypto";
import type { DataSet, Element } from "dicom-parser";
import { bytesOf } from "../archives/source";
import type { DicomFile, Syntax } from "./file";
import { actionFor } from "./profile";
import { charsetOf, textOf } from "./text";
import { encode, type Written } from "./write";

/** What keeps the copies of one case together and apart from any other: a secret of its own, and the name they are given. */
export type Pseudonym = { key: Buffer; name: string };

const ownClass = "2.25.315937281648207149361527903841562274018";
const uidOf = ({ key }: Pseudonym, uid: string) =>
  `2.25.${BigInt(`0x${createHmac("sha256", key).update(`uid\0${uid}`).digest().subarray(0, 15).toString("hex")}`)}`;

/** The identifier that stands in a copy for one of the original. Those of the standard itself stay. */
export const newUid = (pseudonym: Pseudonym, uid: string): string =>
  uid === "" || uid.startsWith("1.2.840.10008.") ? uid : uidOf(pseudonym, uid);

/** By how many days the dates of a case are moved back: one to about five years. */
const daysBack = ({ key }: Pseudonym) =>
  365 + (createHmac("sha256", key).update("days").digest().readUInt32BE(0) % 1500);

/** What is no date, though it stands in the place of one, is not kept. */
function movedDate(text: string, days: number): string {
  if (!/^(?:\d{8}[\d.+-]*\\?)+$/.test(text)) return "";
  return text.replaceAll(
    /(?<![\d.])(\d{4})(\d{2})(\d{2})/g,
    (_, year: string, month: string, day: string) => {
      const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day) - days));
      return date.toISOString().slice(0, 10).replaceAll("-", "");
    },
  );
}

/** Whose images these are, in all spellings that the header has: no text that is kept may hold one of them. */
function telltales(header: DataSet): Telltales {
  const written = [
    "x00100010",
    "x00101001",
    "x00101005",
    "x00101060",
    "x00080090",
    "x00081050",
    "x00081070",
    "x00080080",
  ].map((tag) => textOf(header, tag));
  const names = written.flatMap((text) => text.split(/[\s^=\\,]+/));
  // A name of signs is written without a gap, family before given.
  const whole = written.flatMap((text) =>
    text.split(/[=\\]/).flatMap((one) => [one.replaceAll("^", ""), one.replaceAll("^", " ")]),
  );
  const numbers = ["x00100020", "x00101000", "x00080050", "x00100030"].flatMap((tag) =>
    textOf(header, tag).split("\\"),
  );
  const words = [...names, ...whole, ...numbers].map((word) => word.trim().toLowerCase());
  const isSign = (word: string) =>
    /^[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]+$/u.test(word);
  return {
    inside: words.filter((word) => word.length >= (isSign(word) ? 2 : 4)),
    alone: new Set(words.filter((word) => word.length >= 2 && /^\p{L}+$/u.test(word))),
    charset: charsetOf(header),
  };
}

/** What tells a person: wherever it stands in a text, or, where it is short, as a word of its own. */
type Telltales = { inside: readonly string[]; alone: ReadonlySet<string>; charset: string };

/** The same image without what tells the person, after PS3.15's basic profile. The pixels pass as they are, byte for byte. */
export function deidentified(file: DicomFile, pseudonym: Pseudonym): AsyncIterable<Uint8Array> {
  const { header, syntax, source, pixels } = file;
  const words = telltales(header);
  const kept = copyOf(header, { pseudonym, words, syntax, days: daysBack(pseudonym) });
  const text = (tag: string, vr: string, value: string) =>
    kept.push({ tag, vr, value: padded(value, vr) });
  text("x00120062", "CS", "YES");
  text("x00120063", "LO", "DICOM PS3.15 basic profile, dates moved");
  text("x00280303", "CS", "MODIFIED");
  kept.push({
    tag: "x00120064",
    vr: "SQ",
    items: [
      methodCode("113100", "Basic Application Confidentiality Profile"),
      methodCode("113107", "Retain Longitudinal Temporal Information Modified Dates Option"),
    ],
  });
  const instance = newUid(pseudonym, textOf(header, "x00080018"));
  const meta = encode(metaElements(textOf(header, "x00080016"), instance, syntax.uid), {
    isExplicit: true,
    isBigEndian: false,
  });
  const length = encode([{ tag: "x00020000", vr: "UL", value: numberLE(meta.length) }], {
    isExplicit: true,
    isBigEndian: false,
  });
  const head = Buffer.concat([
    Buffer.alloc(128),
    Buffer.from("DICM"),
    length,
    meta,
    encode(kept, syntax),
  ]);
  return (async function* () {
    yield head;
    if (pixels) yield* bytesOf(source, pixels.from, pixels.to);
  })();
}

const metaElements = (sopClass: string, instance: string, syntax: string): Written[] => [
  { tag: "x00020001", vr: "OB", value: Buffer.from([0, 1]) },
  { tag: "x00020002", vr: "UI", value: padded(sopClass, "UI") },
  { tag: "x00020003", vr: "UI", value: padded(instance, "UI") },
  { tag: "x00020010", vr: "UI", value: padded(syntax, "UI") },
  { tag: "x00020012", vr: "UI", value: padded(ownClass, "UI") },
];

const methodCode = (code: string, meaning: string): Written[] => [
  { tag: "x00080100", vr: "SH", value: padded(code, "SH") },
  { tag: "x00080102", vr: "SH", value: padded("DCM", "SH") },
  { tag: "x00080104", vr: "LO", value: padded(meaning, "LO") },
];

function numberLE(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

/** Values have an even length, filled up with a space; identifiers with a zero. */
function padded(value: string, vr: string): Buffer {
  return Buffer.from(value.length % 2 === 0 ? value : value + (vr === "UI" ? "\0" : " "), "latin1");
}

type Copying = { pseudonym: Pseudonym; words: Telltales; syntax: Syntax; days: number };

function copyOf(dataSet: DataSet, copying: Copying): Written[] {
  return Object.values(dataSet.elements)
    .filter(({ tag }) => tag !== "x7fe00010")
    .flatMap((element) => copyOfElement(dataSet, element, copying));
}

function copyOfElement(dataSet: DataSet, element: Element, copying: Copying): Written[] {
  const { tag, vr, items } = element;
  const value = () =>
    Buffer.from(
      dataSet.byteArray.buffer,
      dataSet.byteArray.byteOffset + element.dataOffset,
      element.length,
    );
  const plain = () => value().toString("latin1").replaceAll("\0", "").trimEnd();
  const known = vr ? { vr } : {};
  switch (actionFor(tag, vr)) {
    case "X":
      return [];
    case "Z":
      return [items ? { tag, vr: "SQ", items: [] } : { tag, ...known, value: Buffer.alloc(0) }];
    case "D":
      return [
        items
          ? { tag, vr: "SQ", items: [] }
          : { tag, ...known, value: sayingNothing(tag, vr, copying.pseudonym) },
      ];
    case "U":
      if (items) break;
      return [
        {
          tag,
          ...known,
          value: padded(
            plain()
              .split("\\")
              .map((uid) => newUid(copying.pseudonym, uid.trim()))
              .join("\\"),
            "UI",
          ),
        },
      ];
    case "move":
      return [{ tag, ...known, value: padded(movedDate(plain(), copying.days), "DA") }];
    case "keep":
      break;
  }
  if (items)
    return [
      {
        tag,
        vr: "SQ",
        items: items.map((item) => (item.dataSet ? copyOf(item.dataSet, copying) : [])),
      },
    ];
  return [{ tag, ...known, value: tells(value(), vr, copying.words) ? Buffer.alloc(0) : value() }];
}

/** Texts alone: what holds numbers or bytes can't spell a name. In files that do not say what is what, what reads as no number counts as text. */
function tells(
  value: Buffer,
  vr: string | undefined,
  { inside, alone, charset }: Telltales,
): boolean {
  const couldBeText =
    vr && vr !== "UN" ? /^(?:AE|AS|CS|LO|LT|SH|ST|UC|UR|UT)$/.test(vr) : value.length < 10_000;
  if (!couldBeText) return false;
  const texts = [
    value.toString("latin1"),
    value.toString("utf8"),
    new TextDecoder(charset).decode(value),
  ].map((text) => text.toLowerCase());
  return (
    !/^[\d.\\+\-e ]*$/.test(texts[0] ?? "") &&
    texts.some(
      (text) =>
        inside.some((word) => text.includes(word)) ||
        text.split(/[^\p{L}\p{M}]+/u).some((word) => alone.has(word)),
    )
  );
}

function sayingNothing(tag: string, vr: string | undefined, pseudonym: Pseudonym): Buffer {
  if (tag === "x00100020") return padded(pseudonym.name, "LO");
  switch (vr) {
    case "DA":
      return padded("19000101", vr);
    case "DT":
      return padded("19000101000000", vr);
    case "TM":
      return padded("000000", vr);
    case "UI":
      return padded(uidOf(pseudonym, tag), vr);
    case "LO":
    case "SH":
    case "PN":
    case "LT":
    case "ST":
    case "UT":
      return padded("ANONYMIZED", vr);
    default:
      return Buffer.alloc(0);
  }
}
