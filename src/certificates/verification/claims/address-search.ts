// Finds the addresses of certificates in bytes, in the encodings that PDF and PNG files use: ASCII, UTF-16, and hexadecimal digits
// of either (ISO 32000-1 §7.3.4).

const group = '[0-9A-HJKMNP-TV-Z]{4}';
const address = new RegExp(`/c/((?:${group}-){3}${group})(?![0-9A-Z])`, 'g');
/** `/c/` and the following characters, two digits per byte, with or without the zero bytes of UTF-16. */
const hexAddress = /2f(?:00)?63(?:00)?2f(?:00)?(?:[0-9a-f]{2}){19,38}/gi;

/** Distinct codes of 16 characters without hyphens, in order of appearance. */
export function findCodes(bytes: Uint8Array): string[] {
  // One character per byte: the pattern is ASCII.
  const text = new TextDecoder('latin1').decode(bytes);
  const narrow = text.includes('\0') ? text.replaceAll('\0', '') : '';
  const hex = [...text.matchAll(hexAddress)].map(([digits]) => fromHex(digits)).join(' ');
  const found = [text, narrow, hex].flatMap((spelling) =>
    [...spelling.matchAll(address)].map((match) => match[1] ?? ''),
  );
  return [...new Set(found.map((code) => code.replaceAll('-', '')))];
}

function fromHex(digits: string): string {
  const pairs = digits.match(/../g) ?? [];
  return pairs
    .map((pair) => String.fromCharCode(Number.parseInt(pair, 16)))
    .join('')
    .replaceAll('\0', '');
}
