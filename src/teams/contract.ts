// Wire shapes of teams.

import { z } from 'zod';
import { normalizeCrockford } from '../core/crockford.ts';
import type { Id } from '../core/id.ts';
import { displayName, id, instantText } from '../http/wire.ts';
import type { Team } from './team.ts';

export const teamCreate = z.strictObject({ name: displayName });

export const memberCreate = z.strictObject({
  joinCode: z
    .string()
    .max(40)
    .transform((text) => normalizeCrockford(text) ?? ''),
});

/** Only members see the join code. */
export const teamShape = z.strictObject({
  id: id('team'),
  name: z.string(),
  captainId: id('player'),
  memberIds: z.array(id('player')),
  joinCode: z.string().optional(),
  createdAt: instantText,
});

export function teamJson(team: Team, reader: Id<'player'>): z.input<typeof teamShape> {
  const { id, name, captainId, memberIds, joinCode, createdAt } = team;
  const shown = { id, name, captainId, memberIds: [...memberIds], createdAt };
  return memberIds.includes(reader) ? { ...shown, joinCode } : shown;
}
