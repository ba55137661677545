// Shapes of what the stores of tournaments return. A test compares them with real rows: docs/architecture.md#row-types

import * as z from 'zod';
import { entryConditions } from '../../../src/tournaments/conditions/entry-condition.ts';
import { evidenceTypes, evidenceVerdicts } from '../../../src/tournaments/evidence/evidence.ts';
import { matchStates, storedResultKinds } from '../../../src/tournaments/matches/result.ts';
import { scorings } from '../../../src/tournaments/matches/result-fault.ts';
import { entrantLanguages, registrationStates } from '../../../src/tournaments/registration/registration.ts';
import { grandFinals } from '../../../src/tournaments/stages/formats/double-elimination.ts';
import { matchOutcomes, matchRoles } from '../../../src/tournaments/stages/match.ts';
import {
  autoStarts,
  certificateHolders,
  tournamentModes,
  tournamentStates,
  visibilities,
} from '../../../src/tournaments/tournament.ts';
import { coins, id, instant } from './row-check.ts';

const points = z.strictObject({ win: z.int(), draw: z.int(), loss: z.int() });
const choices = [
  z.strictObject({
    format: z.literal('single_elimination'),
    settings: z.strictObject({ thirdPlaceMatch: z.boolean(), consolation: z.boolean() }),
  }),
  z.strictObject({
    format: z.literal('double_elimination'),
    settings: z.strictObject({ grandFinal: z.enum(grandFinals) }),
  }),
  z.strictObject({
    format: z.literal('round_robin'),
    settings: z.strictObject({
      legs: z.int(),
      points,
      allowsDraws: z.boolean(),
      tieBreaks: z.array(z.string()),
      lotsSeed: z.string().nullable(),
    }),
  }),
  z.strictObject({
    format: z.literal('free_for_all'),
    settings: z.strictObject({
      ...{ lobbySize: z.int(), advancing: z.int().nullable(), rounds: z.int(), countedGames: z.int().nullable() },
      points: z.strictObject({ placement: z.array(z.int()), perKill: z.int() }).nullable(),
    }),
  }),
] as const;

const stageNumber = { stage: z.int() };
const qualification = z.union([
  z.strictObject({ ...stageNumber, from: z.literal('ranking'), perGroup: z.int(), bestOfRest: z.int() }),
  z.strictObject({ ...stageNumber, from: z.literal('split'), ranks: z.tuple([z.int(), z.int()]) }),
  z.strictObject({ ...stageNumber, from: z.literal('manual') }),
]);
const life = {
  number: z.int(),
  state: z.enum(['planned', 'live', 'completed']),
  name: z.string().nullable(),
  groups: z.int(),
  entrants: qualification.nullable(),
  bestOf: z.int().nullable(),
  scoring: z.enum(scorings),
};
export const stage = z.union([
  choices[0].extend(life),
  choices[1].extend(life),
  choices[2].extend(life),
  choices[3].extend(life),
]);

export const stageEntrant = z.strictObject({
  registrationId: id('registration'),
  displayName: z.string(),
  seed: z.int(),
  group: z.int(),
  rank: z.int().nullable(),
  decidedBy: z.string().nullable(),
  left: z.enum(['withdrawn', 'disqualified']).nullable(),
  byes: z.array(z.strictObject({ round: z.int(), points: z.enum(['half', 'zero']) })),
  rating: z.int().nullable(),
});
export const roundProgress = z.strictObject({ group: z.int(), round: z.int(), matches: z.int(), open: z.int() });
export const rankedStage = z.strictObject({
  number: z.int(),
  entrants: qualification.nullable(),
  ranking: z.array(z.strictObject({ entrant: id('registration'), rank: z.int(), decidedBy: z.string() })),
});

export const tournament = z.strictObject({
  id: id('tournament'),
  title: z.string(),
  issuer: z.string().nullable(),
  game: z.string().nullable(),
  accentColor: z.string().nullable(),
  timeZone: z.string(),
  organizerId: id('player'),
  isSandbox: z.boolean(),
  mode: z.enum(tournamentModes),
  rosterSize: z.int().nullable(),
  rosterSizeMax: z.int().nullable(),
  certificateHolders: z.enum(certificateHolders),
  stages: z.array(stage),
  state: z.enum(tournamentStates),
  visibility: z.enum(visibilities),
  capacity: z.int(),
  entrantsMin: z.int(),
  waitlistCapacity: z.int(),
  offerMinutes: z.int().nullable(),
  checkInMinutes: z.int().nullable(),
  autoConfirmMinutes: z.int(),
  requiresApproval: z.boolean(),
  entryCondition: z.enum(entryConditions),
  autoStart: z.enum(autoStarts),
  entryFee: coins,
  prizes: z.strictObject({ kind: z.enum(['fixed', 'percent', 'share']), places: z.array(z.int()) }).nullable(),
  confirmedCount: z.int(),
  waitlistedCount: z.int(),
  eventSeq: z.int(),
  eventEpoch: z.string(),
  registrationOpensAt: instant.nullable(),
  registrationClosesAt: instant.nullable(),
  startsAt: instant,
  publishedAt: instant.nullable(),
  startedAt: instant.nullable(),
  endedAt: instant.nullable(),
  settledAt: instant.nullable(),
  seedingMethod: z.string().nullable(),
  seedingSeed: z.string().nullable(),
  createdAt: instant,
});

