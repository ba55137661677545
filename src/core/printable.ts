// Which text can be printed on a certificate. Pure: reads a generated table, not the font files.

import { coveredCharacters } from './covered-characters.ts';

export type FaceName = keyof typeof coveredCharacters;

const graphemes = new Intl.Segmenter('bn', { granularity: 'grapheme' });
/** Default-ignorable characters (joiners, variation selectors) need no glyph. */
const onlyCovered = (characters: string) => new RegExp(`^[\\p{Default_Ignorable_Code_Point}${characters}]*$`, 'u');
const covered: Readonly<Record<FaceName, RegExp>> = {
  latin: onlyCovered(coveredCharacters.latin),
  latinItalic: onlyCovered(coveredCharacters.latinItalic),
  bengali: onlyCovered(coveredCharacters.bengali),
};
/** Characters with emoji presentation (UTS #51), including those that a text font also covers. */
const emojiPresentation = /\p{Emoji_Presentation}|\p{Regional_Indicator}|\p{Emoji}\ufe0f|\u20e3/u;

/** True if the face can draw the whole grapheme. Marks of another face cannot be positioned on its letters. */
export function covers(face: FaceName, grapheme: string): boolean {
  return covered[face].test(grapheme);
}

function isDrawable(grapheme: string): boolean {
  return covers('latin', grapheme) || covers('bengali', grapheme);
}

function isEmoji(grapheme: string): boolean {
  return emojiPresentation.test(grapheme) || (/\p{Extended_Pictographic}/u.test(grapheme) && !isDrawable(grapheme));
}

/** The text in NFC without emoji. Each run of white space becomes one space. */
export function printable(text: string): string {
  const printed = split(text).filter((grapheme) => !isEmoji(grapheme));
  return printed.join('').replace(/\s+/g, ' ').trim();
}

/** The distinct emoji that `printable` removes. */
export function removedEmoji(text: string): readonly string[] {
  return [...new Set(split(text).filter(isEmoji))];
}

/**
 * The distinct graphemes that no face can draw. Empty if and only if `printable(text)` can be printed. A text of nothing but
 * emoji and white space is undrawable as a whole.
 */
export function undrawable(text: string): readonly string[] {
  const printed = printable(text);
  const graphemesToDraw = printed === '' ? split(text) : split(printed).filter((grapheme) => !isDrawable(grapheme));
  return [...new Set(graphemesToDraw)];
}

function split(text: string): string[] {
  return Array.from(graphemes.segment(text.normalize('NFC')), ({ segment }) => segment);
}
