// From text to positioned glyphs. Text is cut into runs of one face first: HarfBuzz takes one script at a time.

import type { Face, FaceName, Faces } from './faces.ts';
import type { ShapedGlyph } from './harfbuzz.ts';

export interface PlacedGlyph {
  readonly face: FaceName;
  readonly id: number;
  /** What this glyph stands for when the text is read back; empty for all but the first glyph of a cluster. */
  readonly text: string;
  /** From the start of the line, in points at the size shaped for; y downwards from the baseline. */
  readonly x: number;
  readonly y: number;
}

export interface ShapedLine {
  readonly text: string;
  readonly sizePt: number;
  readonly widthPt: number;
  readonly glyphs: readonly PlacedGlyph[];
}

export interface TextStyle {
  readonly sizePt: number;
  /** Latin text only; Bengali has no italics. */
  readonly isItalic?: boolean;
  /** Extra space after each glyph of Latin text, in em: for capitals. */
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
  const glyphs: PlacedGlyph[] = [];
  let pen = 0;
  for (const run of splitRuns(text, faces, isItalic)) {
    const isBengali = run.face.name === 'bengali';
    const scale = sizePt / run.face.shaping.unitsPerEm;
    const tracking = isBengali ? 0 : trackingEm * sizePt;
    const properties = isBengali ? { script: 'Beng', language: 'bn' } : { script: 'Latn', language: 'en' };
    const shaped = run.face.shaping.shape(run.text, properties);
    for (const [index, glyph] of shaped.entries()) {
      const text = clusterText(run, shaped, index);
      const place = { x: pen + glyph.offsetX * scale, y: -glyph.offsetY * scale };
      glyphs.push({ face: run.face.name, id: glyph.id, text, ...place });
      pen += glyph.advance * scale + tracking;
    }
  }
  return { text, sizePt, widthPt: pen, glyphs };
}

/** Clusters come in the order of the text, whatever HarfBuzz did inside of them. */
function clusterText(run: Run, shaped: readonly ShapedGlyph[], index: number): string {
  const start = shaped[index]?.cluster;
  if (start === undefined || start === shaped[index - 1]?.cluster) return '';
  const next = shaped.slice(index).find((glyph) => glyph.cluster !== start);
  return run.written.slice(start, next?.cluster).join('');
}
