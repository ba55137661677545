// Wire shapes of teams.

import { z } from 'zod';
import { normalizeCrockford } from '../core/crockford.ts';
import type { Id } from '../core/id.ts';
import { displayName, id, instantText, namedShape } from '../http/wire.ts';
import type { Team } from './team.ts';

export const teamCreate = z.strictObject({
  name: displayName.describe('Shown in brackets and printed on certificates.'),
});

export const memberCreate = z.strictObject({
  joinCode: z
    .string()
    .max(40)
    .describe('The code that the captain gave; hyphens and case do not matter.')
    .transform((text) => normalizeCrockford(text) ?? ''),
});

export const captainSet = z.strictObject({ playerId: id('player').describe('A member of the team.') });

export const teamShape = namedShape('Team', 'A team and its members.', {
  id: id('team'),
  name: z.string().describe('As the captain wrote it.'),
  captainId: id('player').describe('Registers the team, pays for it and is paid.'),
  memberIds: z.array(id('player')).describe('All members, the captain included.'),
  joinCode: z.string().optional().describe('With it others join; only members see it.'),
  createdAt: instantText,
});

export function teamJson(team: Team, reader: Id<'player'>): z.input<typeof teamShape> {
  const { id, name, captainId, memberIds, joinCode, createdAt } = team;
  const shown = { id, name, captainId, memberIds: [...memberIds], createdAt };
  return memberIds.includes(reader) ? { ...shown, joinCode } : shown;
}
