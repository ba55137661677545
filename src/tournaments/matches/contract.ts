// Wire shapes of matches and results.

import * as z from 'zod';
import { id, instantText, namedShape, pageQuery } from '../../http/wire.ts';
import { matchRole } from '../stages/contract.ts';
import { type Game, matchOutcomes } from '../stages/match.ts';
import type { Entrant, MatchView, OwnMatch, Source } from './match-store.ts';
import { acceptedOutcomes, gamesMax, matchStates, scoreMax, slotsMax } from './result.ts';

const score = z.int().min(0).max(scoreMax);
const place = z.int().min(1).max(slotsMax).nullable();
const scores = z
  .array(score)
  .min(1)
  .max(slotsMax)
  .describe(
    'One per slot of the match, in order; 0 for a vacant slot. In a lobby with a points table they are points, not kills, also without `games`.',
  );
const places = z
  .array(place)
  .min(1)
  .max(slotsMax)
  .describe(
    'One per slot: 1 is the best, equal places are shared, null has no place. Without them they follow from the scores.',
  );
export const resultCreate = z.strictObject({
  scores,
  places: places.optional(),
  games: z
    .array(z.strictObject({ scores, places: places.optional() }))
    .min(1)
    .max(gamesMax)
    .optional()
    .describe(
      'Each game of the match, in order. In a match of two, the `scores` of the match are then the games won. In a lobby with a points table, ' +
        'the `scores` of a game are kills, and those of the match the points that they and the places bring.',
    ),
});

export const resultShape = namedShape('MatchResult', 'The state of the match after the act.', {
  matchId: id('match'),
  outcome: z
    .enum(acceptedOutcomes)
    .describe('What the act did: `repeated` did nothing new, `disputed` differs from the other report.'),
  state: z.enum(matchStates).describe('The state of the match now.'),
});

const entrantShape = z.strictObject({
  registrationId: id('registration'),
  playerId: id('player').describe('The player; for a team, its captain.'),
  displayName: z.string().describe('The name that the bracket shows.'),
  seed: z.int().nullable().describe('1 is the best; null before the tournament is seeded.'),
});

/** The match that an entrant comes from. */
const sourceShape = z.strictObject({
  kind: z.enum(['winner', 'loser', 'place']).describe('Who of that match comes.'),
  place: z.int().describe('The place in that match: 1 is its winner.'),
  matchId: id('match').describe('The match that the entrant comes from.'),
  group: z.int().describe('Its group.'),
  round: z.int().describe('Its round.'),
  position: z.int().describe('Its position in the round.'),
  vacancy: z.enum(matchOutcomes).nullable().describe('Why nobody will come; null while somebody may.'),
});

export const gamesShown = z.array(
  z.strictObject({
    scores: z.array(score).describe('One per slot.'),
    places: z.array(place).optional().describe('One per slot; absent where they follow from the scores.'),
  }),
);

export const gameJson = ({ scores, places }: Game): z.input<typeof gamesShown>[number] => ({
  scores: [...scores],
  ...(places === undefined ? {} : { places: [...places] }),
});

export const matchShape = namedShape('Match', 'A match of a bracket.', {
  id: id('match'),
  tournamentId: id('tournament'),
  stage: z.int().describe('The number of its stage, from 1.'),
  group: z
    .int()
    .describe(
      'Of the stage. Double elimination: 1 winners’ bracket, 2 losers’ bracket, 3 grand final. Single elimination with consolation: 2 is the consolation bracket.',
    ),
  round: z.int().describe('1 is played first.'),
  position: z.int().describe('In the round, from 0.'),
  state: z
    .enum(matchStates)
    .describe(
      '`scheduled`: an entrant is not known yet. `check_in`: its entrants check in first. `ready`: may be reported. `pending_result`: reported, another entrant of the match confirms. `disputed`: the organizer decides.',
    ),
  outcome: z.enum(matchOutcomes).nullable().describe('How it ended; null before its end.'),
  role: matchRole,
  slots: z
    .array(
      z.strictObject({
        entrant: entrantShape.nullable().describe('Who plays; null while that is open, and where nobody comes.'),
        source: sourceShape.nullable().describe('null where the entrant is known.'),
        score: score.nullable().describe('As reported last.'),
        place: place.describe('As reported last. 1 is the best, equal places are shared; null: none.'),
      }),
    )
    .describe('Two; more in a lobby; one where a bye is scored like a match.'),
  games: gamesShown.describe('As reported last; empty where only the score of the match was reported.'),
  winnerId: id('registration').nullable().describe('null before the end, and after a draw.'),
  reportedBy: id('player').nullable().describe('Who reported the result that stands; null before a report.'),
  confirmsAt: instantText
    .nullable()
    .describe(
      'When the report counts as confirmed unless another entrant answers; null: it waits for nobody, or for ever.',
    ),
  startsAt: instantText.nullable().describe('When it is to begin; null: not scheduled. UTC.'),
  endsAt: instantText
    .nullable()
    .describe('Until when its station and its entrants are booked; null: not scheduled. UTC.'),
  station: z.string().nullable().describe('Where it is played, of the match plan; null: not said.'),
  stream: z.string().nullable().describe('Where it is broadcast; null: not said.'),
  isPostponed: z.boolean().describe('It has no time until it gets a new one.'),
  calledAt: instantText.nullable().describe('When its entrants were called last; null: not yet. UTC.'),
  checkIn: z
    .strictObject({
      opensAt: instantText.nullable().describe('From when entrants check in; null: it is open. UTC.'),
      closesAt: instantText
        .nullable()
        .describe('Who has not come by then forfeits; null: not known before the match has a time. UTC.'),
      present: z.array(id('registration')).describe('Who has checked in.'),
    })
    .nullable()
    .describe('Only in state `check_in`; null otherwise.'),
});

