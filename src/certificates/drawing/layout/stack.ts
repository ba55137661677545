// Places paragraphs and shapes below each other in a column. The ink of neighbours has at least the distance `inkGapMinPt`; gaps grow and
// shrink with the free height.

import type { Faces } from '../text/faces.ts';
import { inkGapMinPt, inkOf } from '../text/ink.ts';
import type { ShapedLine } from '../text/shaping.ts';
import { type Item, languageOf, type TextItem } from './layout-item.ts';

export interface TextBlock {
  readonly kind: 'text';
  readonly role: TextItem['role'];
  /** The paragraph before it was wrapped. */
  readonly text: string;
  readonly lines: readonly ShapedLine[];
  readonly color: string;
  readonly url?: string;
  /** The preferred distance from the block above. */
  readonly gapPt: number;
}

export interface ShapeBlock {
  readonly kind: 'shape';
  readonly widthPt: number;
  readonly heightPt: number;
  readonly gapPt: number;
  /** `x` and `y`: the top left corner. */
  readonly draw: (x: number, y: number) => Item[];
}

export type Block = TextBlock | ShapeBlock;

export interface Column {
  /** The left edge, the centre or the right edge, depending on `align`. */
  readonly x: number;
  readonly align: 'left' | 'center' | 'right';
  readonly topPt: number;
  readonly bottomPt: number;
  /** The use of height that the gaps do not need. */
  readonly anchor: 'middle' | 'bottom';
}

const gapScaleMin = 0.42;
const gapScaleMax = 1.3;

export interface Stacked {
  readonly items: readonly Item[];
  readonly topPt: number;
}

/** @returns null if the blocks do not fit even with minimal gaps. */
export function stack(blocks: readonly Block[], column: Column, faces: Faces): Stacked | null {
  const measured = blocks.map((block) => ({ block, ...measure(block, faces) }));
  const solid = measured.reduce((sum, { abovePt, belowPt }) => sum + abovePt + belowPt, 0);
  const gaps = measured.slice(1).reduce((sum, { block }) => sum + block.gapPt, 0);
  const free = column.bottomPt - column.topPt - solid;
  const scaleMax = column.anchor === 'bottom' ? 1 : gapScaleMax;
  const scale = Math.min(scaleMax, Math.max(gapScaleMin, gaps === 0 ? 1 : free / gaps));
  const gapOf = (index: number) => (index === 0 ? 0 : Math.max(inkGapMinPt, (blocks[index]?.gapPt ?? 0) * scale));
  const left = blocks.reduce((rest, _, index) => rest - gapOf(index), free);
  if (left < -1e-6) return null;
  const topPt = column.topPt + (column.anchor === 'bottom' ? left : left / 2);
  let y = topPt;
  const items = measured.flatMap(({ block, abovePt, belowPt, offsets }, index) => {
    const start = y + gapOf(index);
    y = start + abovePt + belowPt;
    return block.kind === 'shape'
      ? block.draw(column.x - shareOf(column) * block.widthPt, start)
      : [
          paragraph(
            block,
            column,
            offsets.map((offset) => start + abovePt + offset),
          ),
        ];
  });
  return { items, topPt };
}

const shareOf = ({ align }: Column) => ({ left: 0, center: 0.5, right: 1 })[align];

function paragraph({ role, text, lines, color, url }: TextBlock, column: Column, baselines: number[]): TextItem {
  let at = 0;
  const placed = lines.map((line, index) => {
    at = text.indexOf(line.text, at) + line.text.length;
    const x = column.x - shareOf(column) * line.widthPt;
    return { line, x, y: baselines[index] ?? 0, endsAtSpace: index < lines.length - 1 && /\s/.test(text.charAt(at)) };
  });
  return {
    kind: 'text',
    role,
    lines: placed,
    color,
    language: languageOf(text),
    ...(url === undefined ? {} : { url }),
  };
}

/** Every line has at least the height of ordinary letters, with or without ascenders and descenders. */
const usual = {
  en: { aboveEm: 0.65, belowEm: 0.2, leadingEm: 1.12 },
  bn: { aboveEm: 0.85, belowEm: 0.3, leadingEm: 1.4 },
} as const;

function measure(block: Block, faces: Faces) {
  if (block.kind === 'shape') return { abovePt: 0, belowPt: block.heightPt, offsets: [] };
  const { aboveEm, belowEm, leadingEm } = usual[languageOf(block.text)];
  const offsets: number[] = [];
  let [abovePt, bottomPt, lastInk] = [0, 0, 0];
  for (const line of block.lines) {
    const { above, below } = inkOf(line, faces);
    const last = offsets.at(-1);
    const offset = last === undefined ? 0 : last + Math.max(line.sizePt * leadingEm, lastInk + inkGapMinPt + above);
    if (last === undefined) abovePt = Math.max(above, line.sizePt * aboveEm);
    offsets.push(offset);
    lastInk = below;
    bottomPt = offset + Math.max(below, line.sizePt * belowEm);
  }
  return { abovePt, belowPt: bottomPt, offsets };
}
