// The foot of a certificate: when and by whom on either side, and between them the way to verify it.

import { type CertificateContent, formatCode } from './certificate.ts';
import type { Faces } from './faces.ts';
import { type Item, languageOf, rule, type TextItem } from './layout-item.ts';
import type { Colors } from './palette.ts';
import { qrPath, quietZoneModules } from './qr.ts';
import { type ShapedLine, shapeLine } from './shaping.ts';
import { fitText } from './text-block.ts';

export const qrSizePt = 88;

interface Signature {
  readonly x: number;
  readonly text: string;
  readonly label: string;
  readonly widthMaxPt: number;
  readonly colors: Colors;
  readonly isBengali: boolean;
}

/** A value on a line, with what it is below. */
export function signature({ x, text, label, widthMaxPt, colors, isBengali }: Signature, faces: Faces): Item[] {
  const lines = fitText(text, { sizePt: 15.5 }, { widthMaxPt, sizeMinPt: 12 }, faces);
  const baseline = 481;
  const leading = (lines[0]?.sizePt ?? 0) * 1.35;
  const values = lines.map((line, index): TextItem => {
    const y = baseline - (lines.length - 1 - index) * leading;
    return {
      kind: 'text',
      role: 'P',
      line,
      x: x - line.widthPt / 2,
      y,
      color: colors.ink,
      language: languageOf(line.text),
    };
  });
  const below = shapeLine(label, isBengali ? { sizePt: 10.5 } : { sizePt: 12, isItalic: true }, faces);
  return [
    ...values,
    rule(x - widthMaxPt / 2, baseline + 11, widthMaxPt, colors.line, 0.6),
    {
      kind: 'text',
      role: 'P',
      line: below,
      x: x - below.widthPt / 2,
      y: baseline + 28,
      color: colors.soft,
      language: isBengali ? 'bn' : 'en',
    },
  ];
}

export function verification(content: CertificateContent, middle: number, colors: Colors, faces: Faces) {
  const { size, path } = qrPath(content.verificationUrl);
  const modulePt = qrSizePt / size;
  const top = 414;
  const code = shapeLine(formatCode(content.code), { sizePt: 11.5, trackingEm: 0.06 }, faces);
  const url = content.verificationUrl.replace(/^https?:\/\//, '').replace(/\/c\/.*$/, '/c/');
  const [address] = fitText(url, { sizePt: 9 }, { widthMaxPt: 220, sizeMinPt: 1 }, faces) as [ShapedLine];
  const quietPt = quietZoneModules * modulePt;
  const text = (line: ShapedLine, y: number, color: string): TextItem => ({
    kind: 'text',
    role: 'P',
    line,
    x: middle - line.widthPt / 2,
    y,
    color,
    language: 'en',
  });
  const items: Item[] = [
    {
      kind: 'path',
      d: 'M0 0h1v1h-1z',
      x: middle - qrSizePt / 2 - quietPt,
      y: top - quietPt,
      scale: qrSizePt + 2 * quietPt,
      fill: '#ffffff',
    },
    {
      kind: 'path',
      d: path,
      x: middle - qrSizePt / 2,
      y: top,
      scale: modulePt,
      fill: '#1a1815',
      alt: `QR code: ${content.verificationUrl}`,
    },
    text(code, top + qrSizePt + 22, colors.ink),
    text(address, top + qrSizePt + 34, colors.soft),
  ];
  const link = { x: middle - 90, y: top, widthPt: 180, heightPt: qrSizePt + 38, url: content.verificationUrl };
  return { items, link };
}
