import { fileTypeFromBuffer } from "file-type";
import { isoMark } from "../archives/iso";
import { type ByteSource, firstFound } from "../archives/source";
import { isDicom } from "../dicom/file";
import { ContentFault } from "./fault";

export const zip = "application/zip";
export const iso = "application/x-iso9660-image";
export const dicom = "application/dicom";
export const pdf = "application/pdf";

const headLength = 4096;
const zipMarks = ["PK\x03\x04", "PK\x05\x06"];

const isIso = async (source: ByteSource) =>
  (await source.read(isoMark.offset, isoMark.text.length)).toString("latin1") === isoMark.text;

/** What a file is, by its content. Of archives only that they are: what is in them says the rest. Nothing where nobody knows. */
export async function kindOfContent(source: ByteSource): Promise<string> {
  const head = await source.read(0, headLength);
  if (isDicom(head)) return dicom;
  if (zipMarks.includes(head.toString("latin1", 0, 4))) return zip;
  const known = (await fileTypeFromBuffer(head))?.mime;
  if (known && known !== iso) return known;
  // Some programs write a line before the header of a PDF, which its readers pass over.
  if (!known && head.subarray(0, 1024).includes("%PDF-") && !isProgram(head)) return pdf;
  return (await isIso(source)) ? iso : "";
}

/** How programs, archives and pages begin. */
const beginnings = [
  "MZ",
  "\x7fELF",
  "#!",
  "PK",
  "%PDF",
  "GIF8",
  "/*",
  "<",
  "\xca\xfe\xba\xbe",
  "\xcf\xfa\xed\xfe",
];
const isProgram = (head: Buffer) =>
  beginnings.some((beginning) => head.toString("latin1", 0, 128).trimStart().startsWith(beginning));
const markup = ["<script", "<html", "<!doctype html", "<?php", "<iframe", "<svg"];
const edge = 4096;

/** Refuses what would be something else to another reader: an archive behind a picture, a page inside a PDF, a program in front of an image. */
export async function checkIsOneThing(source: ByteSource, kind: string): Promise<void> {
  const head = await source.read(0, 1024);
  if ((kind === dicom || kind === iso) && isProgram(head)) throw new ContentFault("polyglot");
  if (kind !== iso && (await isIso(source))) throw new ContentFault("polyglot");
  // Old documents of an office hold archives of their own; they are no paper that is taken, and refused for that.
  const isOpened = kind === pdf || kind === dicom || kind.startsWith("image/");
  if (isOpened && (await endsAsZip(source))) throw new ContentFault("polyglot");
  if (kind !== pdf && kind !== zip && kind !== iso && head.includes("%PDF-"))
    throw new ContentFault("polyglot");
  const isPicture = kind.startsWith("image/");
  if (isPicture && (await firstFound(source, markup))) throw new ContentFault("polyglot");
  if (
    kind === pdf &&
    ((await firstFound(source, markup, 0, Math.min(edge, source.size))) ||
      (await firstFound(source, markup, Math.max(0, source.size - edge))))
  )
    throw new ContentFault("polyglot");
}

/** Whether a reader of archives, which looks at the end first, would find one. */
async function endsAsZip(source: ByteSource): Promise<boolean> {
  const tail = await source.read(Math.max(0, source.size - 65_557), 65_557);
  for (
    let at = tail.lastIndexOf("PK\x05\x06", undefined, "latin1");
    at >= 0;
    at = tail.lastIndexOf("PK\x05\x06", at - 1, "latin1")
  ) {
    if (
      at + 22 <= tail.length &&
      tail.readUInt32LE(at + 4) === 0 &&
      tail.readUInt16LE(at + 8) === tail.readUInt16LE(at + 10)
    )
      return true;
    if (at === 0) break;
  }
  return false;
}
