// The laurel with the place inside it.

import type { CertificateContent } from './certificate.ts';
import { laurelPath } from './emblem.ts';
import type { Faces } from './faces.ts';
import type { Item } from './layout-item.ts';
import { shapeLine } from './shaping.ts';
import { numberText } from './wording.ts';

interface MedalSpot {
  readonly x: number;
  readonly y: number;
  readonly radiusPt: number;
  readonly metal: string;
}

export function medal(content: CertificateContent, { x, y, radiusPt, metal }: MedalSpot, faces: Faces): Item[] {
  const sign = numberText(content.place, content.language);
  const line = shapeLine(sign, { sizePt: content.language === 'bn' ? radiusPt * 0.8 : radiusPt }, faces);
  const widthMaxPt = radiusPt * 1.3;
  const fitted =
    line.widthPt > widthMaxPt ? shapeLine(sign, { sizePt: (line.sizePt * widthMaxPt) / line.widthPt }, faces) : line;
  return [
    { kind: 'path', d: laurelPath(radiusPt), x, y, scale: 1, fill: metal },
    {
      ...{ kind: 'text', role: 'P', line: fitted, color: metal, language: content.language },
      x: x - fitted.widthPt / 2,
      y: y + fitted.sizePt * 0.33,
    },
  ];
}
