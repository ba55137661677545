// Wire shapes of teams.

import { z } from 'zod';
import { normalizeCrockford } from '../core/crockford.ts';
import type { Id } from '../core/id.ts';
import type { Team } from './team.ts';

/** Length and characters are judged as those of a player's name. */
export const teamCreate = z.strictObject({
  name: z
    .string()
    .max(1000)
    .refine((text) => text.isWellFormed(), 'not well-formed Unicode'),
});

export const memberCreate = z.strictObject({
  joinCode: z
    .string()
    .max(40)
    .transform((text) => normalizeCrockford(text) ?? ''),
});

/** The code to join with is for members only. */
export function teamJson({ joinCode, ...team }: Team, reader: Id<'player'>) {
  return team.memberIds.includes(reader) ? { ...team, joinCode } : team;
}
