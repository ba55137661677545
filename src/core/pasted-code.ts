// Cleans a code that was pasted or typed on any keyboard: reduces it to ASCII letters, digits and hyphens.

/** The digit zero on Arabic, Persian, Devanagari and Bengali keyboards. NFKC maps fullwidth digits. */
const zeros = [0x0660, 0x06f0, 0x0966, 0x09e6];

/** Maps compatibility forms and digits to ASCII, every dash or minus to a hyphen, and removes invisible characters. */
export function toPlainCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, toAsciiDigit)
    .replace(/[\p{Pd}\u2043\u2212]/gu, '-')
    .replace(/(?!\s)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
}

/** Removes spaces, hyphens, and punctuation at both ends. */
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
