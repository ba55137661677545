// Where everything stands on a certificate: numbers in points, y downwards from the top left. Both files are drawn from
// the same layout, so that they say the same; the page may have any width at the height of A4 landscape.

import type { CertificateContent } from './certificate.ts';
import type { Faces } from './faces.ts';
import { frame } from './frame.ts';
import { qrSizePt, signature, verification } from './layout-footer.ts';
import { heightPt, type Item, type Layout, languageOf, rule, type TextItem } from './layout-item.ts';
import { medal } from './medal.ts';
import { colorsOf } from './palette.ts';
import { type ShapedLine, shapeLine, type TextStyle } from './shaping.ts';
import { fitText } from './text-block.ts';
import { achievementText, dateText, headingText, labels, typeTitle } from './wording.ts';

const sideMarginPt = 96;
/** A longer line tires the eye, however wide the page is. */
const lineMaxPt = 720;
/** Between the QR code and the lines beside it; the code below it is wider than the QR. */
const columnGapPt = 44;
const columnMaxPt = 210;

export function layOut(content: CertificateContent, widthPt: number, faces: Faces): Layout {
  const colors = colorsOf(content.type, content.accentColor);
  const middle = widthPt / 2;
  const items: Item[] = [
    ...frame({ widthPt, heightPt, type: content.type, colors }),
    ...medal(content, { x: middle, y: 92, radiusPt: 34, metal: colors.metal }, faces),
  ];
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

  const achievement = achievementText(content);
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
