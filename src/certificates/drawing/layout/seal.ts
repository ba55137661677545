// Seals: the champion's rosette with ribbons, the medal of second and third place, and a laurel.

import type { CertificateContent } from '../../certificate.ts';
import type { Colors } from '../palette.ts';
import type { Faces } from '../text/faces.ts';
import { inkOf, outlineOf } from '../text/ink.ts';
import { shapeLine } from '../text/shaping.ts';
import { numberText } from '../wording.ts';
import { laurelPath } from './emblem.ts';
import type { Item, PathItem } from './layout-item.ts';

export interface SealSpot {
  readonly x: number;
  readonly y: number;
  readonly radiusPt: number;
}

const round = (value: number) => Math.round(value * 100) / 100;

export function rosette(content: CertificateContent, spot: SealSpot, colors: Colors, faces: Faces): Item[] {
  const { radiusPt } = spot;
  return [
    ...[-1, 1].map((side) => shape(tail(radiusPt, side), spot, colors.accent)),
    shape(scalloped(radiusPt), spot, colors.metal),
    ring(radiusPt * 0.86, spot, colors.metalLight, 1.1),
    ...disc(content, spot, colors, faces),
  ];
}

/** Its ribbon starts at `topPt`. */
export function medal(
  content: CertificateContent,
  spot: SealSpot,
  topPt: number,
  colors: Colors,
  faces: Faces,
): Item[] {
  const { x, y, radiusPt } = spot;
  const half = round(radiusPt * 0.46);
  const [knot, joint] = [round(y - radiusPt * 1.75), round(y - radiusPt * 1.24)];
  const ribbon = (width: number) => `M${-width} ${topPt}H${width}V${knot}L0 ${joint}L${-width} ${knot}z`;
  const hung = { x, y: 0, radiusPt };
  return [
    shape(ribbon(half), hung, colors.accent),
    shape(ribbon(round(half * 0.36)), hung, colors.metalLight),
    ring(radiusPt * 0.15, { ...spot, y: y - radiusPt * 1.13 }, colors.metal, 2.6),
    shape(circle(radiusPt), spot, colors.metal),
    ring(radiusPt * 0.9, spot, colors.metalLight, 1.2),
    ...disc(content, spot, colors, faces),
  ];
}

/** The laurel with the place inside, as outlines: the text already contains the place. */
function disc(content: CertificateContent, spot: SealSpot, colors: Colors, faces: Faces): Item[] {
  const { x, y, radiusPt } = spot;
  const line = shapeLine(numberText(content.place, content.language), { sizePt: round(radiusPt * 0.78) }, faces);
  const { left, right, above, below } = inkOf(line, faces);
  const middle = { ...spot, x: x - (left + right) / 2, y: y + (above - below) / 2 };
  return [
    shape(laurelPath(radiusPt * 0.58), { ...spot, y: y + radiusPt * 0.03 }, colors.paper),
    shape(outlineOf(line, faces), middle, colors.paper),
  ];
}

function ring(radius: number, { x, y }: SealSpot, stroke: string, strokeWidthPt: number): PathItem {
  return { kind: 'path', d: circle(radius), x, y, scale: 1, stroke, strokeWidthPt };
}

/** Only a laurel, for places without a seal. */
export function sprig(spot: SealSpot, color: string): PathItem {
  return shape(laurelPath(spot.radiusPt), spot, color);
}

function shape(d: string, { x, y }: SealSpot, fill: string): PathItem {
  return { kind: 'path', d, x, y, scale: 1, fill };
}

function circle(radius: number): string {
  const r = round(radius);
  return `M${-r} 0a${r} ${r} 0 1 1 ${2 * r} 0a${r} ${r} 0 1 1 ${-2 * r} 0z`;
}

const lobeCount = 28;

function scalloped(radius: number): string {
  const at = (index: number, r: number) => {
    const angle = (index / lobeCount) * 2 * Math.PI;
    return `${round(Math.cos(angle) * r)} ${round(Math.sin(angle) * r)}`;
  };
  const lobes = Array.from(
    { length: lobeCount },
    (_, index) => `Q${at(index + 0.5, radius * 1.09)} ${at(index + 1, radius * 0.97)}`,
  );
  return `M${at(0, radius * 0.97)}${lobes.join('')}z`;
}

/** One end of the ribbon, with a notch. */
function tail(radius: number, side: number): string {
  const p = (x: number, y: number) => `${round(x * side * radius)} ${round(y * radius)}`;
  return `M${p(0.02, 0.4)}L${p(0.62, 0.4)}L${p(0.8, 1.46)}L${p(0.55, 1.34)}L${p(0.32, 1.56)}z`;
}
