// Which texts are printed on a certificate: the printed name instead of the display name, without emoji. A text that cannot be drawn is
// not printed at all: it needs another spelling.

import { printable, removedEmoji, undrawable } from '../../core/printable.ts';

export interface Names {
  readonly displayName: string;
  /** null: not set. */
  readonly printedName: string | null;
}

export function nameInPrint({ displayName, printedName }: Names): string {
  return printable(printedName ?? displayName);
}

export function needsPrintedName({ displayName, printedName }: Names): boolean {
  return undrawable(printedName ?? displayName).length > 0;
}

/** Notices on the printed name for the organizer's list. */
export function noticesOf({ displayName, printedName }: Names) {
  const name = printedName ?? displayName;
  return { undrawable: undrawable(name), leftOutOfPrint: removedEmoji(name) };
}

/** Fields that contain characters that cannot be drawn, and those characters. */
export function unprintable(texts: Readonly<Record<string, string>>) {
  const found = Object.entries(texts).map(([field, text]) => ({ field, letters: undrawable(text) }));
  const wrong = found.filter(({ letters }) => letters.length > 0);
  return { fields: wrong.map(({ field }) => field), letters: wrong.flatMap(({ letters }) => letters) };
}
