// Encodes opaque pixels as a PNG file (W3C PNG, third edition) with a palette, cheap repeated rows, and the address of the certificate as
// text. Several times faster than the rasterizer's encoder, with half the size.

import { crc32, deflateSync } from 'node:zlib';
import { choosePalette } from './png-palette.ts';
import { createRuns } from './png-runs.ts';

export interface Pixels {
  readonly width: number;
  readonly height: number;
  /** RGBA, opaque. */
  readonly rgba: Uint8Array;
}

const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** The compression level with the best trade-off of time and size for certificates. */
const deflateLevel = 3;
const filterNone = 0;
const filterUp = 2;
const headBytes = 8;
const crcBytes = 4;

/** `source` is written as a text chunk with this keyword (§11.3.3); Latin-1, for example an address. */
export function encodePng(pixels: Pixels, source: string): Uint8Array {
  const { palette, rows } = scanlines(pixels);
  return writeFile(pixels, { colorType: 3, source, palette, rows });
}

/** For pictures with many colours, such as logos: three bytes per pixel, each row as the difference from the previous one. */
export function encodeTrueColor(pixels: Pixels, source: string | null): Uint8Array {
  const { width, height, rgba } = pixels;
  const rows = scratchOf(height * (1 + 3 * width));
  let at = 0;
  for (let y = 0; y < height; y += 1) {
    rows[at] = filterUp;
    at += 1;
    for (let from = y * width * 4; from < (y + 1) * width * 4; from += 4) {
      for (let channel = from; channel < from + 3; channel += 1) {
        rows[at] = (rgba[channel] ?? 0) - (y === 0 ? 0 : (rgba[channel - width * 4] ?? 0));
        at += 1;
      }
    }
  }
  return writeFile(pixels, { colorType: 2, source, palette: null, rows });
}

interface Contents {
  /** §11.2.1: 2 is RGB, 3 a palette. */
  readonly colorType: 2 | 3;
  readonly source: string | null;
  readonly palette: Uint8Array | null;
  readonly rows: Uint8Array;
}

function writeFile(pixels: Pixels, { colorType, source, palette, rows }: Contents): Uint8Array {
  const parts = [
    signature,
    chunk('IHDR', header(pixels, colorType)),
    ...(source === null ? [] : [chunk('tEXt', new TextEncoder().encode(`Source\0${source}`))]),
    ...(palette === null ? [] : [chunk('PLTE', palette)]),
    chunk('IDAT', deflateSync(rows, { level: deflateLevel })),
    chunk('IEND', new Uint8Array()),
  ];
  const file = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    file.set(part, at);
    at += part.length;
  }
  return file;
}

/** Eight bits per sample; not interlaced. */
function header({ width, height }: Pixels, colorType: number): Uint8Array {
  const bytes = new Uint8Array(13);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  bytes.set([8, colorType], 8);
  return bytes;
}

/** A row that equals the previous one is all zeros with the filter Up. Other rows are written without a filter, run by run. */
function scanlines({ width, height, rgba }: Pixels): { readonly palette: Uint8Array; readonly rows: Uint8Array } {
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height);
  const rows = scratchOf(height * (1 + width));
  const runs = createRuns();
  for (let y = 0; y < height; y += 1) {
    const [start, end] = [y * width, (y + 1) * width];
    const isLikeAbove = y > 0 && repeats(pixels, start, width);
    rows[start + y] = isLikeAbove ? filterUp : filterNone;
    if (isLikeAbove) rows.fill(0, start + y + 1, end + y + 1);
    else runs.read(pixels, { start, end, at: start + y + 1 });
  }
  const { palette, places } = choosePalette(runs.colors, runs.counts);
  runs.write(rows, places);
  return { palette, rows };
}

let scratch = new Uint8Array();

/** Reuses one buffer of two megabytes: a Worker has 128 MB, and garbage counts until it is collected. */
function scratchOf(sizeBytes: number): Uint8Array {
  if (scratch.length < sizeBytes) scratch = new Uint8Array(sizeBytes);
  return scratch.subarray(0, sizeBytes);
}

function repeats(pixels: Uint32Array, start: number, width: number): boolean {
  for (let index = start; index < start + width; index += 1) {
    if (pixels[index] !== pixels[index - width]) return false;
  }
  return true;
}

function chunk(type: string, body: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(headBytes + body.length + crcBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, body.length);
  bytes.set(new TextEncoder().encode(type), 4);
  bytes.set(body, headBytes);
  view.setUint32(headBytes + body.length, crc32(bytes.subarray(4, headBytes + body.length)));
  return bytes;
}
