// The display name of a player or a team.

import { refuse } from './errors.ts';
import { displayNameLengthMax } from './limits.ts';
import { readText, type TextRule } from './text.ts';

/** Names are not unique. Two names that differ only by removed characters become equal. */
export const displayNameRule: TextRule = { lengthMax: displayNameLengthMax, removesDirectionControls: true };

/** For a name that the caller did not type, such as a token's. null if it breaks the rule. */
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
