// The picture that other sites show beside a link to a certificate: who, for what, where. Large words, few of them; 1200×630.

import { type CertificateContent, formatCode } from './certificate.ts';
import type { Faces } from './faces.ts';
import { frame } from './frame.ts';
import { type Item, type Layout, languageOf } from './layout-item.ts';
import { medal } from './medal.ts';
import { colorsOf } from './palette.ts';
import { type ShapedLine, shapeLine } from './shaping.ts';
import { fitText } from './text-block.ts';
import { achievementText, typeTitle } from './wording.ts';

const cardWidthPt = 1200;
const cardHeightPt = 630;
const lineMaxPt = 980;

export function layOutCard(content: CertificateContent, faces: Faces): Layout {
  const colors = colorsOf(content.type, content.accentColor);
  const middle = cardWidthPt / 2;
  const isBengali = content.language === 'bn';
  const items: Item[] = [
    ...frame({ widthPt: cardWidthPt, heightPt: cardHeightPt, type: content.type, colors }),
    ...medal(content, { x: middle, y: 112, radiusPt: 46, metal: colors.metal }, faces),
  ];
  const write = (lines: readonly ShapedLine[], baseline: number, color: string) => {
    for (const [index, line] of lines.entries()) {
      const y = baseline + (index - (lines.length - 1) / 2) * line.sizePt * 1.2;
      items.push({
        ...{ kind: 'text', role: 'P', line, x: middle - line.widthPt / 2, y, color },
        language: languageOf(line.text),
      });
    }
  };
  const fitLines = (text: string, sizePt: number, sizeMinPt: number, isItalic = false) =>
    fitText(text, { sizePt, isItalic }, { widthMaxPt: lineMaxPt, sizeMinPt }, faces);
  const kind = typeTitle(content.type, content.language);
  const style = isBengali ? { sizePt: 30 } : { sizePt: 26, trackingEm: 0.2 };
  write([shapeLine(isBengali ? kind : kind.toUpperCase(), style, faces)], 212, colors.accent);
  write(fitLines(content.displayName, 78, 52), 316, colors.ink);
  const achievement = achievementText(content);
  write(fitLines(achievement, isBengali ? 27 : 32, 1, !isBengali), 412, colors.soft);
  write(fitLines(content.tournamentTitle, 44, 34), 486, colors.ink);
  write([shapeLine(formatCode(content.code), { sizePt: 24, trackingEm: 0.06 }, faces)], 572, colors.soft);
  const nowhere = { x: 0, y: 0, widthPt: 0, heightPt: 0, url: content.verificationUrl };
  return { widthPt: cardWidthPt, heightPt: cardHeightPt, paper: colors.paper, items, link: nowhere };
}
