/** The kind of the checklist that images sent by a link count for; null where a case needs none. */
export const imageKind = (kinds: readonly string[], imaging: readonly string[]): string | null =>
  kinds.find((kind) => kind === "imaging-dicom") ??
  kinds.find((kind) => imaging.includes(kind)) ??
  null;
