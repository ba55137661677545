// Limits the work of drawing an SVG logo by what the file contains, not by time. Copies and clip paths multiply it: the counts are
// upper bounds.

import { declarationsOf } from './logo-style.ts';
import type { SvgPart } from './logo-svg.ts';

export interface Work {
  /** Elements; each may cover the whole logo. */
  readonly elements: number;
  /** Shapes filled or stroked by a gradient, which is computed for each pixel. */
  readonly gradientFills: number;
  /** The most stops of one gradient: all are compared for each pixel. */
  readonly stops: number;
  /** Separate pictures as large as the logo, for clip paths, translucent groups and nested drawings. */
  readonly layers: number;
  /** Numbers in the longest path: the work of filling it grows with their square. */
  readonly longestPath: number;
  readonly pathNumbers: number;
}

export const workMax: Work = {
  elements: 1000,
  gradientFills: 250,
  stops: 64,
  layers: 40,
  longestPath: 4_000,
  pathNumbers: 60_000,
};
const copiesMax = 3;
const clipPathsMax = 4;

const shapes = new Set(['path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon']);
const number = /[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?/gi;
/** An arc of seven numbers becomes up to four curves of six. */
const arcWeight = 4;

/** null: the work is acceptable. */
export function problemOfCost(parts: readonly SvgPart[]): string | null {
  const work = workOf(parts);
  const keys = Object.keys(workMax) as (keyof Work)[];
  const isCheap = work !== null && keys.every((key) => work[key] <= workMax[key]);
  return isCheap
    ? null
    : 'an SVG file of too many parts, copies, clips, translucent groups or gradients, or of too long paths';
}

/** null: copies or clips are nested too deep to count, or a style sheet asks for a layer per element. */
export function workOf(parts: readonly SvgPart[]): Work | null {
  const count = (test: (part: SvgPart) => boolean) => parts.filter(test).length;
  const uses = count(({ name }) => name === 'use');
  if (uses > copiesMax || count(({ name }) => name === 'clipPath') > clipPathsMax) return null;
  const isClip = ({ name, within }: SvgPart) => name === 'clipPath' || within.includes('clipPath');
  if (parts.some((part) => layersOf(part) > 0 && (part.name === 'style' || isClip(part)))) return null;
  // Each copy may contain the previous one.
  const copies = 2 ** uses;
  const layers = parts.reduce((sum, part) => sum + layersOf(part), 0) * copies;
  const clips = sum(parts, (part) => asksFor(part, 'clip-path')) * copies;
  const timesDrawn = (part: SvgPart) => copies * (isClip(part) ? Math.max(1, clips) : 1);
  const shapeCount = count(({ name }) => shapes.has(name));
  return {
    elements: sum(parts, timesDrawn),
    gradientFills: copies * sum(parts, (part) => gradientsOf(part) * (shapes.has(part.name) ? 1 : shapeCount)),
    stops: Math.max(0, ...parts.map(({ stops }) => stops)),
    layers,
    longestPath: Math.max(0, ...parts.map(pathNumbersOf)),
    pathNumbers: sum(parts, (part) => pathNumbersOf(part) * timesDrawn(part)),
  };
}

const sum = (parts: readonly SvgPart[], of: (part: SvgPart) => number) =>
  parts.reduce((total, part) => total + of(part), 0);

/** Attributes, and declarations of `style` and style sheets. */
function styleOf({ attributes, text }: SvgPart): (readonly [string, string])[] {
  return [...attributes, ...declarationsOf(attributes.get('style') ?? ''), ...declarationsOf(text)];
}

function asksFor(part: SvgPart, property: string): number {
  return styleOf(part).filter(([name]) => name === property).length;
}

function layersOf(part: SvgPart): number {
  const isDrawing = (part.name === 'svg' && part.within.length > 0) || part.name === 'symbol';
  return asksFor(part, 'clip-path') + asksFor(part, 'opacity') + (isDrawing ? 1 : 0);
}

function gradientsOf(part: SvgPart): number {
  return styleOf(part).filter(([name, text]) => (name === 'fill' || name === 'stroke') && /url/i.test(text)).length;
}

function pathNumbersOf({ attributes }: SvgPart): number {
  const runs = `${attributes.get('d') ?? ''}M${attributes.get('points') ?? ''}`.match(/[a-df-z]?[^a-df-z]*/gi) ?? [];
  return runs.reduce((total, run) => total + (run.match(number)?.length ?? 0) * (/^a/i.test(run) ? arcWeight : 1), 0);
}
