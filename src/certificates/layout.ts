// Where everything stands on a certificate: numbers in points, y downwards from the top left. Both files are drawn from
// the same layout, so that they say the same; the page may have any width at the height of A4 landscape.

import { type CertificateContent, formatCode } from './certificate.ts';
import { laurelPath } from './emblem.ts';
import type { Faces } from './faces.ts';
import { colorsOf } from './palette.ts';
import { qrPath, quietZoneModules } from './qr.ts';
import { type ShapedLine, shapeLine, type TextStyle } from './shaping.ts';
import { fitText } from './text-block.ts';
import { achievementText, dateText, headingText, labels, numberText, typeTitle } from './wording.ts';

export interface TextItem {
  readonly kind: 'text';
  /** The structure element it becomes in a tagged PDF. */
  readonly role: 'H1' | 'P';
  readonly line: ShapedLine;
  readonly x: number;
  /** The baseline. */
  readonly y: number;
  readonly color: string;
  readonly language: 'en' | 'bn';
}

export interface PathItem {
  readonly kind: 'path';
  readonly d: string;
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidthPt?: number;
  /** What a picture says to those who cannot see it; decoration has none. */
  readonly alt?: string;
}

export type Item = TextItem | PathItem;

export interface Layout {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly paper: string;
  readonly items: readonly Item[];
  readonly link: {
    readonly x: number;
    readonly y: number;
    readonly widthPt: number;
    readonly heightPt: number;
    readonly url: string;
  };
}

export const heightPt = 595.28;
/** A4 landscape, ISO 216. */
export const a4WidthPt = 841.89;
/** 16:9, for 1920×1080. */
export const screenWidthPt = (heightPt * 16) / 9;

const sideMarginPt = 96;
/** A longer line tires the eye, however wide the page is. */
const lineMaxPt = 720;
const qrSizePt = 74;
/** Between the QR code and the lines beside it; the code below it is wider than the QR. */
const columnGapPt = 44;
const columnMaxPt = 210;

export function layOut(content: CertificateContent, widthPt: number, faces: Faces): Layout {
  const colors = colorsOf(content.type);
  const middle = widthPt / 2;
  const items: Item[] = [...frame(widthPt, colors.accent), ...emblem(content, middle, colors.accent, faces)];
  const isBengali = content.language === 'bn';
  const center = (line: ShapedLine, y: number, color: string, role: TextItem['role'] = 'P') => {
    items.push({ kind: 'text', role, line, x: middle - line.widthPt / 2, y, color, language: languageOf(line.text) });
  };
  const write = (text: string, style: TextStyle, y: number, color: string, role?: TextItem['role']) =>
    center(shapeLine(text, style, faces), y, color, role);

  write(headingText(content.type, content.language), { sizePt: isBengali ? 27 : 30 }, 169, colors.ink, 'H1');
  const kind = typeTitle(content.type, content.language);
  const kindStyle = isBengali ? { sizePt: 13.5 } : { sizePt: 11.5, trackingEm: 0.2 };
  write(isBengali ? kind : kind.toUpperCase(), kindStyle, 193, colors.accent);
  if (!isBengali) write(labels.en.awardedTo, { sizePt: 15, isItalic: true }, 228, colors.soft);
  else write(labels.bn.awardedTo, { sizePt: 13 }, 228, colors.soft);

  const widthMaxPt = Math.min(widthPt - 2 * sideMarginPt, lineMaxPt);
  // Bengali signs rise higher above their letters than Latin capitals do.
  const nameSizePt = languageOf(content.displayName) === 'bn' ? 41 : 46;
  const name = fitText(content.displayName, { sizePt: nameSizePt }, { widthMaxPt, sizeMinPt: 30 }, faces);
  for (const [line, y] of stack(name, 281, 0.62)) center(line, y, colors.ink);
  items.push(rule(middle - 90, 303, 180, colors.accent, 0.8));

  const achievement = achievementText(content.type, content.place, content.entrantCount, content.language);
  write(achievement, isBengali ? { sizePt: 13 } : { sizePt: 15.5, isItalic: true }, 331, colors.soft);
  const title = fitText(content.tournamentTitle, { sizePt: 24 }, { widthMaxPt, sizeMinPt: 18 }, faces);
  for (const [line, y] of stack(title, 366, 0.2)) center(line, y, colors.ink);

  const columnPt = Math.min(widthMaxPt / 2 - qrSizePt, columnMaxPt);
  const columnMiddlePt = qrSizePt / 2 + columnGapPt + columnPt / 2;
  for (const [x, text, label] of [
    [middle - columnMiddlePt, dateText(content.endedOn, content.language), labels[content.language].date],
    [middle + columnMiddlePt, content.issuer, labels[content.language].issuer],
  ] as const) {
    items.push(...signature({ x, text, label, widthMaxPt: columnPt, colors, isBengali }, faces));
  }
  const { items: qr, link } = verification(content, middle, colors, faces);
  return { widthPt, heightPt, paper: colors.paper, items: [...items, ...qr], link };
}

