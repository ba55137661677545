// Builds valid and invalid PNG files.

import { crc32, deflateSync } from 'node:zlib';

export type PngChunk = readonly [type: string, body: readonly number[]];

export interface PngOptions {
  readonly width?: number;
  readonly height?: number;
  readonly depth?: number;
  readonly color?: number;
  readonly interlace?: 0 | 1;
  readonly rowsMissing?: number;
  readonly pieces?: number;
  /** Replaces the packed pixels. */
  readonly data?: Uint8Array;
  /** Chunks between the header and the pixels. */
  readonly before?: readonly PngChunk[];
  /** Chunks between the pixels and the end. */
  readonly after?: readonly PngChunk[];
}

const channels: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

export function aPng(options: PngOptions): Uint8Array<ArrayBuffer> {
  const { width = 4, height = 4, depth = 8, color = 6, interlace = 0, rowsMissing = 0, pieces = 1 } = options;
  const { before = [], after = [] } = options;
  const header = new Uint8Array([...word(width), ...word(height), depth, color, 0, 0, interlace]);
  const rowBytes = (columns: number) => 1 + Math.ceil((columns * depth * (channels[color] ?? 1)) / 8);
  // The only interlaced test image is 5 × 3; these are its rows over all seven passes.
  const interlaced = [1, 1, 1, 3, 2, 2, 5].reduce((sum, columns) => sum + rowBytes(columns), 0);
  const sizeBytes = interlace === 1 ? interlaced : rowBytes(width) * (height - rowsMissing);
  const data = options.data ?? deflateSync(new Uint8Array(width > 10_000 ? 8 : sizeBytes));
  const cut = Math.ceil(data.length / pieces);
  const parts = Array.from({ length: pieces }, (_, index) => data.subarray(index * cut, (index + 1) * cut));
  return new Uint8Array([
    ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    ...chunk('IHDR', header),
    ...before.flatMap(([type, body]) => chunk(type, new Uint8Array(body))),
    ...parts.flatMap((part) => chunk('IDAT', part)),
    ...after.flatMap(([type, body]) => chunk(type, new Uint8Array(body))),
    ...chunk('IEND', new Uint8Array()),
  ]);
}

function chunk(type: string, body: Uint8Array): number[] {
  const named = new Uint8Array([...new TextEncoder().encode(type), ...body]);
  return [...word(body.length), ...named, ...word(crc32(named))];
}

function word(value: number): number[] {
  return [24, 16, 8, 0].map((shift) => (value >>> shift) & 255);
}
