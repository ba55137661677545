// The texts of a certificate as blocks of a column: letterhead, citation, date, signature, address. Sizes are for Latin script.

import type { CertificateContent } from '../../certificate.ts';
import type { LogoImage } from '../files/logo-image.ts';
import type { Colors } from '../palette.ts';
import type { Faces } from '../text/faces.ts';
import type { TextStyle } from '../text/shaping.ts';
import { fitText } from '../text/text-block.ts';
import { type CitationPart, citation, dateText, headingText, labels, printedAddress, typeTitle } from '../wording.ts';
import { type Item, languageOf, type TextItem } from './layout-item.ts';
import { sprig } from './seal.ts';
import type { Block, ShapeBlock, TextBlock } from './stack.ts';

export interface Setting {
  readonly content: CertificateContent;
  readonly logo: LogoImage | null;
  readonly colors: Colors;
  readonly faces: Faces;
  readonly widthPt: number;
}

interface Wanted {
  readonly color: string;
  readonly gapPt: number;
  readonly widthMaxPt: number;
  readonly sizeMinPt?: number;
  readonly role?: TextItem['role'];
  readonly url?: string;
}

/** Bengali letters look larger than Latin letters of the same size, and have signs above and below. */
const bengaliScale = 0.87;

export function text(words: string, style: TextStyle, wanted: Wanted, { faces }: Setting): TextBlock {
  const isBengali = languageOf(words) === 'bn';
  const sizePt = style.sizePt * (isBengali ? bengaliScale : 1);
  const fitted = isBengali ? { sizePt } : { ...style, sizePt };
  const { color, gapPt, widthMaxPt, sizeMinPt = sizePt * 0.72, role = 'P', url } = wanted;
  const lines = fitText(words, fitted, { widthMaxPt, sizeMinPt }, faces);
  return { kind: 'text', role, text: words, lines, color, gapPt, ...(url === undefined ? {} : { url }) };
}

export function rule(widthPt: number, stroke: string, gapPt: number, strokeWidthPt = 0.8): ShapeBlock {
  const draw = (x: number, y: number): Item[] => [
    { kind: 'path', d: `M${x} ${y + strokeWidthPt / 2}h${widthPt}`, x: 0, y: 0, scale: 1, stroke, strokeWidthPt },
  ];
  return { kind: 'shape', widthPt, heightPt: strokeWidthPt, gapPt, draw };
}

/** Two short lines with a small laurel in between. */
export function laurelRule(halfPt: number, color: string, gapPt: number): ShapeBlock {
  const radiusPt = 8.5;
  const [widthPt, heightPt] = [2 * halfPt, 2 * radiusPt + 2];
  const draw = (x: number, y: number): Item[] => {
    const [middle, d] = [y + heightPt / 2, `h${halfPt - 2 * radiusPt}`];
    const path = `M${x} ${middle}${d}M${x + halfPt + 2 * radiusPt} ${middle}${d}`;
    return [
      { kind: 'path', d: path, x: 0, y: 0, scale: 1, stroke: color, strokeWidthPt: 0.8 },
      sprig({ x: x + halfPt, y: middle, radiusPt }, color),
    ];
  };
  return { kind: 'shape', widthPt, heightPt, gapPt, draw };
}

/** The organizer's logo, name and site. */
export function letterhead(setting: Setting, scale: number, widthMaxPt: number): Block[] {
  const { logo, content, colors } = setting;
  const blocks: Block[] = [];
  if (logo !== null) {
    const [widthPt, heightPt] = [logo.widthPt * scale, logo.heightPt * scale];
    const draw = (x: number, y: number): Item[] => [
      { kind: 'image', image: logo, x, y, widthPt, heightPt, alt: content.issuer },
    ];
    blocks.push({ kind: 'shape', widthPt, heightPt, gapPt: 0, draw });
  }
  const name = { color: colors.ink, gapPt: 13, widthMaxPt };
  blocks.push(text(content.issuer, { sizePt: 15.5 * scale }, name, setting));
  if (content.issuerSite !== null) {
    const site = { color: colors.soft, gapPt: 5, widthMaxPt };
    blocks.push(text(content.issuerSite, { sizePt: 10.5 * scale }, site, setting));
  }
  return blocks;
}

