// Which text can be printed on a certificate. Pure and small: reads a generated table, no font file.

import { coveredCharacters } from './covered-characters.ts';

export type FaceName = keyof typeof coveredCharacters;

const graphemes = new Intl.Segmenter('bn', { granularity: 'grapheme' });
/** Characters that draw nothing by definition (joiners, variation selectors) need no glyph. */
const onlyCovered = (characters: string) => new RegExp(`^[\\p{Default_Ignorable_Code_Point}${characters}]*$`, 'u');
const covered: Readonly<Record<FaceName, RegExp>> = {
  latin: onlyCovered(coveredCharacters.latin),
  latinItalic: onlyCovered(coveredCharacters.latinItalic),
  bengali: onlyCovered(coveredCharacters.bengali),
};
/** Characters of UTS #51 that are shown as a picture, also those a text font has a plain form of. */
const pictures = /\p{Emoji_Presentation}|\p{Regional_Indicator}|\p{Emoji}\ufe0f|\u20e3/u;

/** A grapheme is drawn by one face: a mark of another would not find its place. */
export function covers(face: FaceName, grapheme: string): boolean {
  return covered[face].test(grapheme);
}

function isDrawable(grapheme: string): boolean {
  return covers('latin', grapheme) || covers('bengali', grapheme);
}

function isEmoji(grapheme: string): boolean {
  return pictures.test(grapheme) || (/\p{Extended_Pictographic}/u.test(grapheme) && !isDrawable(grapheme));
}

/** NFC, without emoji; white space is one space. */
export function printable(text: string): string {
  const kept = split(text).filter((grapheme) => !isEmoji(grapheme));
  return kept.join('').replace(/\s+/g, ' ').trim();
}

/** The emoji that `printable` leaves out, each once. */
export function leftOut(text: string): readonly string[] {
  return [...new Set(split(text).filter(isEmoji))];
}

/**
 * The graphemes that no face can draw, each once. Empty exactly when `printable(text)` can be printed: of a text with nothing
 * but emoji and white space, all of it.
 */
export function undrawable(text: string): readonly string[] {
  const wanted = printable(text);
  const found = new Set(split(wanted === '' ? text : wanted).filter((one) => wanted === '' || !isDrawable(one)));
  return [...found];
}

function split(text: string): string[] {
  return Array.from(graphemes.segment(text.normalize('NFC')), ({ segment }) => segment);
}
