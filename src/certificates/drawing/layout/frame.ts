// The frame of a certificate by type: a braided band between two lines for the champion, a double line for the podium, one fine line with
// notched corners for participants.

import type { CertificateType } from '../../certificate.ts';
import type { Colors } from '../palette.ts';
import type { PathItem } from './layout-item.ts';

/** The minimum distance of text from the edge. */
export const frameInsetPt = 46;
const notchPt = 11;
/** The champion's band: its centre line, half its height, and the approximate length of a wave. */
const braid = { insetPt: 32, heightPt: 5, wavePt: 22 };

export interface FrameSize {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly colors: Colors;
}

export function frame(type: CertificateType, size: FrameSize): PathItem[] {
  if (type === 'winner') return championFrame(size);
  if (type === 'participant') return [line(notchedBox(30, size), size.colors.accent, 0.9)];
  return [line(box(24, size), size.colors.accent, 2.2), line(box(29, size), size.colors.metal, 0.6)];
}

function championFrame(size: FrameSize): PathItem[] {
  const { accent, metal, metalLight } = size.colors;
  const { insetPt, heightPt } = braid;
  const [right, bottom] = [size.widthPt - insetPt, size.heightPt - insetPt];
  const half = heightPt + 3;
  const corners = [insetPt, right].flatMap((x) => [insetPt, bottom].map((y) => ({ x, y })));
  return [
    line(box(insetPt - half - 2.5, size), accent, 2),
    line(box(insetPt - half + 1, size), metal, 0.5),
    line(box(insetPt + half, size), metal, 0.5),
    line(waves(size, 0), metalLight, 0.7),
    line(waves(size, 0.5), metal, 0.7),
    ...corners.flatMap(({ x, y }): PathItem[] => [
      {
        kind: 'path',
        d: square(half - 0.3),
        x,
        y,
        scale: 1,
        fill: size.colors.paper,
        stroke: metal,
        strokeWidthPt: 0.5,
      },
      { kind: 'path', d: quatrefoil(half * 0.74), x, y, scale: 1, fill: accent },
    ]),
  ];
}

function line(d: string, stroke: string, strokeWidthPt: number): PathItem {
  return { kind: 'path', d, x: 0, y: 0, scale: 1, stroke, strokeWidthPt };
}

function box(inset: number, { widthPt, heightPt }: FrameSize): string {
  return `M${inset} ${inset}H${round(widthPt - inset)}V${round(heightPt - inset)}H${inset}z`;
}

/** A box with notched corners. */
function notchedBox(insetPt: number, { widthPt, heightPt }: FrameSize): string {
  const [left, right, bottom, n] = [insetPt, widthPt - insetPt, heightPt - insetPt, notchPt];
  return (
    `M${left + n} ${left}H${round(right - n)}V${left + n}H${round(right)}V${round(bottom - n)}H${round(right - n)}V${round(bottom)}` +
    `H${left + n}V${round(bottom - n)}H${left}V${left + n}H${left + n}z`
  );
}

/** A wave along each side. `phase` 0.5 is the mirror image, so that the two waves cross. */
function waves({ widthPt, heightPt }: FrameSize, phase: 0 | 0.5): string {
  const { insetPt, heightPt: rise, wavePt } = braid;
  const start = insetPt + rise + 3;
  const side = (lengthPt: number, point: (along: number, across: number) => string) => {
    const count = 2 * Math.round(lengthPt / wavePt);
    const half = lengthPt / count;
    const parts = [`M${point(0, 0)}`];
    for (let index = 0; index < count; index += 1) {
      const across = rise * 1.9 * (index % 2 === (phase === 0 ? 0 : 1) ? 1 : -1);
      const at = index * half;
      parts.push(`C${point(at + half * 0.42, across)} ${point(at + half * 0.58, across)} ${point(at + half, 0)}`);
    }
    return parts.join('');
  };
  const across = (y: number) => (along: number, off: number) => `${round(start + along)} ${round(y + off)}`;
  const down = (x: number) => (along: number, off: number) => `${round(x + off)} ${round(start + along)}`;
  const [longPt, shortPt] = [widthPt - 2 * start, heightPt - 2 * start];
  return (
    side(longPt, across(insetPt)) +
    side(longPt, across(heightPt - insetPt)) +
    side(shortPt, down(insetPt)) +
    side(shortPt, down(widthPt - insetPt))
  );
}

function square(half: number): string {
  return `M${-half} ${-half}H${half}V${half}H${-half}z`;
}

/** Four round leaves. */
function quatrefoil(radius: number): string {
  const r = round(radius / 2);
  return [
    [0, -r],
    [r, 0],
    [0, r],
    [-r, 0],
  ]
    .map(([x = 0, y = 0]) => `M${round(x - r)} ${y}a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`)
    .join('');
}

const round = (value: number) => Math.round(value * 100) / 100;