export interface CitationStyle {
  readonly scale: number;
  readonly widthMaxPt: number;
  /** For a name in Latin script that fits on one line. */
  readonly nameSizePt: number;
  readonly headingSizePt: number;
  readonly kindSizePt: number;
  /** Below the name; in Bengali, where the sentence continues after the name, above the sentence. */
  readonly divider: ShapeBlock;
}

/** Heading, type, and the sentence with the name. */
export function body(setting: Setting, style: CitationStyle): Block[] {
  const { content, colors } = setting;
  const { type, language } = content;
  const { scale, widthMaxPt, headingSizePt } = style;
  const isBengali = language === 'bn';
  const heading = { color: colors.ink, gapPt: 30, widthMaxPt, role: 'H1' } as const;
  const blocks: Block[] = [text(headingText(type, language), { sizePt: headingSizePt * scale }, heading, setting)];
  if (type !== 'participant') {
    const kind = typeTitle(type, language);
    const kindStyle = { sizePt: style.kindSizePt * scale * (isBengali ? 1.25 : 1), trackingEm: 0.22 };
    const wanted = { color: colors.accent, gapPt: 12, widthMaxPt };
    blocks.push(text(isBengali ? kind : kind.toUpperCase(), kindStyle, wanted, setting));
  }
  if (isBengali) blocks.push({ ...style.divider, gapPt: 18 });
  for (const [part, words] of citation(content)) blocks.push(...cite(part, words, setting, style));
  return blocks;
}

function cite(part: CitationPart, words: string, setting: Setting, style: CitationStyle): Block[] {
  const { ink, soft } = setting.colors;
  const { scale, widthMaxPt, divider, nameSizePt } = style;
  const isBengali = setting.content.language === 'bn';
  if (part === 'name') {
    const sizePt = nameSizePt * scale;
    const name = text(words, { sizePt }, { color: ink, gapPt: 26, widthMaxPt, sizeMinPt: sizePt * 0.66 }, setting);
    return isBengali ? [name] : [name, divider];
  }
  if (part === 'tournament') {
    const gapPt = isBengali ? 20 : 14;
    return [text(words, { sizePt: 25 * scale }, { color: ink, gapPt, widthMaxPt, sizeMinPt: 18 * scale }, setting)];
  }
  if (part === 'team') {
    const [sizePt, gapPt] = [18 * scale, isBengali ? 18 : 14];
    return [text(words, { sizePt }, { color: ink, gapPt, widthMaxPt }, setting)];
  }
  const gapPt = part === 'award' && !isBengali ? 24 : 18;
  return [text(words, { sizePt: 16 * scale, isItalic: true }, { color: soft, gapPt, widthMaxPt }, setting)];
}

/** The signature line with the signatory, and the date. */
export function signing(setting: Setting, widthMaxPt: number): Block[] {
  const { content, colors } = setting;
  const { signatory } = content;
  const blocks: Block[] = [];
  const soft = { color: colors.soft, gapPt: 4, widthMaxPt };
  if (signatory !== null) {
    blocks.push(rule(widthMaxPt, colors.soft, 0, 0.6));
    blocks.push(text(signatory.name, { sizePt: 14 }, { color: colors.ink, gapPt: 7, widthMaxPt }, setting));
    if (signatory.office !== null) blocks.push(text(signatory.office, { sizePt: 11.5, isItalic: true }, soft, setting));
  }
  return blocks;
}

/** When the tournament ended. */
export function date(setting: Setting, widthMaxPt: number): Block[] {
  const { content, colors } = setting;
  const label = labels[content.language].date;
  return [
    text(label, { sizePt: 11.5, isItalic: true }, { color: colors.soft, gapPt: 0, widthMaxPt }, setting),
    text(
      dateText(content.endedOn, content.language),
      { sizePt: 14 },
      { color: colors.ink, gapPt: 6, widthMaxPt },
      setting,
    ),
  ];
}

/** `Verify at host/c/XXXX-XXXX-XXXX-XXXX`, as a link. */
export function verification(setting: Setting, widthMaxPt: number): Block[] {
  const { content, colors } = setting;
  const { verificationUrl: url, language } = content;
  const words = `${labels[language].verify} ${printedAddress(url)}`;
  return [text(words, { sizePt: 10.5 }, { color: colors.soft, gapPt: 0, widthMaxPt, url }, setting)];
}
