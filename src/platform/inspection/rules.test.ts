import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { phantomStudy } from "../../../prisma/seed/demo/dicom";
import { jpeg, locked, packedObjects, pdfOf, zipOf } from "../../../tests/support/files";
import { discOf } from "../../../tests/support/iso";
import { bufferSource } from "../archives/source";
import { examine } from "./examine";

const folder = mkdtempSync(join(tmpdir(), "portal-inspection-"));
beforeAll(() => {
  process.env.DATABASE_URL ??= "postgresql://nowhere";
  process.env.DATA_DIR = folder;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const limits = { files: 10_000, bytes: 5_000_000_000, ratio: 100, levels: 2 };

/** What a file is, or the code under which it is refused. */
async function lookAt(bytes: Buffer | Promise<Buffer>): Promise<string> {
  return examine(bufferSource(await bytes), limits, async () => undefined).catch(
    (error: { code?: string }) => {
      if (!error.code) throw error;
      return error.code;
    },
  );
}

const image =
  phantomStudy({ name: "ROE^JANE", birth: "19700101", day: "20260303", slices: 1 })[0]?.bytes ??
  Buffer.alloc(0);
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const docxOf = (more: Record<string, string> = {}) =>
  zipOf({
    "[Content_Types].xml": "<Types/>",
    "word/document.xml": "<w:document/>",
    "word/_rels/settings.xml.rels": "<Relationships/>",
    ...more,
  });
const odtOf = (more: Record<string, string> = {}) =>
  zipOf({
    mimetype: "application/vnd.oasis.opendocument.text",
    "content.xml": "<office:text/>",
    ...more,
  });
const docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const preamble = (begins: string) => {
  const copy = Buffer.from(image);
  copy.write(begins, 0, "latin1");
  return copy;
};

describe("what is in order", () => {
  test.each<[string, string, Buffer | Promise<Buffer>]>([
    ["a PDF", "application/pdf", pdfOf()],
    ["a PDF with packed objects", "application/pdf", pdfOf(packedObjects("4 0 << /Type /Font >>"))],
    [
      "a PDF with a link to a page",
      "application/pdf",
      pdfOf("4 0 obj\n<< /A << /S /URI /URI (https://hospital.example) >> >>\nendobj\n"),
    ],
    ["a JPEG with words in it", "image/jpeg", jpeg("Taken on 3 March")],
    ["a PNG", "image/png", png],
    ["a DICOM image", "application/dicom", image],
    ["a DICOM image that is a TIFF too, as slides are", "application/dicom", preamble("II*\0")],
    [
      "a text document with a link",
      docx,
      docxOf({
        "word/_rels/document.xml.rels":
          '<Relationship Type="http://x/relationships/hyperlink" Target="https://a" TargetMode="External"/>',
      }),
    ],
    ["an open document", "application/vnd.oasis.opendocument.text", odtOf()],
    [
      "an archive of a disc with its viewer",
      "application/zip",
      zipOf({ "DICOM/1": image, "VIEWER.EXE": "MZ\x90program", "lib.jar": "x", DICOMDIR: "x" }),
    ],
    ["a disc image", "application/x-iso9660-image", discOf("DICOM", [{ name: "1", bytes: image }])],
    [
      "an archive in an archive",
      "application/zip",
      zipOf({ "a.pdf": pdfOf() }).then((inner) => zipOf({ "a.zip": inner })),
    ],
    [
      "an archive with a document two archives deep",
      "application/zip",
      docxOf()
        .then((inner) => zipOf({ a: inner }))
        .then((inner) => zipOf({ a: inner })),
    ],
  ])("%s is %s", async (_what, kind, bytes) => expect(await lookAt(bytes)).toBe(kind));
});

describe("what is refused", () => {
  test.each<[string, string, Buffer | Promise<Buffer>]>([
    ["nothing", "empty", Buffer.alloc(0)],
    ["a text", "type", Buffer.from("Sehr geehrte Frau Kollegin")],
    ["a page", "type", Buffer.from("<html><script>1</script></html>")],
    ["a table", "type", zipOf({ "[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<x/>" })],
    ["a program of a viewer", "type", zipOf({ "META-INF/MANIFEST.MF": "Main-Class: X" })],
    [
      "a PDF with an archive behind it",
      "polyglot",
      zipOf({ a: "b" }).then((zip) => Buffer.concat([pdfOf(), zip])),
    ],
    [
      "a PDF with a page in it",
      "polyglot",
      Buffer.from(
        pdfOf().toString("latin1").replace("%PDF-1.7\n", "%PDF-1.7\n%<html><script>\n"),
        "latin1",
      ),
    ],
    [
      "a GIF that is an archive of programs",
      "polyglot",
      zipOf({ "META-INF/MANIFEST.MF": "x" }).then((zip) =>
        Buffer.concat([Buffer.from("GIF89a"), zip]),
      ),
    ],
    ["a JPEG with a script", "polyglot", jpeg("<script>alert(1)</script>")],
    ["a JPEG that reads as a script", "polyglot", jpeg("*/=1;alert(1);/*")],
    [
      "a PNG with a program for a server",
      "polyglot",
      Buffer.concat([
        png.subarray(0, 33),
        Buffer.from("0000000574455874", "hex"),
        Buffer.from("<?php0000"),
        png.subarray(33),
      ]),
    ],
    ["a DICOM image with a program in front", "polyglot", preamble("MZ\x90\0")],
    ["a DICOM image with a page in front", "polyglot", preamble("<html>")],
    ["a DICOM image with a PDF in front", "polyglot", preamble("%PDF-1.4")],
    [
      "a disc image with such an image",
      "polyglot",
      discOf("D", [{ name: "1", bytes: preamble("\x7fELF") }]),
    ],
    ["a PDF that was cut", "truncated", pdfOf().subarray(0, 300)],
    ["a JPEG that was cut", "truncated", jpeg().subarray(0, 28)],
    ["a PNG that was cut", "truncated", png.subarray(0, 50)],
    [
      "an archive that was cut",
      "truncated",
      zipOf({ a: "b".repeat(500) }).then((zip) => zip.subarray(0, -5)),
    ],
    ["a PDF with a password", "password", pdfOf("", "/Encrypt 5 0 R")],
    [
      "a PDF with a script",
      "unsafe-pdf",
      pdfOf("4 0 obj\n<< /S /JavaScript /JS (app.alert(1)) >>\nendobj\n"),
    ],
    [
      "a PDF with a script whose name is spelled in numbers",
      "unsafe-pdf",
      pdfOf("4 0 obj\n<< /S /#4aava#53cript /J#53 (x) >>\nendobj\n"),
    ],
    [
      "a PDF with a script among packed objects",
      "unsafe-pdf",
      pdfOf(packedObjects("4 0 << /S /JavaScript /JS (x) >>")),
    ],
    [
      "a PDF with objects packed in a way nobody here reads",
      "unsafe-pdf",
      pdfOf(packedObjects("4 0 << >>").replace("/FlateDecode", "/LZWDecode")),
    ],
    [
      "a PDF that starts a program",
      "unsafe-pdf",
      pdfOf("4 0 obj\n<< /S /Launch /F (cmd.exe) >>\nendobj\n"),
    ],
    [
      "a PDF with a file in it",
      "unsafe-pdf",
      pdfOf("4 0 obj\n<< /Names << /EmbeddedFiles 5 0 R >> >>\nendobj\n"),
    ],
    [
      "a PDF that opens an address by itself",
      "unsafe-pdf",
      pdfOf("4 0 obj\n<< /OpenAction << /S /URI /URI (http://x) >> >>\nendobj\n"),
    ],
    [
      "a PDF that hides an object in what looks like a stream",
      "unsafe-pdf",
      pdfOf("% stream\n4 0 obj\n<< /S /JavaScript >>\nendobj\n% endstream\n"),
    ],
    ["a document with macros", "macros", docxOf({ "word/vbaProject.bin": "x" })],
    [
      "a document that says it has macros",
      "macros",
      docxOf({
        "[Content_Types].xml":
          '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>',
      }),
    ],
    [
      "a document that fetches its template",
      "template",
      docxOf({
        "word/_rels/settings.xml.rels":
          '<Relationship Type="http://x/relationships/attachedTemplate" Target="http://evil/t.dotm" TargetMode="External"/>',
      }),
    ],
    ["an open document with macros", "macros", odtOf({ "Basic/Standard/Module1.xml": "x" })],
    ["an archive with a password", "encrypted", zipOf({ a: "b" }).then(locked)],
    [
      "an archive with a locked archive",
      "encrypted",
      zipOf({ a: "b" }).then((inner) => zipOf({ "a.zip": locked(inner) })),
    ],
    ["an archive with a locked PDF", "password", zipOf({ "a.pdf": pdfOf("", "/Encrypt 5 0 R") })],
    [
      "an archive in an archive in an archive",
      "nested",
      zipOf({ a: "b" })
        .then((one) => zipOf({ a: one }))
        .then((two) => zipOf({ a: two })),
    ],
    [
      "an archive of more than ten thousand files",
      "too-many",
      zipOf(Object.fromEntries(Array.from({ length: 10_001 }, (_, at) => [String(at), ""]))),
    ],
    [
      "an archive with a bomb in an archive",
      "expands",
      zipOf({ bomb: Buffer.alloc(150_000_000) }).then((inner) => zipOf({ a: inner })),
    ],
    [
      "a picture that fills the memory",
      "expands",
      Buffer.concat([
        png.subarray(0, 16),
        Buffer.from("0000ffff0000ffff", "hex"),
        png.subarray(24),
      ]),
    ],
  ])("%s: %s", async (_what, code, bytes) => expect(await lookAt(bytes)).toBe(code));
});

test("everything that lies in a file is met, however deep, archives before what is in them", async () => {
  const inner = await zipOf({ "b.pdf": pdfOf(), "c.exe": "MZ" });
  const met: [string, boolean][] = [];
  await examine(
    bufferSource(await zipOf({ "a.zip": inner, "d.dcm": image, leer: "" })),
    limits,
    async ({ kind, isInArchive }) => void met.push([kind, isInArchive]),
  );
  expect(met).toEqual([
    ["application/zip", false],
    ["application/zip", true],
    ["application/pdf", true],
    ["application/x-msdownload", true],
    ["application/dicom", true],
  ]);
});
