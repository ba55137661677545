// Wire shapes of teams.

import { z } from 'zod';
import { normalizeCrockford } from '../core/crockford.ts';
import type { Id } from '../core/id.ts';
import { displayName } from '../http/wire.ts';
import type { Team } from './team.ts';

export const teamCreate = z.strictObject({ name: displayName });

export const memberCreate = z.strictObject({
  joinCode: z
    .string()
    .max(40)
    .transform((text) => normalizeCrockford(text) ?? ''),
});

/** Only members see the join code. */
export function teamJson({ joinCode, ...team }: Team, reader: Id<'player'>) {
  return team.memberIds.includes(reader) ? { ...team, joinCode } : team;
}
