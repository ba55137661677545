// Wire shapes of teams.

import * as z from 'zod';
import { normalizeCrockford } from '../core/crockford.ts';
import type { Id } from '../core/id.ts';
import { displayName, id, instantText, namedShape } from '../http/wire.ts';
import { isMember, type Team } from './team.ts';

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

export const teamShape = namedShape('Team', 'A team and its members. Its members see more than others.', {
  id: id('team'),
  name: z.string().describe('As the captain wrote it.'),
  captainId: id('player').describe('Registers the team, pays for it and is paid.'),
  members: z
    .array(
      z.strictObject({
        playerId: id('player').optional().describe('Only for members of the team.'),
        displayName: z
          .string()
          .nullable()
          .describe('The name with which the player joined; null if there is none, and after erasure.'),
      }),
    )
    .describe('All members, the captain included, in the order in which they joined.'),
  joinCode: z.string().optional().describe('With it others join. Only for members of the team.'),
  createdAt: instantText,
});

/** `reader` null: anonymous. */
export function teamJson(team: Team, reader: Id<'player'> | null): z.input<typeof teamShape> {
  const { id, name, captainId, members, joinCode, createdAt } = team;
  const shown = { id, name, captainId, createdAt };
  if (!isMember(team, reader)) return { ...shown, members: members.map(({ displayName }) => ({ displayName })) };
  return { ...shown, members: members.map(({ playerId, displayName }) => ({ playerId, displayName })), joinCode };
}
