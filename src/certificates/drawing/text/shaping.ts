// Converts text to positioned glyphs. Text is first split into runs of one face, because HarfBuzz shapes one script at a time.

import { invariant } from '../../../core/errors.ts';
import { covers, type FaceName } from '../../../core/printable.ts';
import type { Face, Faces } from './faces.ts';
import type { ShapedGlyph } from './harfbuzz.ts';

/** The smallest unit of text and glyphs: one character, or a conjunct with all its signs. */
export interface Cluster {
  readonly face: FaceName;
  /** The text of the cluster. */
  readonly text: string;
  /** The offset from the start of the line, in points. */
  readonly x: number;
  /** In font units relative to the cluster; y upwards. */
  readonly glyphs: readonly { readonly id: number; readonly x: number; readonly y: number }[];
  /** Font units, tracking included. */
  readonly advance: number;
}

export interface ShapedLine {
  readonly text: string;
  readonly sizePt: number;
  readonly widthPt: number;
  readonly clusters: readonly Cluster[];
}

export interface TextStyle {
  readonly sizePt: number;
  /** Only for Latin script; Bengali has no italics. */
  readonly isItalic?: boolean;
  /** Extra space after each cluster, in em: for capitals. */
  readonly trackingEm?: number;
}

interface Run {
  readonly face: Face;
  readonly text: string;
}

const bengali = /[\p{Script=Bengali}\u0964\u0965]/u;
/** Characters that take the face of their neighbour: spaces, punctuation, joiners. */
const neutral = /^[\p{Z}\p{P}\u200c\u200d]+$/u;

const graphemes = new Intl.Segmenter('bn', { granularity: 'grapheme' });

/** Callers must check with `undrawable` that every character has a face. */
export function splitRuns(text: string, faces: Faces, isItalic: boolean): Run[] {
  const latin: FaceName = isItalic ? 'latinItalic' : 'latin';
  const runs: { face: Face; text: string }[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const last = runs.at(-1);
    const wanted = bengali.test(segment) ? 'bengali' : neutral.test(segment) ? (last?.face.name ?? latin) : latin;
    const name = [wanted, latin, 'latin' as const, 'bengali' as const].find((face) => covers(face, segment));
    invariant(name !== undefined, 'a face has every character that is drawn');
    if (last?.face.name === name) last.text += segment;
    else runs.push({ face: faces.get(name), text: segment });
  }
  return runs;
}

export function shapeLine(text: string, style: TextStyle, faces: Faces): ShapedLine {
  const { sizePt, isItalic = false, trackingEm = 0 } = style;
  const clusters: Cluster[] = [];
  let pen = 0;
  for (const run of splitRuns(text, faces, isItalic)) {
    const scale = sizePt / run.face.shaping.unitsPerEm;
    const tracking = trackingEm * run.face.shaping.unitsPerEm;
    for (const cluster of clustersOf(run, run.face.shaping.shape(run.text, run.face))) {
      const advance = cluster.advance + tracking;
      clusters.push({ ...cluster, advance, x: pen });
      pen += advance * scale;
    }
  }
  const last = clusters.at(-1);
  if (last === undefined || trackingEm === 0) return { text, sizePt, widthPt: pen, clusters: carryJoiners(clusters) };
  // Without tracking after the last letter, which would move centred text to the left.
  const { unitsPerEm } = faces.get(last.face).shaping;
  clusters.splice(-1, 1, { ...last, advance: last.advance - trackingEm * unitsPerEm });
  return { text, sizePt, widthPt: pen - trackingEm * sizePt, clusters: carryJoiners(clusters) };
}

/** Moves a joiner to the text of the next cluster (the reason is in cluster-font.ts). */
function carryJoiners(clusters: readonly Cluster[]): Cluster[] {
  let carried = '';
  return clusters.map((cluster, index) => {
    const whole = carried + cluster.text;
    const text = index === clusters.length - 1 ? whole : whole.replace(/\p{Cf}+$/u, '');
    carried = whole.slice(text.length);
    return { ...cluster, text };
  });
}

/** Clusters are in the order of the text, although HarfBuzz may reorder glyphs inside a cluster. */
function clustersOf(run: Run, shaped: readonly ShapedGlyph[]): Omit<Cluster, 'x'>[] {
  const groups = [...Map.groupBy(shaped, (glyph) => glyph.cluster)];
  return groups.map(([start, members], index) => {
    let advance = 0;
    const glyphs = members.map((glyph) => {
      const placed = { id: glyph.id, x: advance + glyph.offsetX, y: glyph.offsetY };
      advance += glyph.advance;
      return placed;
    });
    const text = run.text.slice(start, groups[index + 1]?.[0]);
    return { face: run.face.name, text, glyphs, advance };
  });
}
