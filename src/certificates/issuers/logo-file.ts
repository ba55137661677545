// Whether a file is a printable logo, judged by its content. The client's file name and content type are ignored.

import type { Logo } from '../certificate.ts';
import { logoSizeBytesMax } from './issuer.ts';
import { problemOfCost } from './logo-cost.ts';
import { isPng, problemOfPng } from './logo-png.ts';
import { readSvg } from './logo-svg.ts';

export type LogoVerdict = { readonly logo: Logo } | { readonly problem: string };

export async function readLogo(bytes: Uint8Array<ArrayBuffer>): Promise<LogoVerdict> {
  if (bytes.byteLength > logoSizeBytesMax) return { problem: `at most ${logoSizeBytesMax} bytes` };
  const contentType = isPng(bytes) ? 'image/png' : 'image/svg+xml';
  const problem = contentType === 'image/png' ? await problemOfPng(bytes) : problemOfSvgFile(bytes);
  return problem === null ? { logo: { contentType, bytes } } : { problem };
}

function problemOfSvgFile(bytes: Uint8Array): string | null {
  try {
    const file = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
    const verdict = readSvg(file);
    return 'problem' in verdict ? verdict.problem : problemOfCost(verdict.parts);
  } catch {
    return 'neither a PNG nor an SVG file';
  }
}
