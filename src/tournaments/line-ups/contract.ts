// Wire shapes of line-ups.

import * as z from 'zod';
import { id, instantText, listShape, namedShape } from '../../http/wire.ts';
import { rosterSizeMax } from '../../teams/team.ts';
import type { ShownLineUp } from './show-line-ups.ts';

export const lineUpSet = z.strictObject({
  playerIds: z
    .array(id('player'))
    .min(1)
    .max(rosterSizeMax)
    .refine((ids) => new Set(ids).size === ids.length, 'must name each player once')
    .describe('Of the roster, as many as the match plan allows.'),
});

export const lineUpSetShape = namedShape('LineUpSet', 'A line-up was set.', {
  matchId: id('match'),
  registrationId: id('registration').describe('The team.'),
  setAt: instantText.describe('UTC.'),
});

export const lineUpsShape = listShape(
  namedShape('LineUp', 'Who of a team plays a match.', {
    registrationId: id('registration').describe('The team.'),
    setAt: instantText.nullable().describe('null: not set yet. UTC.'),
    players: z
      .array(
        z.strictObject({
          playerId: id('player').optional().describe('Only for players of the team, the organizer and referees.'),
          displayName: z.string().nullable().describe('null if the player has given none.'),
        }),
      )
      .nullable()
      .describe('null: not set, or hidden until all line-ups are set or the match has begun.'),
  }),
);

export function lineUpJson({ registrationId, setAt, players }: ShownLineUp) {
  return {
    ...{ registrationId, setAt },
    players: players === null ? null : players.map((player) => ({ ...player })),
  };
}
