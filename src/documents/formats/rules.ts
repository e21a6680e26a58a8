/** What a paper may be, by the first bytes of the file, and the ending under which it is given back. */
const endings: Record<string, string> = {
  "application/pdf": ".pdf",
  "image/jpeg": ".jpg",
  "image/png": ".png",
  "image/heic": ".heic",
  "image/webp": ".webp",
  "application/dicom": ".dcm",
  "application/zip": ".zip",
  "application/x-iso9660-image": ".iso",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
  "application/vnd.oasis.opendocument.text": ".odt",
};

export const isPaperType = (type: string): boolean => Object.hasOwn(endings, type);

/** A file's name without a path, without signs that mislead, and with the ending of what it is, whatever it was called. */
export function paperName(name: string, type: string): string {
  const plain = (name.split(/[/\\]/).at(-1) ?? "")
    .toWellFormed()
    .replaceAll(/[\p{Cc}\p{Cf}"]/gu, "");
  return `${plain.replace(/\.[^.]{0,10}$/, "").slice(-140) || "file"}${endings[type] ?? ""}`;
}
