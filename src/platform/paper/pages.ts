import "server-only";
import { PDFDocument } from "@cantoo/pdf-lib";

/** How many pages a PDF has; 1 where it cannot be read as one, as for a picture. */
export async function countPages(bytes: Uint8Array): Promise<number> {
  try {
    return (
      await PDFDocument.load(bytes, { updateMetadata: false, ignoreEncryption: false })
    ).getPageCount();
  } catch {
    return 1;
  }
}

/** A new PDF of these pages of one, counted from 1, and of nothing else of it: no metadata, no attachment, no outline. */
export async function onlyPages(bytes: Uint8Array, pages: readonly number[]): Promise<Uint8Array> {
  const source = await PDFDocument.load(bytes, { updateMetadata: false });
  const cut = await PDFDocument.create({ updateMetadata: false });
  const copied = await cut.copyPages(
    source,
    pages.map((page) => page - 1),
  );
  for (const page of copied) cut.addPage(page);
  return cut.save();
}
