import type { ArchiveCode } from "../archives/faults";

/** Why a file is not taken as it is. */
export type ContentCode =
  | ArchiveCode
  | "empty"
  | "type"
  | "nested"
  | "password"
  | "unsafe-pdf"
  | "macros"
  | "template"
  | "too-long";

export class ContentFault extends Error {
  readonly code: ContentCode;
  constructor(code: ContentCode) {
    super(`a file is not as it must be: ${code}`);
    this.name = "ContentFault";
    this.code = code;
  }
}
