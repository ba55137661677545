// From text to positioned glyphs. Text is cut into runs of one face first: HarfBuzz takes one script at a time.

import type { Face, FaceName, Faces } from './faces.ts';
import type { ShapedGlyph } from './harfbuzz.ts';

/** The smallest stretch that text and glyphs have in common: one character, or a conjunct with all its signs. */
export interface Cluster {
  readonly face: FaceName;
  /** What was written here. */
  readonly text: string;
  /** Where it begins, from the start of the line, in points at the size shaped for. */
  readonly x: number;
  /** Font units, from there; y upwards. */
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
  /** Latin text only; Bengali has no italics. */
  readonly isItalic?: boolean;
  /** Extra space after each cluster, in em: for capitals. */
  readonly trackingEm?: number;
}

interface Run {
  readonly face: Face;
  /** What is drawn. */
  text: string;
  /** For each UTF-16 unit of it, what was written there. */
  readonly written: string[];
}

const bengali = /[\p{Script=Bengali}\u0964\u0965]/u;
/** Belongs to whatever it stands beside: spaces, punctuation, joiners. */
const neutral = /^[\p{Z}\p{P}\u200c\u200d]+$/u;

/**
 * Drawn in place of a whole character that neither face has (emoji, Chinese …): an open square, never a font's own
 * "missing" glyph. The text kept for search, copying and screen readers stays as it was written.
 */
export const substitute = '\u25a1';

const graphemes = new Intl.Segmenter('bn', { granularity: 'grapheme' });

export function splitRuns(text: string, faces: Faces, isItalic: boolean): Run[] {
  const latin = isItalic ? faces.latinItalic : faces.latin;
  const runs: Run[] = [];
  for (const { segment } of graphemes.segment(text)) {
    const last = runs.at(-1);
    const wanted = bengali.test(segment) ? faces.bengali : neutral.test(segment) ? (last?.face ?? latin) : latin;
    const face = [wanted, latin, faces.bengali].find((candidate) => covers(candidate, segment));
    const [drawnBy, drawn] = face === undefined ? [latin, substitute] : [face, segment];
    const run = last?.face === drawnBy ? last : { face: drawnBy, text: '', written: [] };
    if (run !== last) runs.push(run);
    run.text += drawn;
    run.written.push(...(face === undefined ? [segment] : segment.split('')));
  }
  return runs;
}

function covers(face: Face, segment: string): boolean {
  return Array.from(segment).every(
    (character) => /\p{Cf}/u.test(character) || face.shaping.hasGlyph(character.codePointAt(0) ?? 0),
  );
}

export function shapeLine(text: string, style: TextStyle, faces: Faces): ShapedLine {
  const { sizePt, isItalic = false, trackingEm = 0 } = style;
  const clusters: Cluster[] = [];
  let pen = 0;
  for (const run of splitRuns(text, faces, isItalic)) {
    const isBengali = run.face.name === 'bengali';
    const scale = sizePt / run.face.shaping.unitsPerEm;
    const properties = isBengali ? { script: 'Beng', language: 'bn' } : { script: 'Latn', language: 'en' };
    const tracking = trackingEm * run.face.shaping.unitsPerEm;
    for (const cluster of clustersOf(run, run.face.shaping.shape(run.text, properties))) {
      const advance = cluster.advance + tracking;
      clusters.push({ ...cluster, advance, x: pen });
      pen += advance * scale;
    }
  }
  return { text, sizePt, widthPt: pen, clusters: carryJoiners(clusters) };
}

/** A joiner is told with the character after it, whichever glyph it belongs to (cluster-font.ts says why). */
function carryJoiners(clusters: readonly Cluster[]): Cluster[] {
  let carried = '';
  return clusters.map((cluster, index) => {
    const whole = carried + cluster.text;
    const text = index === clusters.length - 1 ? whole : whole.replace(/\p{Cf}+$/u, '');
    carried = whole.slice(text.length);
    return { ...cluster, text };
  });
}

/** Clusters come in the order of the text, whatever HarfBuzz did inside of them. */
function clustersOf(run: Run, shaped: readonly ShapedGlyph[]): Omit<Cluster, 'x'>[] {
  const groups = [...Map.groupBy(shaped, (glyph) => glyph.cluster)];
  return groups.map(([start, members], index) => {
    let advance = 0;
    const glyphs = members.map((glyph) => {
      const placed = { id: glyph.id, x: advance + glyph.offsetX, y: glyph.offsetY };
      advance += glyph.advance;
      return placed;
    });
    const text = run.written.slice(start, groups[index + 1]?.[0]).join('');
    return { face: run.face.name, text, glyphs, advance };
  });
}
