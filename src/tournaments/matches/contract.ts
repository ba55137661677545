// Wire shapes of matches and results.

import { z } from 'zod';
import { id, pageQuery } from '../../http/wire.ts';
import { matchOutcomes } from '../stages/match.ts';
import type { MatchView, Origin, OwnMatch, Side } from './match-store.ts';
import { gamesMax, matchStates, resultOutcomes, scoreMax } from './result.ts';

const score = z.int().min(0).max(scoreMax);
const scoreShape = z.strictObject({
  scoreA: score.describe('Of `entrantA`.'),
  scoreB: score.describe('Of `entrantB`.'),
});
/** `games` are kept as they were reported; the score of the match is not computed from them. */
export const resultCreate = scoreShape.extend({ games: z.array(scoreShape).max(gamesMax).optional() });

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

/** The match that an entrant comes from. */
const originShape = z.strictObject({
  kind: z.enum(['winner', 'loser', 'place']),
  place: z.int(),
  matchId: id('match'),
  group: z.int(),
  round: z.int(),
  position: z.int(),
  /** Why nobody will come; null while that is open. */
  vacancy: z.enum(matchOutcomes).nullable(),
});

export const matchShape = z.strictObject({
  id: id('match'),
  tournamentId: id('tournament'),
  stage: z.int(),
  group: z.int().describe('Double elimination: 1 winners’ bracket, 2 losers’ bracket, 3 grand final. Otherwise 1.'),
  round: z.int().describe('1 is played first.'),
  position: z.int().describe('In the round, from 0.'),
  state: z
    .enum(matchStates)
    .describe(
      '`scheduled`: an entrant is not known yet. `ready`: may be reported. `pending_result`: reported, the other side confirms. `disputed`: the organizer decides.',
    ),
  outcome: z.enum(matchOutcomes).nullable().describe('How it ended; null before its end.'),
  entrantA: sideShape.nullable(),
  entrantB: sideShape.nullable(),
  /** null where the entrant is known. */
  sourceA: originShape.nullable(),
  sourceB: originShape.nullable(),
  games: z.array(scoreShape),
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

const originJson = (origin: Origin | null) => {
  if (origin === null) return null;
  const { kind, place, matchId, group, round, position, vacancy } = origin;
  return { kind, place, matchId, group, round, position, vacancy };
};

export function matchJson(match: MatchView): z.input<typeof matchShape> {
  const { id, tournamentId, stage, group, round, position, state, outcome } = match;
  const { scoreA, scoreB, winnerId, reportedBy } = match;
  return {
    ...{ id, tournamentId, stage, group, round, position, state, outcome },
    ...{ entrantA: sideJson(match.entrantA), entrantB: sideJson(match.entrantB) },
    ...{ sourceA: originJson(match.sourceA), sourceB: originJson(match.sourceB) },
    ...{ scoreA, scoreB, winnerId, reportedBy },
    games: match.games.map((game) => ({ scoreA: game.scoreA, scoreB: game.scoreB })),
  };
}

/** Open: neither completed nor cancelled. */
export const ownMatchQuery = z.strictObject({ open: z.enum(['true', 'false']).optional(), ...pageQuery });

export const ownMatchShape = matchShape.extend({ ownRegistrationId: id('registration'), tournamentTitle: z.string() });

export function ownMatchJson({ match, ownRegistrationId, tournamentTitle }: OwnMatch): z.input<typeof ownMatchShape> {
  return { ...matchJson(match), ownRegistrationId, tournamentTitle };
}
