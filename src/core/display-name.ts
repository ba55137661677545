// The name of a player or a team, as it is shown and printed.

import { refuse } from './errors.ts';
import { displayNameLengthMax } from './limits.ts';

/**
 * Trims, joins runs of white space, and drops what would let a name lie about its direction or hide letters: control
 * characters, bidirectional controls, and invisible format characters other than the joiners Bengali needs. NFC.
 */
export function cleanDisplayName(name: string): string {
  return name
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cs}\p{Co}\p{Cn}]|(?![\u200c\u200d])\p{Cf}/gu, '')
    .trim();
}

/** @throws DomainError invalid_request, naming `field`, unless 1 to 50 characters are left. */
export function readDisplayName(typed: string, field: string): string {
  const name = cleanDisplayName(typed);
  const length = [...name].length;
  if (length < 1 || length > displayNameLengthMax) {
    throw refuse('invalid_request', { field, reason: `1 to ${displayNameLengthMax} characters` });
  }
  return name;
}
