// Fits text into a width: it reduces the size, then breaks into two lines, then reduces the size further. Text is never clipped.

import type { Faces } from './faces.ts';
import { type ShapedLine, shapeLine, type TextStyle } from './shaping.ts';

export interface BlockLimits {
  readonly widthMaxPt: number;
  /** Below this size, the text is broken into two lines. */
  readonly sizeMinPt: number;
}

/** @returns one or two lines, each at most `widthMaxPt` wide. */
export function fitText(text: string, style: TextStyle, limits: BlockLimits, faces: Faces): ShapedLine[] {
  const whole = shapeLine(text, style, faces);
  if (whole.widthPt <= limits.widthMaxPt) return [whole];
  const fittingPt = (widthPt: number) => (style.sizePt * limits.widthMaxPt) / widthPt - hairPt;
  const shrunkPt = fittingPt(whole.widthPt);
  if (shrunkPt >= limits.sizeMinPt) return [shapeLine(text, { ...style, sizePt: floorSize(shrunkPt) }, faces)];
  const halves = breakInTwo(text, (part) => shapeLine(part, style, faces).widthPt);
  const widest = Math.max(...halves.map((half) => shapeLine(half, style, faces).widthPt));
  // On two lines, the size is limited by the width and by the size for one line.
  const sizePt = floorSize(Math.min(style.sizePt * 0.8, fittingPt(widest)));
  return halves.map((half) => shapeLine(half, { ...style, sizePt }, faces));
}

/** A margin, because the sum of rounded glyph widths may exceed the exact width. */
const hairPt = 1e-9;

/** Rounds down to a hundredth, so that a line never gets wider than allowed. */
function floorSize(sizePt: number): number {
  return Math.floor(sizePt * 100) / 100;
}

const words = new Intl.Segmenter('bn', { granularity: 'word' });
const graphemes = new Intl.Segmenter('bn', { granularity: 'grapheme' });

/** Breaks at the space that gives the most equal widths; inside a word only if there is no space. */
function breakInTwo(text: string, widthOf: (part: string) => number): string[] {
  const spaces = [...text.matchAll(/ +/g)].map((match) => match.index);
  const inside = [...words.segment(text)].map((part) => part.index);
  const anywhere = [...graphemes.segment(text)].map((part) => part.index);
  const candidates =
    [spaces, inside, anywhere].map((list) => list.filter((at) => at > 0)).find((list) => list.length > 0) ?? [];
  const cost = (at: number) => Math.max(widthOf(text.slice(0, at)), widthOf(text.slice(at).trimStart()));
  let best = candidates[0] ?? text.length;
  let lowest = cost(best);
  for (const at of candidates) {
    const here = cost(at);
    if (here < lowest) [best, lowest] = [at, here];
  }
  return [text.slice(0, best).trimEnd(), text.slice(best).trimStart()].filter((half) => half !== '');
}
