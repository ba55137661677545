// The parts of a PDF that a search of its raw bytes cannot read: compressed streams (object streams, page contents, metadata), and all
// strings and streams of a file that is encrypted with an empty password.

import { inflate } from './inflate.ts';
import { createDecipher, type Decipher } from './pdf-encryption.ts';
import { type PdfObject, pdfObjects, pdfStrings } from './pdf-objects.ts';

/** Why a part was not read. `more_codes`: codes beyond the limit were found and not looked up. */
export const unreadParts = ['encrypted', 'damaged', 'unknown_filter', 'too_large', 'picture', 'more_codes'] as const;
export type UnreadPart = (typeof unreadParts)[number];

const objectsMax = 5_000;
const streamSizeBytesMax = 4_000_000;
const stringsMax = 10_000;
const totalSizeBytesMax = 24_000_000;

export async function readPdfParts(
  file: Uint8Array<ArrayBuffer>,
  onPart: (bytes: Uint8Array) => void,
): Promise<ReadonlySet<UnreadPart>> {
  const unread = new Set<UnreadPart>();
  const decipher = await createDecipher(file);
  if (decipher === 'locked') return unread.add('encrypted');
  let [leftBytes, leftObjects, leftStrings] = [totalSizeBytesMax, objectsMax, stringsMax];
  for (const object of pdfObjects(file)) {
    leftObjects -= 1;
    if (leftObjects < 0 || leftBytes <= 0 || leftStrings <= 0) return unread.add('too_large');
    for (const data of decipher === null ? [] : pdfStrings(object.text)) {
      leftStrings -= 1;
      if (leftStrings < 0) break;
      const part = await decipher?.string(data, object.number, object.generation);
      if (part !== null && part !== undefined) onPart(part);
    }
    if (object.stream === null) continue;
    const plain = await plainStream(object, decipher, Math.min(leftBytes, streamSizeBytesMax));
    if ('bytes' in plain) {
      leftBytes -= plain.bytes.byteLength;
      onPart(plain.bytes);
    } else if (plain.why !== null) unread.add(plain.why);
  }
  return unread;
}

type Plain = { readonly bytes: Uint8Array<ArrayBuffer> } | { readonly why: UnreadPart | null };

async function plainStream(object: PdfObject, decipher: Decipher | null, sizeBytesMax: number): Promise<Plain> {
  const { text, number, generation } = object;
  if (/\/Subtype\s*\/Image\b/.test(text)) return { why: 'picture' };
  // Cross-reference streams are never encrypted and contain numbers only.
  if (object.stream === null || /\/Type\s*\/XRef\b/.test(text)) return { why: null };
  const data = decipher === null ? object.stream : await decipher.stream(object.stream, number, generation);
  if (data === null) return { why: 'damaged' };
  const filters = [...(/\/Filter\s*(\[[^\]]{0,200}\]|\/\w+)/.exec(text)?.[1]?.matchAll(/\/(\w+)/g) ?? [])].map(
    ([, name]) => name,
  );
  if (filters.length === 0) return { bytes: data };
  if (filters.length > 1 || !['FlateDecode', 'Fl'].includes(filters[0] ?? '')) return { why: 'unknown_filter' };
  return inflate(data, sizeBytesMax);
}
