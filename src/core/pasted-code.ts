// A code as it arrives from a clipboard, a chat or a foreign keyboard, reduced to ASCII letters, digits and hyphens.

/** Zeros of the decimal digits on keyboards: Arabic, Persian, Devanagari, Bengali. NFKC covers fullwidth ones. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6];

/** Compatibility forms and digits become ASCII, every dash or minus a hyphen; what has no glyph is removed. */
export function toPlainCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, toAsciiDigit)
    .replace(/[\p{Pd}\u2043\u2212]/gu, '-')
    .replace(/(?!\s)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
}

/** Without spaces, hyphens and the punctuation that was copied along. */
export function stripCode(text: string): string {
  return toPlainCode(text)
    .replace(/[\s-]/g, '')
    .replace(/^[\p{P}\p{S}]+|[\p{P}\p{S}]+$/gu, '');
}

function toAsciiDigit(digit: string): string {
  const point = digit.codePointAt(0) ?? 0;
  const zero = zeros.find((first) => point >= first && point <= first + 9);
  return zero === undefined ? digit : String(point - zero);
}
