// Whether bytes are a complete PNG image (PNG specification, third edition): signature, order of chunks, and pixel data of exactly
// the size in the header. Checksums are verified, because decoders refuse wrong ones.

import { crc32 } from 'node:zlib';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
export const logoSidePxMax = 2048;
const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const bitDepths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};
/** Adam7: first column, first row, and the steps of each pass. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

export async function problemOfPng(bytes: Uint8Array<ArrayBuffer>): Promise<string | null> {
  const chunks = chunksOf(bytes);
  const [header, ...rest] = chunks ?? [];
  if (header === undefined || header.type !== 'IHDR' || header.body.byteLength !== 13) return 'a broken PNG file';
  if (rest.at(-1)?.type !== 'IEND') return 'a broken PNG file';
  if (rest.some(({ type }) => type === 'acTL')) return 'an animated PNG file';
  const sizeBytes = rawSizeOf(header.body);
  if (sizeBytes === null) return `a PNG of other than 1 to ${logoSidePxMax} pixels a side, or of an unknown kind`;
  const isIndexed = header.body[9] === 3;
  if (isIndexed && !rest.some(({ type }) => type === 'PLTE')) return 'a PNG file without its palette';
  const data = rest.filter(({ type }) => type === 'IDAT').map(({ body }) => body);
  return (await unpacksTo(new Blob(data), sizeBytes)) ? null : 'a broken PNG file';
}

interface Chunk {
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
}

function chunksOf(bytes: Uint8Array<ArrayBuffer>): Chunk[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  for (let at = signature.length; at < bytes.byteLength; ) {
    if (at + 12 > bytes.byteLength) return null;
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.byteLength) return null;
    if (view.getUint32(end - 4) !== crc32(bytes.subarray(at + 4, end - 4))) return null;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    chunks.push({ type, body: bytes.subarray(at + 8, end - 4) });
    at = end;
  }
  return chunks;
}

/** Bytes of all rows before compression, each with its filter type; null: an invalid header. */
function rawSizeOf(header: Uint8Array): number | null {
  const view = new DataView(header.buffer, header.byteOffset);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth = 0, color = -1, compression, filter, interlace = -1] = header.subarray(8);
  const isKnown = bitDepths[color]?.includes(depth) && compression === 0 && filter === 0 && [0, 1].includes(interlace);
  if (!isKnown || Math.min(width, height) < 1 || Math.max(width, height) > logoSidePxMax) return null;
  const bitsPerPixel = depth * (channels[color] ?? 0);
  const sizeOf = (columns: number, rows: number) =>
    columns === 0 ? 0 : rows * (1 + Math.ceil((columns * bitsPerPixel) / 8));
  if (interlace === 0) return sizeOf(width, height);
  const steps = (size: number, first: number, step: number) => Math.max(0, Math.ceil((size - first) / step));
  return passes.reduce((sum, [x, y, dx, dy]) => sum + sizeOf(steps(width, x, dx), steps(height, y, dy)), 0);
}

/** Counts the bytes without storing them, and stops above `sizeBytes`. */
async function unpacksTo(packed: Blob, sizeBytes: number): Promise<boolean> {
  let unpacked = 0;
  try {
    for await (const part of packed.stream().pipeThrough(new DecompressionStream('deflate'))) {
      unpacked += part.byteLength;
      if (unpacked > sizeBytes) return false;
    }
  } catch {
    return false;
  }
  return unpacked === sizeBytes;
}
