// Finds the codes of certificates in a PDF or PNG: in its bytes, compressed streams and text chunks. A program that saves a
// copy may compress them. Encrypted parts and pixels are not read.

const codesMax = 4;
const partsMax = 2_000;
const dictionarySizeMax = 2_000;
const partSizeBytesMax = 4_000_000;
const totalSizeBytesMax = 24_000_000;
/** Decompressed separately, so that an error at the end, for example an extra line end, does not lose the earlier output. */
const tailBytes = 16;

const group = '[0-9A-HJKMNP-TV-Z]{4}';
/** Any character may follow the code: in a PNG it is a checksum, which may begin with a letter. */
const address = new RegExp(`/c/((?:${group}-){3}${group})`, 'g');
/** `/c/` and a code as hexadecimal digits, with or without the zero bytes of UTF-16. */
const hexAddress = /2f(?:00)?63(?:00)?2f(?:00)?(?:[0-9a-f]{2}){19,38}/gi;
const streamStart = /(?<!end)stream(?:\r?\n|\r)/g;

/** @returns distinct formatted codes in the order of their positions. */
export async function findCodes(bytes, format) {
  const text = textOf(bytes);
  const codes = new Set(codesIn(text));
  let leftBytes = totalSizeBytesMax;
  for (const data of format === 'pdf' ? compressedStreams(bytes, text) : compressedTexts(bytes)) {
    if (leftBytes <= 0 || codes.size >= codesMax) break;
    const plain = await inflate(data, Math.min(leftBytes, partSizeBytesMax));
    leftBytes -= plain.length;
    for (const code of codesIn(plain)) codes.add(code);
  }
  return [...codes].slice(0, codesMax);
}

/** One character for each byte. The URL is ASCII. */
function textOf(bytes) {
  return new TextDecoder('latin1').decode(bytes);
}

function codesIn(text) {
  const narrow = text.includes('\0') ? text.replaceAll('\0', '') : '';
  const hex = (text.match(hexAddress) ?? []).map(fromHex).join(' ');
  return [text, narrow, hex].flatMap((spelling) => Array.from(spelling.matchAll(address), ([, code]) => code));
}

function fromHex(digits) {
  const characters = digits.match(/../g).map((pair) => String.fromCharCode(Number.parseInt(pair, 16)));
  return characters.join('').replaceAll('\0', '');
}

/** Visits each byte once, so that the cost is linear for any file. */
function* compressedStreams(bytes, text) {
  streamStart.lastIndex = 0;
  for (let count = 0; count < partsMax; count += 1) {
    const start = streamStart.exec(text);
    if (start === null) return;
    const before = text.slice(Math.max(0, start.index - dictionarySizeMax), start.index);
    const dictionary = before.slice(before.lastIndexOf('obj'));
    const found = text.indexOf('endstream', streamStart.lastIndex);
    const end = found === -1 ? text.length : found;
    const data = bytes.subarray(streamStart.lastIndex, end - /\r?\n?$/.exec(text.slice(end - 2, end))[0].length);
    streamStart.lastIndex = end;
    if (/\/Fl(?:ateDecode)?\b/.test(dictionary) && !/\/Subtype\s*\/Image\b/.test(dictionary)) yield data;
  }
}

/** The compressed text chunks of a PNG (W3C PNG, third edition, §11.3.3). */
function* compressedTexts(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 8;
  for (let count = 0; count < partsMax && at + 8 <= bytes.length; count += 1) {
    const length = view.getUint32(at);
    const type = textOf(bytes.subarray(at + 4, at + 8));
    const data = bytes.subarray(at + 8, at + 8 + length);
    // zTXt: keyword, 0, method. iTXt: keyword, 0, flag, method, language, 0, translated keyword, 0.
    const flagAt = data.indexOf(0) + 1;
    if (type === 'zTXt') yield data.subarray(flagAt + 1);
    if (type === 'iTXt' && data[flagAt] === 1) {
      const keywordAt = data.indexOf(0, flagAt + 2) + 1;
      yield data.subarray(data.indexOf(0, keywordAt) + 1);
    }
    at += 12 + length;
  }
}

/** Decompresses zlib data as far as possible, up to a size. */
async function inflate(data, sizeBytesMax) {
  const { readable, writable } = new DecompressionStream('deflate');
  const [writer, reader] = [writable.getWriter(), readable.getReader()];
  const ignore = () => {};
  writer.write(data.subarray(0, -tailBytes)).catch(ignore);
  writer.write(data.subarray(-tailBytes)).catch(ignore);
  writer.close().catch(ignore);
  let plain = '';
  try {
    for (let part = await reader.read(); !part.done && plain.length < sizeBytesMax; part = await reader.read()) {
      plain += textOf(part.value);
    }
  } catch {
    // Damaged or trailing data: the output before it is used.
  }
  reader.cancel().catch(ignore);
  return plain.slice(0, sizeBytesMax);
}
