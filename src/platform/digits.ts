/** Zero of each script whose digits people type: Arabic, Persian and Urdu, Devanagari, Bengali, full width. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6, 0xff10];

const isDigits = (text: string) =>
  /\p{Nd}/u.test(text) && /^[\p{Nd}\s\p{Cf}+\-−–.,٫٬،()/:：．，＋－／]+$/u.test(text);

/**
 * What is typed as a number, date, code or telephone, in the digits that the portal reckons with: Arabic, Persian and
 * full-width digits and their signs become Latin ones, marks of direction that come along when one pastes are dropped. A text
 * that holds anything else, such as a word, stays as it is.
 */
export function plainDigits(text: string): string {
  if (!isDigits(text)) return text;
  return text
    .normalize("NFKC")
    .replaceAll(/\p{Nd}/gu, (digit) => {
      const code = digit.codePointAt(0) ?? 0;
      const zero = zeros.find((one) => code >= one && code <= one + 9);
      return zero === undefined ? digit : String(code - zero);
    })
    .replaceAll(/\p{Cf}|٬/gu, "")
    .replaceAll("٫", ".")
    .replaceAll("،", ",")
    .replaceAll(/[−–]/g, "-");
}
