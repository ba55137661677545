// Reads the objects of an untrusted PDF (ISO 32000-1 §7.3) without its cross-reference table, which may be wrong in files that were saved
// again. Parses only as much syntax as is needed to find streams and strings.

export interface PdfObject {
  readonly number: number;
  readonly generation: number;
  /** The text up to the stream, if any; one character per byte. */
  readonly text: string;
  readonly stream: Uint8Array<ArrayBuffer> | null;
}

/** Linear time for any file: objects do not overlap, and an absent keyword is searched once. */
export function* pdfObjects(file: Uint8Array<ArrayBuffer>): Generator<PdfObject> {
  const whole = new TextDecoder('latin1').decode(file);
  const [objectEnd, streamWord, streamEndWord] = ['endobj', 'stream', 'endstream'].map((word) => finder(whole, word));
  const start = /(\d{1,10})\s+(\d{1,5})\s+obj\b/g;
  for (let found = start.exec(whole); found !== null; found = start.exec(whole)) {
    const bodyAt = start.lastIndex;
    const endAt = objectEnd?.(bodyAt) ?? whole.length;
    const wordAt = streamWord?.(bodyAt) ?? whole.length;
    const dataAt = wordAt < endAt ? afterLineEnd(whole, wordAt + 'stream'.length) : null;
    const [number, generation] = [Number(found[1]), Number(found[2])];
    if (dataAt === null) {
      yield { number, generation, text: whole.slice(bodyAt, endAt), stream: null };
      start.lastIndex = endAt;
    } else {
      const streamEnd = streamEndWord?.(dataAt) ?? whole.length;
      const text = whole.slice(bodyAt, wordAt);
      yield { number, generation, text, stream: file.subarray(dataAt, streamStop(text, dataAt, streamEnd)) };
      start.lastIndex = streamEnd;
    }
  }
}

/** The next position of the keyword, or the end of the text. Positions must be requested in ascending order. */
function finder(whole: string, word: string): (from: number) => number {
  let known = -1;
  return (from) => {
    if (known < from) {
      const at = whole.indexOf(word, from);
      known = at === -1 ? whole.length : at;
    }
    return known;
  };
}

/** The position after the keyword `stream` and its line end (§7.3.8.1); null: it is not this keyword. */
function afterLineEnd(whole: string, at: number): number | null {
  const lineEnd = /\r?\n|\r/y;
  lineEnd.lastIndex = at;
  return lineEnd.test(whole) ? lineEnd.lastIndex : null;
}

/** The declared length if the object contains it directly: ciphers need the exact length. */
function streamStop(text: string, dataAt: number, streamEnd: number): number {
  const stated = /\/Length\s+(\d{1,9})(?!\s+\d+\s+R)\b/.exec(text)?.[1];
  return stated === undefined ? streamEnd : Math.min(dataAt + Number(stated), streamEnd);
}

const escapes: Readonly<Record<string, number>> = { n: 10, r: 13, t: 9, b: 8, f: 12 };

/** Literal and hexadecimal strings of an object, as bytes. */
export function* pdfStrings(text: string): Generator<Uint8Array<ArrayBuffer>> {
  const opening = /\(|<<|<([0-9a-fA-F\s]*)>/g;
  for (let found = opening.exec(text); found !== null; found = opening.exec(text)) {
    if (found[0] === '(') {
      const { bytes, end } = literal(text, opening.lastIndex);
      opening.lastIndex = end;
      yield bytes;
    } else if (found[1] !== undefined) yield hexBytes(found[1]);
  }
}

function hexBytes(digits: string): Uint8Array<ArrayBuffer> {
  const pairs = digits.replace(/\s+/g, '').match(/..?/g) ?? [];
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair.padEnd(2, '0'), 16));
}

function literal(text: string, start: number): { readonly bytes: Uint8Array<ArrayBuffer>; readonly end: number } {
  const bytes: number[] = [];
  let depth = 1;
  let at = start;
  for (; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (character === '\\') {
      const octal = /^[0-7]{1,3}/.exec(text.slice(at + 1, at + 4))?.[0];
      const next = text[at + 1] ?? '';
      if (octal !== undefined) bytes.push(Number.parseInt(octal, 8) & 0xff);
      else if (next !== '\n' && next !== '\r') bytes.push(escapes[next] ?? byteOf(next));
      at += octal?.length ?? 1;
      continue;
    }
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (depth === 0) break;
    bytes.push(byteOf(character));
  }
  return { bytes: Uint8Array.from(bytes), end: at + 1 };
}

/** The original byte of a character: TextDecoder decodes Latin-1 as windows-1252. */
function byteOf(character: string): number {
  const code = character.charCodeAt(0);
  return code < 0x100 ? code : (windows1252.get(character) ?? 0);
}

const high = Uint8Array.from({ length: 32 }, (_, index) => 0x80 + index);
const windows1252 = new Map(
  [...new TextDecoder('latin1').decode(high)].map((character, index) => [character, 0x80 + index]),
);