/** One line stands on the baseline; of two, the first is raised above it by `rise` of their distance. */
function stack(lines: readonly ShapedLine[], baseline: number, rise: number): [ShapedLine, number][] {
  const [first, second] = lines;
  if (first === undefined) return [];
  if (second === undefined) return [[first, baseline]];
  const leading = first.sizePt * (languageOf(first.text + second.text) === 'bn' ? 1.3 : 1.12);
  return [
    [first, baseline - leading * rise],
    [second, baseline + leading * (1 - rise)],
  ];
}

function frame(widthPt: number, accent: string): PathItem[] {
  const box = (inset: number, strokeWidthPt: number, notch: number): PathItem => {
    const [right, bottom] = [widthPt - inset, heightPt - inset];
    const n = notch;
    // Each corner steps inwards: a plain line frames a picture, a notched one a document.
    const d =
      `M${inset + n} ${inset}H${right - n}V${inset + n}H${right}V${bottom - n}H${right - n}V${bottom}` +
      `H${inset + n}V${bottom - n}H${inset}V${inset + n}H${inset + n}z`;
    return { kind: 'path', d, x: 0, y: 0, scale: 1, stroke: accent, strokeWidthPt };
  };
  return [box(24, 1.4, 13), box(30.5, 0.5, 13)];
}

function emblem(content: CertificateContent, middle: number, accent: string, faces: Faces): Item[] {
  const laurel: PathItem = { kind: 'path', d: laurelPath(34), x: middle, y: 92, scale: 1, fill: accent };
  const sign = numberText(content.place, content.language);
  const line = shapeLine(sign, { sizePt: content.language === 'bn' ? 27 : 34 }, faces);
  const fitted = line.widthPt > 44 ? shapeLine(sign, { sizePt: (line.sizePt * 44) / line.widthPt }, faces) : line;
  return [
    laurel,
    {
      kind: 'text',
      role: 'P',
      line: fitted,
      x: middle - fitted.widthPt / 2,
      y: 92 + fitted.sizePt * 0.33,
      color: accent,
      language: content.language,
    },
  ];
}

interface Signature {
  readonly x: number;
  readonly text: string;
  readonly label: string;
  readonly widthMaxPt: number;
  readonly colors: ReturnType<typeof colorsOf>;
  readonly isBengali: boolean;
}

/** A value on a line, with what it is below. */
function signature({ x, text, label, widthMaxPt, colors, isBengali }: Signature, faces: Faces): Item[] {
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

function verification(content: CertificateContent, middle: number, colors: ReturnType<typeof colorsOf>, faces: Faces) {
  const { size, path } = qrPath(content.verificationUrl);
  const modulePt = qrSizePt / size;
  const top = 427;
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

function rule(x: number, y: number, widthPt: number, stroke: string, strokeWidthPt: number): PathItem {
  return { kind: 'path', d: `M${x} ${y}h${widthPt}`, x: 0, y: 0, scale: 1, stroke, strokeWidthPt };
}

function languageOf(text: string): 'en' | 'bn' {
  return /\p{Script=Bengali}/u.test(text) ? 'bn' : 'en';
}