const entrantJson = (entrant: Entrant | null) => {
  if (entrant === null) return null;
  const { registrationId, playerId, displayName, seed } = entrant;
  return { registrationId, playerId, displayName, seed };
};

const sourceJson = (source: Source | null) => {
  if (source === null) return null;
  const { kind, place, matchId, group, round, position, vacancy } = source;
  return { kind, place, matchId, group, round, position, vacancy };
};

export function matchJson(match: MatchView): z.input<typeof matchShape> {
  const { id, tournamentId, stage, group, round, position, state, outcome, role, winnerId, reportedBy } = match;
  const { startsAt, endsAt, station, stream, isPostponed, calledAt, checkIn, confirmsAt } = match;
  return {
    ...{ id, tournamentId, stage, group, round, position, state, outcome, role, winnerId, reportedBy, confirmsAt },
    slots: match.slots.map(({ entrant, source, score, place }) => ({
      ...{ entrant: entrantJson(entrant), source: sourceJson(source), score, place },
    })),
    games: match.games.map(gameJson),
    ...{ startsAt, endsAt, station, stream, isPostponed, calledAt },
    checkIn: checkIn === null ? null : { ...checkIn, present: [...checkIn.present] },
  };
}

export const ownMatchQuery = z.strictObject({
  open: z
    .enum(['true', 'false'])
    .optional()
    .describe('`true`: only those that are neither completed nor cancelled. `false`: only the others. All if absent.'),
  ...pageQuery,
});

export const ownMatchShape = matchShape
  .extend({
    ownRegistrationId: id('registration').describe('The entrant who is the caller, or a team of the caller.'),
    tournamentTitle: z.string().describe('The title of the tournament.'),
  })
  .meta({ id: 'OwnMatch', description: 'A match of the caller, with its tournament.' });

export const nextMatchShape = namedShape('NextMatch', 'The next match of the caller.', {
  match: ownMatchShape.nullable().describe('null: no match of a live tournament is open.'),
});

export function ownMatchJson({ match, ownRegistrationId, tournamentTitle }: OwnMatch): z.input<typeof ownMatchShape> {
  return { ...matchJson(match), ownRegistrationId, tournamentTitle };
}

export const forfeitCreate = z.strictObject({
  absent: z
    .array(
      z
        .int()
        .min(0)
        .max(slotsMax - 1),
    )
    .min(1)
    .max(slotsMax)
    .refine((slots) => new Set(slots).size === slots.length, 'each slot once')
    .describe('The slots whose entrants have not come, or do not play on; the first is 0.'),
});

export const forfeitShape = namedShape('Forfeit', 'The state of the match after a forfeit.', {
  matchId: id('match'),
  state: z.enum(matchStates).describe('The state of the match now.'),
});

export const correctionCreate = resultCreate.extend({
  cascade: z.boolean().default(false).describe('Also reset later matches that were played.'),
  dryRun: z.boolean().default(false).describe('Change nothing; only say which later matches would be reset.'),
});

export const correctionShape = namedShape('Correction', 'What a correction did, or would do.', {
  matchId: id('match'),
  outcome: z.enum(['corrected', 'previewed']).describe('`previewed`: nothing was changed.'),
  affected: z
    .array(
      z.strictObject({
        matchId: id('match'),
        hasResult: z.boolean().describe('It was played or reported, and that is lost.'),
      }),
    )
    .describe('Later matches that get other entrants, earliest first.'),
});
