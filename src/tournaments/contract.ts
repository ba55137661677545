// Wire shapes of tournaments, registrations, matches and results.

import { z } from 'zod';
import type { Instant } from '../core/instant.ts';
import { reasonLengthMax, seedLengthMax, titleLengthMax } from '../core/limits.ts';
import { coinsToJson } from '../core/money.ts';
import { prizePlacesMax } from '../economy/escrow/prize-split.ts';
import type { PrizeTable } from '../economy/escrow/show-prizes.ts';
import { displayName, id, instant, line, paragraph, printedName, timeZone } from '../http/wire.ts';
import { rosterSizeMax, rosterSizeMin } from '../teams/team.ts';
import { scoreMax } from './matches/result.ts';
import { entrantLanguages } from './registration/registration.ts';
import { seedingMethods } from './stages/seeding.ts';
import {
  capacityMax,
  capacityMin,
  stateAt,
  type Tournament,
  tournamentFormats,
  tournamentModes,
  tournamentStates,
} from './tournament.ts';

export const tournamentCreate = z
  .strictObject({
    title: line(titleLengthMax),
    issuer: line(80).nullable().default(null),
    accentColor: z
      .string()
      .regex(/^#[0-9a-f]{6}$/i, 'a colour as #rrggbb')
      .toLowerCase()
      .nullable()
      .default(null),
    timeZone: timeZone.default('UTC'),
    mode: z.enum(tournamentModes).default('solo'),
    rosterSize: z.int().min(rosterSizeMin).max(rosterSizeMax).nullable().default(null),
    format: z.enum(tournamentFormats).default('single_elimination'),
    capacity: z.int().min(capacityMin).max(capacityMax),
    entrantsMin: z.int().min(2).max(capacityMax).default(2),
    thirdPlaceMatch: z.boolean().default(false),
    requiresApproval: z.boolean().default(false),
    entryFeeCoins: z.int().min(0).default(0),
    /** Percents of the pool or coins, best place first; checked by the domain. */
    prizes: z
      .strictObject({ kind: z.enum(['fixed', 'percent']), places: z.array(z.number()).max(prizePlacesMax) })
      .nullable()
      .default(null),
    registrationOpensAt: instant.nullable().default(null),
    registrationClosesAt: instant.nullable().default(null),
    startsAt: instant,
  })
  .refine((t) => t.entrantsMin <= t.capacity, { path: ['entrantsMin'], message: 'at most the capacity' })
  .refine((t) => (t.mode === 'team') === (t.rosterSize !== null), {
    path: ['rosterSize'],
    message: 'for team tournaments, and for no others',
  })
  .refine((t) => t.registrationClosesAt === null || t.registrationClosesAt <= t.startsAt, {
    path: ['registrationClosesAt'],
    message: 'not after the start',
  })
  .refine(
    (t) =>
      t.registrationOpensAt === null ||
      t.registrationClosesAt === null ||
      t.registrationOpensAt < t.registrationClosesAt,
    { path: ['registrationOpensAt'], message: 'before registration closes' },
  )
  .transform(({ thirdPlaceMatch, entryFeeCoins, ...rest }) => ({
    ...rest,
    hasThirdPlaceMatch: thirdPlaceMatch,
    entryFee: BigInt(entryFeeCoins),
  }));

/** The state follows the registration times, even if cron has not stored it yet. */
export function tournamentJson({ entryFee, hasThirdPlaceMatch, ...tournament }: Tournament, now: Instant) {
  const settings = { thirdPlaceMatch: hasThirdPlaceMatch, entryFeeCoins: coinsToJson(entryFee) };
  return { ...tournament, ...settings, state: stateAt(tournament, now) };
}

export const payoutCreate = z.strictObject({});

/** The escrow's wallet id is public, so that players can transfer to it. */
export function prizesJson({ prizes, entryFee }: Tournament, { escrow, paid, owed }: PrizeTable) {
  return {
    plan: prizes,
    entryFeeCoins: coinsToJson(entryFee),
    escrowWalletId: escrow?.walletId ?? null,
    escrowCoins: coinsToJson(escrow?.balance ?? 0n),
    paid: paid.map(({ amount, ...prize }) => ({ ...prize, amountCoins: coinsToJson(amount) })),
    owed: owed.map(({ registrationId, amount, cause, nextAttemptAt }) => {
      return { registrationId, amountCoins: coinsToJson(amount), cause, nextAttemptAt };
    }),
  };
}

export const tournamentTransition = z.strictObject({
  to: z.enum(tournamentStates).exclude(['draft']),
});

export const registrationCreate = z.strictObject({
  teamId: id('team').optional(),
  roster: z.array(id('player')).min(rosterSizeMin).max(rosterSizeMax).optional(),
  language: z.enum(entrantLanguages).default('en'),
  displayName: displayName.optional(),
  printedName: printedName.optional(),
});

/** Optional reason for the audit trail. */
export const registrationEnd = z.strictObject({ reason: paragraph({ lengthMax: reasonLengthMax }).optional() });

export const seedingCreate = z.strictObject({
  method: z.enum(seedingMethods),
  seed: line(seedLengthMax).optional(),
  order: z.array(id('registration')).max(capacityMax).optional(),
});

const score = z.int().min(0).max(scoreMax);
export const resultCreate = z.strictObject({ scoreA: score, scoreB: score });
