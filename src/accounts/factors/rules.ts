export const recoveryCodes = 10;
export const codeLength = 12;

/** A recovery code as it was printed or typed: spaces, strokes and small letters do not matter. */
export const plainCode = (code: string): string => code.toUpperCase().replaceAll(/[^0-9A-Z]/g, "");

/** In groups of four, as it is easiest to copy. */
export const groupedCode = (code: string): string => code.replaceAll(/(.{4})(?=.)/g, "$1-");