export const registration = z.strictObject({
  id: id('registration'),
  tournamentId: id('tournament'),
  playerId: id('player'),
  teamId: id('team').nullable(),
  displayName: z.string(),
  printedName: z.string().nullable(),
  club: z.string().nullable(),
  country: z.string().nullable(),
  rating: z.int().nullable(),
  language: z.enum(entrantLanguages),
  state: z.enum(registrationStates),
  seed: z.int().nullable(),
  waitlist: z.strictObject({ position: z.int(), length: z.int(), offerEndsAt: instant.nullable() }).nullable(),
  checkedInAt: instant.nullable(),
  isGuest: z.boolean(),
  createdAt: instant,
});

const key = { group: z.int(), round: z.int(), position: z.int() };
const outcome = z.enum(matchOutcomes).nullable();

const entrant = z.strictObject({
  registrationId: id('registration'),
  playerId: id('player'),
  displayName: z.string(),
  seed: z.int().nullable(),
});
const origin = z.strictObject({
  ...key,
  kind: z.enum(['winner', 'loser', 'place']),
  place: z.int(),
  matchId: id('match'),
  vacancy: outcome,
});

const games = z.array(z.strictObject({ scores: z.array(z.int()), places: z.array(z.int().nullable()).optional() }));

export const matchView = z.strictObject({
  ...key,
  id: id('match'),
  tournamentId: id('tournament'),
  stage: z.int(),
  state: z.enum(matchStates),
  outcome,
  slots: z.array(
    z.strictObject({
      entrant: entrant.nullable(),
      source: origin.nullable(),
      score: z.int().nullable(),
      place: z.int().nullable(),
    }),
  ),
  games,
  winnerId: id('registration').nullable(),
  role: z.enum(matchRoles).nullable(),
  reportedBy: id('player').nullable(),
  startsAt: instant.nullable(),
  endsAt: instant.nullable(),
  station: z.string().nullable(),
  stream: z.string().nullable(),
  isPostponed: z.boolean(),
  calledAt: instant.nullable(),
  checkIn: z
    .strictObject({
      opensAt: instant.nullable(),
      closesAt: instant.nullable(),
      present: z.array(id('registration')),
    })
    .nullable(),
  confirmsAt: instant.nullable(),
});

const of = z.strictObject(key);
const source = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('seed'), seed: z.int() }),
  z.strictObject({ kind: z.enum(['winner', 'loser']), of }),
  z.strictObject({ kind: z.literal('place'), of, place: z.int() }),
]);

export const storedResult = z.strictObject({
  id: id('result'),
  kind: z.enum(storedResultKinds),
  slot: z.int().nullable(),
  actorId: id('player'),
  scores: z.array(z.int()),
  places: z.array(z.int().nullable()),
  games,
  isSuperseded: z.boolean(),
  createdAt: instant,
});

export const storedMatch = z.strictObject({
  ...key,
  games,
  id: id('match'),
  state: z.enum(matchStates),
  outcome,
  completedAt: instant.nullable(),
  lastsFor: z.array(id('registration')),
  slots: z.array(
    z.strictObject({
      registrationId: id('registration').nullable(),
      vacancy: outcome,
      absentId: id('registration').nullable(),
      score: z.int().nullable(),
      place: z.int().nullable(),
      source,
    }),
  ),
});

export const addedEvidence = z.strictObject({
  verdict: z.enum(evidenceVerdicts),
  id: id('evidence').nullable(),
  facts: z.record(z.string(), z.string()).nullable(),
});

export const storedEvidence = z.strictObject({
  id: id('evidence'),
  matchId: id('match'),
  playerId: id('player'),
  url: z.string().nullable(),
  file: z
    .strictObject({ key: z.string(), sha256: z.string(), sizeBytes: z.int(), contentType: z.enum(evidenceTypes) })
    .nullable(),
  isStored: z.boolean(),
  createdAt: instant,
});
