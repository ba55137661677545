// Wire shapes of sandboxes.

import * as z from 'zod';
import { addSeconds, type Instant } from '../../core/instant.ts';
import { seedLengthMax } from '../../core/limits.ts';
import { id, instantText, line, namedShape } from '../../http/wire.ts';
import { tournamentJson, tournamentShape } from '../contract.ts';
import type { Tournament } from '../tournament.ts';
import { actsPerMinuteMax, removedAtOf, sandboxFormats, sandboxSizeMax, sandboxSizeMin } from './sandbox.ts';
import type { SandboxStatus } from './show-sandbox.ts';

const percent = z.int().min(0).max(100);
const shownPercent = z.int();
const speedText = 'How fast the simulated people act.';
const disputeText = 'Of a hundred answers to a report, how many contest it. Above 0, the first two are contested.';
const noShowText = 'Of a hundred check-ins and matches, to how many somebody does not come.';

export const sandboxCreate = z
  .strictObject({
    format: z
      .enum(sandboxFormats)
      .default('swiss')
      .describe('Of the first stage, with the settings that it has by default.'),
    size: z.int().min(sandboxSizeMin).max(sandboxSizeMax).default(8).describe('Places. Two more players wait for one.'),
    playoffSize: z
      .union([z.literal(2), z.literal(4), z.literal(8), z.null()])
      .optional()
      .describe(
        'How many go on to a second stage, a single elimination; null: there is no second stage. By default 4, of four players 2.',
      ),
    seed: line(seedLengthMax)
      .nullable()
      .default(null)
      .describe('The same seed gives the same course. null: the id of the tournament.'),
    actsPerMinute: z.int().min(1).max(actsPerMinuteMax).default(240).describe(speedText),
    disputePercent: percent.default(20).describe(disputeText),
    noShowPercent: percent.default(0).describe(noShowText),
  })
  .refine(({ playoffSize, size }) => (playoffSize ?? 0) < size, {
    path: ['playoffSize'],
    message: 'must be less than the size',
  });

type Wishes = z.output<typeof sandboxCreate>;

const shownFields = {
  seed: z.string().describe('The same seed gives the same course.'),
  actsPerMinute: z.int().describe(speedText),
  disputePercent: shownPercent.describe(disputeText),
  noShowPercent: shownPercent.describe(noShowText),
  removedAt: instantText.describe('From then on it is removed. UTC.'),
};

export const sandboxShape = namedShape('Sandbox', 'A tournament of simulated players.', {
  tournament: tournamentShape,
  ...shownFields,
});

const actShape = namedShape('SandboxAct', 'What simulated players, or the organizer for them, do next.', {
  operation: z.string().describe('Its name in the API document.'),
  playerId: id('player').describe('Who does it: a simulated player, or the organizer.'),
  params: z.record(z.string(), z.string()).describe('Of its path: what it is about.'),
});

export const sandboxStatusShape = namedShape('SandboxStatus', 'How far a sandbox is.', {
  tournamentId: id('tournament'),
  ...shownFields,
  actCount: z.int().describe('Acts that were done or refused.'),
  nextAt: instantText.nullable().describe('When the next act is due; null: nothing is left to do. UTC.'),
  nextAct: actShape
    .nullable()
    .describe('As things stand; null: nothing is left to do, or not before people do something.'),
});

export function sandboxStatusJson({ sandbox, actCount, nextAct }: SandboxStatus): z.input<typeof sandboxStatusShape> {
  const { tournamentId, seed, actsPerMinute, disputePercent, noShowPercent, createdAt, nextAt } = sandbox;
  return {
    ...{ tournamentId, seed, actsPerMinute, disputePercent, noShowPercent },
    ...{ removedAt: removedAtOf(createdAt), actCount, nextAt },
    nextAct: nextAct && { operation: nextAct.operation, playerId: nextAct.playerId, params: { ...nextAct.params } },
  };
}

export function sandboxJson(tournament: Tournament, wishes: Wishes): z.input<typeof sandboxShape> {
  const { actsPerMinute, disputePercent, noShowPercent } = wishes;
  return {
    tournament: tournamentJson(tournament, tournament.createdAt),
    seed: wishes.seed ?? tournament.id,
    ...{ actsPerMinute, disputePercent, noShowPercent },
    removedAt: removedAtOf(tournament.createdAt),
  };
}

const playoffDefault = (size: number) => (size > 4 ? 4 : 2);
const entrantsOf = (perGroup: number) => ({ from: 'ranking' as const, perGroup });

/** As the organizer would send it. Registration and check-in are open at once, and everything is near its end. */
export function draftOf({ format, size, playoffSize }: Wishes, now: Instant) {
  const startsAt = addSeconds(now, 30 * 60);
  const playoff = playoffSize === undefined ? playoffDefault(size) : playoffSize;
  const rounds = Math.min(3, Math.floor(size / 2));
  const own = {
    swiss: { rounds },
    league: { firstDay: startsAt.slice(0, 10) },
    free_for_all: { lobbySize: 4 },
    single_elimination: { thirdPlaceMatch: true },
  };
  const first = { format, ...(own[format as keyof typeof own] ?? {}) };
  const later =
    playoff === null
      ? []
      : [
          { format: 'single_elimination', entrants: entrantsOf(playoff) },
          // It is dropped again.
          { format: 'single_elimination', name: 'Show match', entrants: entrantsOf(2) },
        ];
  return {
    title: `Sandbox: ${format.replaceAll('_', ' ')}`,
    stages: [first, ...later],
    capacity: size,
    waitlistCapacity: 4,
    offerMinutes: 30,
    checkInMinutes: 60,
    visibility: 'unlisted',
    autoStart: 'when_seeded',
    entryFeeCoins: 10,
    prizes: { kind: 'percent', places: [60, 40] },
    registrationClosesAt: startsAt,
    startsAt,
  };
}
