// Which words of a certificate are printed: the holder's own spelling where there is one, without emoji. What cannot be drawn is
// never printed as squares; somebody has to say how it is spelled.

import { printable, removedEmoji, undrawable } from '../../core/printable.ts';

export interface Names {
  readonly displayName: string;
  /** null where the holder gave none. */
  readonly printedName: string | null;
}

export function nameInPrint({ displayName, printedName }: Names): string {
  return printable(printedName ?? displayName);
}

export function needsPrintedName({ displayName, printedName }: Names): boolean {
  return undrawable(printedName ?? displayName).length > 0;
}

/** What the organizer's list says of a name in print. */
export function noticesOf({ displayName, printedName }: Names) {
  const name = printedName ?? displayName;
  return { undrawable: undrawable(name), leftOutOfPrint: removedEmoji(name) };
}

/** The fields that are missing, or that hold letters which cannot be drawn; and those letters. */
export function unprintable(texts: Readonly<Record<string, string | null>>) {
  const found = Object.entries(texts).map(([field, text]) => ({
    field,
    letters: text === null ? [] : undrawable(text),
    text,
  }));
  const wrong = found.filter(({ text, letters }) => text === null || letters.length > 0);
  return { fields: wrong.map(({ field }) => field), letters: wrong.flatMap(({ letters }) => letters) };
}
