// Wire shapes of matches and results.

import { z } from 'zod';
import { id } from '../../http/wire.ts';
import type { MatchView, Side } from './match-store.ts';
import { matchStates, resultOutcomes, scoreMax } from './result.ts';

const score = z.int().min(0).max(scoreMax);
export const resultCreate = z.strictObject({ scoreA: score, scoreB: score });

export const resultShape = z.strictObject({
  matchId: id('match'),
  outcome: z.enum(resultOutcomes),
  state: z.enum(matchStates),
});

const sideShape = z.strictObject({
  registrationId: id('registration'),
  playerId: id('player'),
  displayName: z.string(),
  seed: z.int().nullable(),
});

export const matchShape = z.strictObject({
  id: id('match'),
  tournamentId: id('tournament'),
  round: z.int(),
  position: z.int(),
  state: z.enum(matchStates),
  entrantA: sideShape.nullable(),
  entrantB: sideShape.nullable(),
  scoreA: score.nullable(),
  scoreB: score.nullable(),
  winnerId: id('registration').nullable(),
  reportedBy: id('player').nullable(),
});

const sideJson = (side: Side | null) => {
  if (side === null) return null;
  const { registrationId, playerId, displayName, seed } = side;
  return { registrationId, playerId, displayName, seed };
};

export function matchJson(match: MatchView): z.input<typeof matchShape> {
  const { id, tournamentId, round, position, state, scoreA, scoreB, winnerId, reportedBy } = match;
  const sides = { entrantA: sideJson(match.entrantA), entrantB: sideJson(match.entrantB) };
  return { id, tournamentId, round, position, state, ...sides, scoreA, scoreB, winnerId, reportedBy };
}
