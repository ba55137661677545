// A logo as opaque pixels on the paper colour; both files of a certificate use the same pixels.

import { deflateSync } from 'node:zlib';
import { invariant } from '../../../core/errors.ts';
import type { Logo } from '../../certificate.ts';
import { encodeTrueColor } from './png-file.ts';
import { measure, rasterize } from './rasterize.ts';

export interface LogoImage {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly rgb: Uint8Array;
  /** The same pixels as a PNG file. */
  readonly png: Uint8Array;
}

const widthMaxPt = 150;
const heightMaxPt = 42;
/** 260 and 130 dots per inch: two pixels and one pixel per pixel of the PNG. */
const pixelsPerPoint = [3.6286, 1.8143];
/** Limits the size of the PDF: photographs are barely compressible by deflation. */
const packedBytesMax = 90_000;

/** The file was validated when it was uploaded. `paper` is the background colour. */
export async function drawLogo(logo: Logo, paper: string): Promise<LogoImage> {
  const svg = logo.contentType === 'image/svg+xml' ? new TextDecoder().decode(logo.bytes) : wrapPng(logo.bytes);
  const { width, height } = await measure(svg);
  const scale = Math.min(widthMaxPt / width, heightMaxPt / height);
  const size = { widthPt: width * scale, heightPt: height * scale };
  let drawn: LogoImage | null = null;
  for (const density of pixelsPerPoint) {
    const pixels = await rasterize(svg, Math.max(1, Math.round(size.widthPt * density)), paper);
    const rgb = withoutAlpha(pixels.rgba);
    drawn = { ...size, widthPx: pixels.width, heightPx: pixels.height, rgb, png: encodeTrueColor(pixels, null) };
    if (deflateSync(rgb).length <= packedBytesMax) break;
  }
  invariant(drawn !== null, 'the list of densities is not empty');
  return drawn;
}

function wrapPng(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  // From the header chunk, which comes first (W3C PNG §11.2.1).
  const box = `width="${view.getUint32(16)}" height="${view.getUint32(20)}"`;
  const href = `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${box}><image ${box} href="${href}"/></svg>`;
}

function withoutAlpha(rgba: Uint8Array): Uint8Array {
  const rgb = new Uint8Array((rgba.length / 4) * 3);
  for (let from = 0, to = 0; from < rgba.length; from += 4, to += 3) rgb.set(rgba.subarray(from, from + 3), to);
  return rgb;
}
