// Wire shapes of tournaments, their prizes and placements.

import { z } from 'zod';
import type { Instant } from '../core/instant.ts';
import { titleLengthMax } from '../core/limits.ts';
import { coinsToJson } from '../core/money.ts';
import { prizePlacesMax } from '../economy/escrow/prize-split.ts';
import type { PrizeTable } from '../economy/escrow/show-prizes.ts';
import { coinsNumber, eventInstant, id, instantText, line, namedShape, timeZone } from '../http/wire.ts';
import { rosterSizeMax, rosterSizeMin } from '../teams/team.ts';
import { checkInMinutesMax, checkInMinutesMin } from './check-in/check-in.ts';
import { refineStages, stageFields, stageJson, stageShape, stagesCreate, toStages } from './stages/contract.ts';
import {
  capacityMax,
  capacityMin,
  gameLengthMax,
  stateAt,
  type Tournament,
  tournamentModes,
  tournamentStates,
  visibilities,
  waitlistCapacityMax,
} from './tournament.ts';

const tournamentFields = {
  title: line(titleLengthMax).describe('Shown in lists and printed on certificates.'),
  issuer: line(80).nullable().default(null).describe("Printed instead of the organizer's issuer profile."),
  game: line(gameLengthMax).nullable().default(null).describe('What is played; a filter of lists.'),
  accentColor: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #1d3f8a')
    .toLowerCase()
    .nullable()
    .default(null),
  timeZone: timeZone.default('UTC').describe('IANA name; of the dates that are printed and shown.'),
  mode: z.enum(tournamentModes).default('solo').describe('Whether players or teams register.'),
  rosterSize: z
    .int()
    .min(rosterSizeMin)
    .max(rosterSizeMax)
    .nullable()
    .default(null)
    .describe('Players of a team; for mode `team` only.'),
  stages: stagesCreate,
  capacity: z.int().min(capacityMin).max(capacityMax).describe('Places; never exceeded.'),
  entrantsMin: z.int().min(2).max(capacityMax).default(2).describe('With fewer entrants it cannot start.'),
  waitlistCapacity: z
    .int()
    .min(0)
    .max(waitlistCapacityMax)
    .default(waitlistCapacityMax)
    .describe('How many may wait for a place when the tournament is full; 0: there is no waitlist.'),
  checkInMinutes: z
    .int()
    .min(checkInMinutesMin)
    .max(checkInMinutesMax)
    .nullable()
    .default(null)
    .describe('Entrants check in from this long before the start until the start; null: there is no check-in.'),
  visibility: z
    .enum(visibilities)
    .default('public')
    .describe('`unlisted`: not in lists. `private`: for its entrants and staff only.'),
  requiresApproval: z.boolean().default(false).describe('The organizer approves or rejects each registration.'),
  entryFeeCoins: z
    .int()
    .min(0)
    .default(0)
    .describe('Charged when an entrant registers; held until the approval where one is needed.'),
  /** Percents of the pool or coins, best place first; checked by the domain. */
  prizes: z
    .strictObject({ kind: z.enum(['fixed', 'percent']), places: z.array(z.number()).max(prizePlacesMax) })
    .nullable()
    .default(null),
  registrationOpensAt: eventInstant.nullable().default(null).describe('Registration opens by itself at this time.'),
  registrationClosesAt: eventInstant.nullable().default(null).describe('Registration closes by itself at this time.'),
  startsAt: eventInstant.describe('Announced; the organizer starts the tournament. In the years 2000 to 2100.'),
};

export const tournamentCreate = z
  .strictObject(tournamentFields)
  .refine((t) => t.entrantsMin <= t.capacity, { path: ['entrantsMin'], message: 'must be at most the capacity' })
  .refine((t) => (t.mode === 'team') === (t.rosterSize !== null), {
    path: ['rosterSize'],
    message: 'is needed for teams, and not allowed otherwise',
  })
  .refine((t) => t.registrationClosesAt === null || t.registrationClosesAt <= t.startsAt, {
    path: ['registrationClosesAt'],
    message: 'must not be after the start',
  })
  .refine(
    (t) =>
      t.registrationOpensAt === null ||
      t.registrationClosesAt === null ||
      t.registrationOpensAt < t.registrationClosesAt,
    { path: ['registrationOpensAt'], message: 'must be before registration closes' },
  )
  .superRefine(refineStages)
  .transform(({ stages, entryFeeCoins, ...rest }) => ({
    ...rest,
    stages: toStages(stages),
    entryFee: BigInt(entryFeeCoins),
  }));

/** Any fields of a new tournament. An absent one stays as it is. `withChange` makes a whole tournament of it, which is judged like a new one. */
export const tournamentChange = z.strictObject(
  Object.fromEntries(Object.entries(tournamentFields).map(([name, field]) => [name, ifGiven(field)])),
);

/** Without its default, which would change an absent field. */
function ifGiven(field: z.ZodType): z.ZodType {
  const hasDefault = field instanceof z.ZodDefault || field instanceof z.ZodPrefault;
  return (hasDefault ? (field.unwrap() as z.ZodType) : field).optional();
}

