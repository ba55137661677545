// The preview picture for links on other sites, 1200×630: name, achievement and tournament in large type.

import { invariant } from '../../../core/errors.ts';
import { type CertificateContent, formatCode } from '../../certificate.ts';
import { colorsOf } from '../palette.ts';
import type { Faces } from '../text/faces.ts';
import { achievementText, typeTitle } from '../wording.ts';
import { frame } from './frame.ts';
import { type Setting, text } from './layout-blocks.ts';
import type { Item, Layout } from './layout-item.ts';
import { rosette, sprig } from './seal.ts';
import { type Block, stack } from './stack.ts';

const widthPt = 1200;
const heightPt = 630;
const lineMaxPt = 980;
const scales = [1, 0.9, 0.8, 0.7, 0.6, 0.5];

export function layOutCard(content: CertificateContent, faces: Faces): Layout {
  const colors = colorsOf(content.type, content.accentColor);
  const setting: Setting = { content, logo: null, colors, faces, widthPt };
  const middle = widthPt / 2;
  const top: Item[] =
    content.type === 'participant'
      ? [sprig({ x: middle, y: 104, radiusPt: 34 }, colors.accent)]
      : rosette(content, { x: middle, y: 108, radiusPt: 48 }, colors, faces);
  const column = { x: middle, align: 'center', topPt: 206, bottomPt: 582, anchor: 'middle' } as const;
  const stacked = scales.map((scale) => stack(words(setting, scale), column, faces)).find((one) => one !== null);
  invariant(stacked, 'the text fits on the picture');
  const items = [...frame(content.type, { widthPt, heightPt, colors }), ...top, ...stacked.items];
  return { widthPt, heightPt, paper: colors.paper, items, verificationUrl: content.verificationUrl };
}

function words(setting: Setting, scale: number): Block[] {
  const { content, colors } = setting;
  const { type, language, printedName, teamName, tournamentTitle, code } = content;
  const isBengali = language === 'bn';
  const kind = typeTitle(type, language);
  const line = (words: string, sizePt: number, color: string, gapPt: number, style = {}) =>
    text(words, { sizePt: sizePt * scale, ...style }, { color, gapPt, widthMaxPt: lineMaxPt }, setting);
  const achievement = line(achievementText(content), 32, colors.soft, 24, { isItalic: true });
  const tournament = line(isBengali ? `${tournamentTitle}-এ` : tournamentTitle, 44, colors.ink, 20);
  return [
    line(isBengali ? kind : kind.toUpperCase(), 26, colors.accent, 0, { trackingEm: 0.2 }),
    line(printedName, 78, colors.ink, 30),
    ...(teamName === null ? [] : [line(teamName, 36, colors.ink, 18)]),
    ...(isBengali ? [tournament, achievement] : [achievement, tournament]),
    line(formatCode(code), 24, colors.soft, 30, { trackingEm: 0.06 }),
  ];
}
