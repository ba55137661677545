// The rule for all text that people type: names, titles, reasons, notes, seeds. Characters without effect are removed, characters
// that cannot be text are refused, and the result is in NFC. Knows no fields and no HTTP.

export interface TextRule {
  /** In characters (code points), after cleaning. Default 1. */
  readonly lengthMin?: number;
  readonly lengthMax: number;
  /** True keeps line breaks, at most two in a row. Otherwise each run of white space becomes one space. */
  readonly hasLines?: boolean;
  /** A name may come from a token or a contact list. Its owner did not type the controls, so they are removed, not refused. */
  readonly removesDirectionControls?: boolean;
}

export type TextVerdict = { readonly text: string } | { readonly problem: string };

/** Input may contain characters that are removed, up to this factor. The limit matters: NFC is quadratic in stacked marks. */
const rawLengthPerCharacterMax = 10;

/** Unpaired surrogates, controls other than white space, private use, unassigned. */
const forbidden = /[\p{Cs}\p{Co}\p{Cn}]|[^\P{Cc}\t\n\v\f\r]/u;
/** Embeddings, overrides, isolates. They change the order of surrounding letters. */
const directionControl = /[\u202a-\u202e\u2066-\u2069]/u;

/** Joiners with an effect: ZWJ and ZWNJ beside a virama, ZWNJ inside a word of a cursive script, ZWJ between emoji. */
const virama = '\\u094d\\u09cd\\u0a4d\\u0acd\\u0b4d\\u0bcd\\u0c4d\\u0ccd\\u0d3b\\u0d3c\\u0d4d\\u0dca';
const cursive = '[\\p{Script=Arabic}\\p{Script=Syriac}\\p{Script=Mongolian}\\p{Script=Nko}\\p{Script=Adlam}]';
const pictograph = '\\p{Extended_Pictographic}';
const meaningfulJoiner = [
  `(?<=[${virama}])[\\u200c\\u200d]`,
  `(?<=\\p{L})[\\u200c\\u200d](?=[${virama}])`,
  `(?<=${cursive}\\p{M}*)\\u200c(?=${cursive})`,
  `(?<=${pictograph}[\\ufe0e\\ufe0f\\p{Emoji_Modifier}]?)\\u200d(?=${pictograph})`,
];
/** Variation selectors after characters that have variants. */
const meaningfulSelector = [
  `(?<=${pictograph})[\\ufe0e\\ufe0f]`,
  '(?<=[0-9#*])\\ufe0f(?=\\u20e3)',
  '(?<=\\p{Script=Han})[\\ufe00-\\ufe02\\u{e0100}-\\u{e01ef}]',
  '(?<=\\p{Script=Mongolian})[\\u180b-\\u180d\\u180f]',
];
/** Format characters, fillers and selectors without effect at their position. */
const invisible = new RegExp(
  `(?!${[...meaningfulJoiner, ...meaningfulSelector].join('|')})[\\p{Cf}\\p{Default_Ignorable_Code_Point}]`,
  'gu',
);

/** Has none of them, and is in NFC. */
const isAscii = /^[\0-\x7f]*$/;

/** U+2800 is not classified as white space, but looks blank. */
const blank = '[\\s\\u2800]';
const blanks = new RegExp(`${blank}+`, 'gu');
const lineBreak = /\r\n|[\n\v\f\r\u2028\u2029]/u;
const visible = /[\p{L}\p{N}\p{P}\p{S}]/u;
/** Myanmar needs up to six marks on a letter. Of the marks that all scripts share, three are enough. */
const tooManyMarks = /\p{M}{7}|(?:(?=\p{Script=Inherited})\p{M}){4}/u;

export function readText(typed: string, rule: TextRule): TextVerdict {
  const { lengthMin = 1, lengthMax } = rule;
  const bounds = { problem: `must have ${lengthMin} to ${lengthMax} characters` };
  if (typed.length > lengthMax * rawLengthPerCharacterMax) return bounds;
  const refused = forbidden.exec(typed) ?? (rule.removesDirectionControls ? null : directionControl.exec(typed));
  if (refused !== null) return { problem: `must not contain ${nameOf(refused[0])}` };
  const text = cleanText(typed, rule.hasLines ?? false);
  const length = [...text].length;
  if (length < lengthMin || length > lengthMax) return bounds;
  if (!visible.test(text)) return { problem: 'must contain a visible character' };
  if (tooManyMarks.test(text)) return { problem: 'must not have so many combining marks on one letter' };
  return { text };
}

function cleanText(typed: string, hasLines: boolean): string {
  const effective = removeInvisible(typed);
  const lines = hasLines ? effective.split(lineBreak) : [effective];
  const clean = lines.map((line) => line.replace(blanks, ' ').trim());
  return clean
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/** Repeats until nothing changes: the character before a joiner decides about it, and may itself be removed or moved by NFC. */
function removeInvisible(text: string): string {
  if (isAscii.test(text)) return text;
  const less = text.replace(invisible, '').normalize('NFC');
  return less === text ? text : removeInvisible(less);
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