/** For `tournamentCreate`. */
export function withChange(tournament: Tournament, change: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const json: Readonly<Record<string, unknown>> = tournamentJson(tournament, tournament.createdAt);
  const current = Object.keys(tournamentFields).map((name) => [name, json[name]]);
  return { ...Object.fromEntries(current), stages: tournament.stages.map(stageFields), ...change };
}

const prizePlanShape = z.strictObject({ kind: z.enum(['fixed', 'percent']), places: z.array(z.number()) });

export const tournamentShape = namedShape('Tournament', 'A tournament.', {
  id: id('tournament'),
  title: z.string(),
  issuer: z.string().nullable(),
  game: z.string().nullable(),
  accentColor: z.string().nullable(),
  timeZone: z.string(),
  organizerId: id('player'),
  mode: z.enum(tournamentModes),
  rosterSize: z.int().nullable(),
  stages: z.array(stageShape),
  state: z.enum(tournamentStates),
  visibility: z.enum(visibilities),
  capacity: z.int(),
  entrantsMin: z.int(),
  checkInMinutes: z.int().nullable().describe('Before the start; null: there is no check-in.'),
  waitlistCapacity: z.int(),
  requiresApproval: z.boolean(),
  entryFeeCoins: coinsNumber,
  prizes: prizePlanShape.nullable(),
  confirmedCount: z.int(),
  waitlistedCount: z.int().describe('Entrants who wait for a place.'),
  eventSeq: z.int(),
  registrationOpensAt: instantText.nullable(),
  registrationClosesAt: instantText.nullable(),
  startsAt: instantText,
  publishedAt: instantText.nullable(),
  endedAt: instantText.nullable(),
  settledAt: instantText.nullable(),
  seedingMethod: z.string().nullable(),
  seedingSeed: z.string().nullable(),
  createdAt: instantText,
});

/** The state follows the registration times, even if cron has not stored it yet. */
export function tournamentJson(tournament: Tournament, now: Instant): z.input<typeof tournamentShape> {
  const { id, title, issuer, game, accentColor, timeZone, organizerId, mode, rosterSize, stages } = tournament;
  const { capacity, entrantsMin, waitlistCapacity, checkInMinutes, requiresApproval, prizes, eventSeq } = tournament;
  const { confirmedCount, waitlistedCount } = tournament;
  const { registrationOpensAt, registrationClosesAt, startsAt, publishedAt, endedAt, settledAt } = tournament;
  const { seedingMethod, seedingSeed, createdAt } = tournament;
  return {
    ...{ id, title, issuer, game, accentColor, timeZone, organizerId, mode, rosterSize, stages: stages.map(stageJson) },
    ...{ state: stateAt(tournament, now), visibility: tournament.visibility, capacity, entrantsMin },
    ...{ waitlistCapacity, checkInMinutes, requiresApproval, entryFeeCoins: coinsToJson(tournament.entryFee) },
    ...{ confirmedCount, waitlistedCount, eventSeq },
    prizes: prizes === null ? null : { kind: prizes.kind, places: [...prizes.places] },
    ...{ registrationOpensAt, registrationClosesAt, startsAt, publishedAt, endedAt, settledAt },
    ...{ seedingMethod, seedingSeed, createdAt },
  };
}

export const prizesShape = namedShape('Prizes', 'The prizes of a tournament: planned, paid and owed.', {
  plan: prizePlanShape.nullable(),
  entryFeeCoins: coinsNumber,
  escrowWalletId: id('wallet').nullable(),
  escrowCoins: coinsNumber,
  paid: z.array(
    z.strictObject({
      registrationId: id('registration'),
      rank: z.int(),
      amountCoins: coinsNumber,
      paidAt: instantText,
    }),
  ),
  owed: z.array(
    z.strictObject({
      registrationId: id('registration'),
      amountCoins: coinsNumber,
      cause: z.string(),
      nextAttemptAt: instantText,
    }),
  ),
});

/** The escrow's wallet id is public, so that players can transfer to it. */
export function prizesJson(
  { prizes, entryFee }: Pick<Tournament, 'prizes' | 'entryFee'>,
  { escrow, paid, owed }: PrizeTable,
): z.input<typeof prizesShape> {
  return {
    plan: prizes === null ? null : { kind: prizes.kind, places: [...prizes.places] },
    entryFeeCoins: coinsToJson(entryFee),
    escrowWalletId: escrow?.walletId ?? null,
    escrowCoins: coinsToJson(escrow?.balance ?? 0n),
    paid: paid.map(({ registrationId, rank, amount, paidAt }) => {
      return { registrationId, rank, amountCoins: coinsToJson(amount), paidAt };
    }),
    owed: owed.map(({ registrationId, amount, cause, nextAttemptAt }) => {
      return { registrationId, amountCoins: coinsToJson(amount), cause, nextAttemptAt };
    }),
  };
}

export const placementsShape = namedShape(
  'Placements',
  'The final ranks; an empty list before the tournament is completed.',
  {
    items: z.array(
      z.strictObject({
        registrationId: id('registration'),
        displayName: z.string(),
        rank: z.int(),
        decidedBy: z.string(),
      }),
    ),
  },
);

export const tournamentTransition = z.strictObject({
  to: z.enum(tournamentStates).exclude(['draft']),
});

export const transitionShape = namedShape('TournamentState', 'The new state.', {
  id: id('tournament'),
  state: z.enum(tournamentStates),
});
