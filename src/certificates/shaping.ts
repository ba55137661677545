// From text to positioned glyphs. Text is cut into runs of one face first: HarfBuzz takes one script at a time.

import type { Face, FaceName, Faces } from './faces.ts';

export interface PlacedGlyph {
  readonly face: FaceName;
  readonly id: number;
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
  text: string;
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
    if (last?.face === drawnBy) last.text += drawn;
    else runs.push({ face: drawnBy, text: drawn });
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
    for (const glyph of run.face.shaping.shape(run.text, properties)) {
      glyphs.push({ face: run.face.name, id: glyph.id, x: pen + glyph.offsetX * scale, y: -glyph.offsetY * scale });
      pen += glyph.advance * scale + tracking;
    }
  }
  return { text, sizePt, widthPt: pen, glyphs };
}
