// The name of a player or a team, as it is shown and printed.

import { refuse } from './errors.ts';
import { displayNameLengthMax } from './limits.ts';
import { readText, type TextRule } from './text.ts';

/** Two names that differ only by what is removed become the same text. Two players may have the same name. */
export const displayNameRule: TextRule = { lengthMax: displayNameLengthMax, removesDirectionControls: true };

/** A name that nobody typed here, such as a token's; null where it could not be shown. */
export function displayNameOrNull(name: string | null): string | null {
  const verdict = readText(name ?? '', displayNameRule);
  return 'problem' in verdict ? null : verdict.text;
}

/** @throws DomainError invalid_request, naming `field`. */
export function readDisplayName(typed: string, field: string): string {
  const verdict = readText(typed, displayNameRule);
  if ('problem' in verdict) throw refuse('invalid_request', { field, reason: verdict.problem });
  return verdict.text;
}
