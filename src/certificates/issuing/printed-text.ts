// Which texts are printed on a certificate: the printed name instead of the display name, without emoji. A text that cannot be drawn is
// not printed at all: it needs another spelling.

import { printable, removedEmoji, undrawable } from '../../core/printable.ts';

export interface Names {
  readonly displayName: string;
  /** null: not set. */
  readonly printedName: string | null;
  /** Of a member's certificate. */
  readonly memberId?: string | null;
  /** Of a member's certificate: the name of the team. */
  readonly teamName?: string | null;
}

export function nameInPrint({ displayName, printedName }: Names): string {
  return printable(printedName ?? displayName);
}

export function needsPrintedName(names: Names): boolean {
  return needsSpelling(names) || needsTeamSpelling(names);
}

/** A member whose name is not known has the id as the display name. */
export function needsSpelling({ displayName, printedName, memberId = null }: Names): boolean {
  return (printedName === null && displayName === memberId) || undrawable(printedName ?? displayName).length > 0;
}

export function needsTeamSpelling({ teamName = null }: Names): boolean {
  return teamName !== null && undrawable(teamName).length > 0;
}

/** Notices on the printed names for the organizer's list. */
export function noticesOf({ displayName, printedName, teamName = null }: Names) {
  const names = [printedName ?? displayName, ...(teamName === null ? [] : [teamName])];
  return {
    undrawable: [...new Set(names.flatMap(undrawable))],
    leftOutOfPrint: [...new Set(names.flatMap(removedEmoji))],
  };
}

/** Fields that contain characters that cannot be drawn, and those characters. */
export function unprintable(texts: Readonly<Record<string, string>>) {
  const found = Object.entries(texts).map(([field, text]) => ({ field, letters: undrawable(text) }));
  const wrong = found.filter(({ letters }) => letters.length > 0);
  return { fields: wrong.map(({ field }) => field), letters: wrong.flatMap(({ letters }) => letters) };
}
