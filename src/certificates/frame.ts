// The frame of a certificate, by place: the winner's has a ribbon of lines and set corners, those on the podium a double
// line, everybody's notched corners.

import type { CertificateType } from './certificate.ts';
import type { PathItem } from './layout-item.ts';
import type { Colors } from './palette.ts';

/** Nothing is written nearer to the edge than this. */
export const frameInsetPt = 36;
const notchPt = 13;

interface FrameSize {
  readonly widthPt: number;
  readonly heightPt: number;
  readonly type: CertificateType;
  readonly colors: Colors;
}

interface Line {
  readonly insetPt: number;
  readonly strokePt: number;
  readonly color: keyof Pick<Colors, 'accent' | 'metal' | 'line'>;
}

const linesOf: Readonly<Record<CertificateType, readonly Line[]>> = {
  winner: [
    { insetPt: 22, strokePt: 2.2, color: 'accent' },
    { insetPt: 27, strokePt: 0.5, color: 'metal' },
    { insetPt: 30, strokePt: 0.5, color: 'metal' },
    { insetPt: 33, strokePt: 0.5, color: 'metal' },
  ],
  runner_up: [
    { insetPt: 23, strokePt: 1.6, color: 'accent' },
    { insetPt: 28, strokePt: 0.5, color: 'metal' },
    { insetPt: 31, strokePt: 0.5, color: 'metal' },
  ],
  third_place: [
    { insetPt: 24, strokePt: 1.4, color: 'accent' },
    { insetPt: 30.5, strokePt: 0.5, color: 'metal' },
  ],
  participant: [{ insetPt: 26, strokePt: 1, color: 'accent' }],
};

export function frame({ widthPt, heightPt, type, colors }: FrameSize): PathItem[] {
  const lines = linesOf[type].map(({ insetPt, strokePt, color }): PathItem => {
    const d = notchedBox(insetPt, widthPt, heightPt);
    return { kind: 'path', d, x: 0, y: 0, scale: 1, stroke: colors[color], strokeWidthPt: strokePt };
  });
  return type === 'winner' ? [...lines, ...corners(widthPt, heightPt, colors.metal)] : lines;
}

/** Each corner steps inwards: a plain line frames a picture, a notched one a document. */
function notchedBox(insetPt: number, widthPt: number, heightPt: number): string {
  const [left, right, bottom, n] = [insetPt, widthPt - insetPt, heightPt - insetPt, notchPt];
  return (
    `M${left + n} ${left}H${right - n}V${left + n}H${right}V${bottom - n}H${right - n}V${bottom}` +
    `H${left + n}V${bottom - n}H${left}V${left + n}H${left + n}z`
  );
}

/** A small lozenge in each notch. */
function corners(widthPt: number, heightPt: number, fill: string): PathItem[] {
  const inset = 26.5;
  const spots = [inset, widthPt - inset].flatMap((x) => [inset, heightPt - inset].map((y) => ({ x, y })));
  return spots.map(({ x, y }) => ({ kind: 'path', d: 'M0 -4.500L4.500 0L0 4.500L-4.500 0z', x, y, scale: 1, fill }));
}
