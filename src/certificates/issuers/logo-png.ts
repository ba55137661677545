// Whether bytes are a complete PNG image (W3C PNG, third edition): signature, number, order and length of the chunks that decoders
// need, and pixel data of exactly the size in the header. Checksums are verified, because decoders refuse wrong ones.

import { crc32 } from 'node:zlib';
import { areValidRows, type PngLayout } from './logo-png-rows.ts';

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
/** First column, first row, and the steps of each pass. */
const wholeImage = [[0, 0, 1, 1]] as const;
const adam7 = [
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
  if (header === undefined || header.type !== 'IHDR' || header.body.byteLength !== 13) return broken;
  if (rest.some(({ type }) => type === 'acTL')) return 'an animated PNG file';
  const layout = layoutOf(header.body, rest);
  if (layout === null) return `a PNG of other than 1 to ${logoSidePxMax} pixels a side, or of an unknown kind`;
  const color = header.body[9] ?? 0;
  if (color === 3 && layout.palette?.colorCount === 0) return 'a PNG file without its palette';
  if (!isOrderly(rest) || !isColored(rest, color, layout)) return broken;
  const data = rest.filter(({ type }) => type === 'IDAT').map(({ body }) => body);
  return (await areValidRows(new Blob(data), layout)) ? null : broken;
}

const broken = 'a broken PNG file';

/** §5.6: no second header, palette or end, no unknown critical chunk, consecutive data, and an empty end. */
function isOrderly(rest: readonly Chunk[]): boolean {
  const order = rest.map(({ type }) => type).filter((type) => type === 'tRNS' || /^[A-Z]/.test(type));
  const isComplete = rest.every(({ type }) => /^[A-Za-z]{4}$/.test(type)) && rest.at(-1)?.body.byteLength === 0;
  const isConsecutive = rest.findLastIndex(isData) - rest.findIndex(isData) + 1 === rest.filter(isData).length;
  return isComplete && isConsecutive && /^(?:PLTE )?(?:tRNS )?(?:IDAT )+IEND$/.test(order.join(' '));
}

const isData = ({ type }: Chunk) => type === 'IDAT';

/** §11.2.2 and §11.3.1.1: which colour types may have a palette and transparency, and of what length. */
function isColored(rest: readonly Chunk[], color: number, { palette }: PngLayout): boolean {
  const [colors, transparent] = ['PLTE', 'tRNS'].map((name) => rest.find(({ type }) => type === name)?.body.byteLength);
  const colorCountMax = palette === null ? 256 : 2 ** palette.depth;
  const hasPalette = [2, 3, 6].includes(color) && colors !== undefined && colors % 3 === 0 && colors >= 3;
  if (colors !== undefined && !(hasPalette && colors <= 3 * colorCountMax)) return false;
  if (transparent === undefined) return true;
  if (color === 3) return transparent >= 1 && transparent <= (palette?.colorCount ?? 0);
  return transparent === { 0: 2, 2: 6 }[color];
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

/** null: an invalid header. */
function layoutOf(header: Uint8Array, rest: readonly Chunk[]): PngLayout | null {
  const view = new DataView(header.buffer, header.byteOffset);
  const [width, height] = [view.getUint32(0), view.getUint32(4)];
  const [depth = 0, color = -1, compression, filter, interlace = -1] = header.subarray(8);
  const isKnown = bitDepths[color]?.includes(depth) && compression === 0 && filter === 0 && [0, 1].includes(interlace);
  if (!isKnown || Math.min(width, height) < 1 || Math.max(width, height) > logoSidePxMax) return null;
  const bitsPerPixel = depth * (channels[color] ?? 0);
  const steps = (size: number, first: number, step: number) => Math.max(0, Math.ceil((size - first) / step));
  const passes = (interlace === 0 ? wholeImage : adam7).map(([x, y, dx, dy]) => {
    const columns = steps(width, x, dx);
    return { rows: steps(height, y, dy), columns, rowSizeBytes: Math.ceil((columns * bitsPerPixel) / 8) };
  });
  const colors = rest.find(({ type }) => type === 'PLTE')?.body.byteLength ?? 0;
  return { passes, palette: color === 3 ? { depth, colorCount: Math.floor(colors / 3) } : null };
}
