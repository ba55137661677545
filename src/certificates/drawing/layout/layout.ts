// The layout of a certificate. Champion: centred, with a seal at the foot. Second and third place: a medal beside the text. Participants:
// centred, without a seal. Both files use the same layout functions; the page has the height of A4 landscape and any width.

import { invariant } from '../../../core/errors.ts';
import type { CertificateContent } from '../../certificate.ts';
import type { LogoImage } from '../files/logo-image.ts';
import { colorsOf } from '../palette.ts';
import type { Faces } from '../text/faces.ts';
import { frame } from './frame.ts';
import { body, type CitationStyle, laurelRule, letterhead, rule, type Setting } from './layout-blocks.ts';
import { foot, qrSizeOf } from './layout-foot.ts';
import { a4WidthPt, heightPt, type Item, type Layout } from './layout-item.ts';
import { medal, rosette } from './seal.ts';
import { type Column, stack } from './stack.ts';

export interface Page {
  readonly widthPt: number;
  readonly logo: LogoImage | null;
}

export function layOut(content: CertificateContent, { widthPt, logo }: Page, faces: Faces): Layout {
  const colors = colorsOf(content.type, content.accentColor);
  const setting: Setting = { content, logo, colors, faces, widthPt };
  const compose = { winner: champion, runner_up: podium, third_place: podium, participant }[content.type];
  const items = [...frame(content.type, { widthPt, heightPt, colors }), ...compose(setting)];
  return { widthPt, heightPt, paper: colors.paper, items, verificationUrl: content.verificationUrl };
}

type Text = Omit<CitationStyle, 'scale'>;

/** Tries smaller scales until everything fits. */
const scales = [1.12, 1.06, 1, 0.94, 0.88, 0.8, 0.72, 0.64, 0.56, 0.48, 0.4];

function fill(setting: Setting, column: Omit<Column, 'anchor'>, text: Text): readonly Item[] {
  // A wider page has the same height: larger letters use the width.
  const wanted = scales.filter((scale) => scale <= 1 || setting.widthPt > a4WidthPt);
  for (const scale of wanted) {
    const blocks = [...letterhead(setting, scale, text.widthMaxPt), ...body(setting, { ...text, scale })];
    const stacked = stack(blocks, { ...column, anchor: 'middle' }, setting.faces);
    if (stacked !== null) return stacked.items;
  }
  invariant(false, 'the text fits on the page');
}

/** For Latin script on one line; larger on a screen. */
function nameSizeOf(widthPt: number): number {
  return widthPt > a4WidthPt ? 62 : 54;
}

/** Between the foot and the text above it. */
const footGapPt = 12;

function champion(setting: Setting): Item[] {
  const { widthPt, content, colors, faces } = setting;
  const [left, middle] = [80, widthPt / 2];
  const spot = { x: middle, y: 458, radiusPt: 39 };
  const signingRight = middle - spot.radiusPt - 26;
  const low = foot(setting, { left, right: widthPt - left, bottomPt: 547, align: 'center', signingRight });
  const bottomPt = Math.min(low.topPt, spot.y - spot.radiusPt * 1.1 - 6) - footGapPt;
  const divider = rule(220, colors.accent, 13);
  const text = {
    widthMaxPt: widthPt - 2 * 100,
    nameSizePt: nameSizeOf(widthPt),
    headingSizePt: 24,
    kindSizePt: 16,
    divider,
  };
  const column = { x: middle, align: 'center', topPt: 60, bottomPt } as const;
  return [...fill(setting, column, text), ...rosette(content, spot, colors, faces), ...low.items];
}

function podium(setting: Setting): Item[] {
  const { widthPt, content, colors, faces } = setting;
  const isWide = widthPt > a4WidthPt;
  const right = widthPt - 66;
  const spot = { x: isWide ? 160 : 124, y: 218, radiusPt: isWide ? 56 : 52 };
  const left = spot.x + (isWide ? 130 : 96);
  const low = foot(setting, {
    left,
    right,
    bottomPt: 541,
    align: 'left',
    signingRight: right - qrSizeOf(widthPt) - 20,
  });
  const divider = rule(90, colors.accent, 13);
  const text = {
    widthMaxPt: right - left,
    nameSizePt: nameSizeOf(widthPt),
    headingSizePt: 23,
    kindSizePt: 14,
    divider,
  };
  const column = { x: left, align: 'left', topPt: 56, bottomPt: low.topPt - footGapPt } as const;
  return [...fill(setting, column, text), ...medal(content, spot, 24, colors, faces), ...low.items];
}

function participant(setting: Setting): Item[] {
  const { widthPt, colors } = setting;
  const [left, middle] = [76, widthPt / 2];
  const right = widthPt - left;
  const low = foot(setting, {
    left,
    right,
    bottomPt: 540,
    align: 'center',
    signingRight: right - qrSizeOf(widthPt) - 40,
  });
  const divider = laurelRule(84, colors.accent, 10);
  const text = {
    widthMaxPt: widthPt - 2 * 96,
    nameSizePt: nameSizeOf(widthPt),
    headingSizePt: 25,
    kindSizePt: 14,
    divider,
  };
  const column = { x: middle, align: 'center', topPt: 60, bottomPt: low.topPt - footGapPt } as const;
  return [...fill(setting, column, text), ...low.items];
}
