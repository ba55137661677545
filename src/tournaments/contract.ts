// Wire shapes of tournaments and placements.

import * as z from 'zod';
import type { Instant } from '../core/instant.ts';
import { titleLengthMax } from '../core/limits.ts';
import { coinsToJson } from '../core/money.ts';
import { coinsCount, eventInstant, id, instantText, line, namedShape, timeZone } from '../http/wire.ts';
import { rosterSizeMax, rosterSizeMin } from '../teams/team.ts';
import { checkInMinutesMax, checkInMinutesMin } from './check-in/check-in.ts';
import { entryConditions } from './conditions/entry-condition.ts';
import { autoConfirmMinutesDefault, autoConfirmMinutesMax } from './matches/silence/silence.ts';
import { prizePlanShape, prizesSet } from './payouts/contract.ts';
import { copiedFields } from './setup/copy-tournament.ts';
import { refineStages, stageFields, stageJson, stageShape, stagesCreate, toStages } from './stages/contract.ts';
import {
  autoStarts,
  capacityMax,
  capacityMin,
  certificateHolders,
  gameLengthMax,
  stateAt,
  type Tournament,
  tournamentModes,
  tournamentStates,
  visibilities,
  waitlistCapacityMax,
} from './tournament.ts';
import { offerMinutesMax, offerMinutesMin } from './waitlist/offer.ts';

const tournamentFields = {
  title: line(titleLengthMax).describe('Shown in lists and printed on certificates.'),
  issuer: line(80)
    .nullable()
    .default(null)
    .describe("Printed as who issues the certificates; null: the name of the organizer's issuer profile."),
  game: line(gameLengthMax)
    .nullable()
    .default(null)
    .describe('What is played; lists can be filtered by it. null: not said.'),
  accentColor: z
    .string()
    .regex(/^#[0-9a-f]{6}$/i, 'must be a colour such as #1d3f8a')
    .toLowerCase()
    .nullable()
    .default(null)
    .describe('`#rrggbb`, of certificates and their pages; null: the colour of the type of certificate.'),
  timeZone: timeZone.default('UTC').describe('IANA name; of the dates that are printed and shown.'),
  mode: z.enum(tournamentModes).default('solo').describe('Whether players or teams register.'),
  rosterSize: z
    .int()
    .min(rosterSizeMin)
    .max(rosterSizeMax)
    .nullable()
    .default(null)
    .describe('Players that a team needs, 2 to 20: needed in mode `team`, and null in mode `solo`.'),
  rosterSizeMax: z
    .int()
    .min(rosterSizeMin)
    .max(rosterSizeMax)
    .nullable()
    .default(null)
    .describe('Players of a team at most, substitutes included, `rosterSize` to 20; null: exactly `rosterSize`.'),
  certificateHolders: z
    .enum(certificateHolders)
    .default('entrants')
    .describe(
      'Who gets certificates: `entrants`, a team as a whole, or `members`, each player of the roster with the name of the team; `members` needs the mode `team`.',
    ),
  stages: stagesCreate,
  capacity: z.int().min(capacityMin).max(capacityMax).describe('Places; never exceeded.'),
  entrantsMin: z.int().min(2).max(capacityMax).default(2).describe('With fewer entrants it cannot start.'),
  waitlistCapacity: z
    .int()
    .min(0)
    .max(waitlistCapacityMax)
    .default(waitlistCapacityMax)
    .describe('How many may wait for a place when the tournament is full; 0: there is no waitlist.'),
  offerMinutes: z
    .int()
    .min(offerMinutesMin)
    .max(offerMinutesMax)
    .nullable()
    .default(null)
    .describe('A free place is offered for this long to the next who waits; null: that one gets it at once and pays.'),
  checkInMinutes: z
    .int()
    .min(checkInMinutesMin)
    .max(checkInMinutesMax)
    .nullable()
    .default(null)
    .describe('Entrants check in from this long before the start until the start; null: there is no check-in.'),
  autoConfirmMinutes: z
    .int()
    .min(0)
    .max(autoConfirmMinutesMax)
    .default(autoConfirmMinutesDefault)
    .describe('A report that no other entrant answers for so long counts as confirmed; 0: it waits for ever.'),
  visibility: z
    .enum(visibilities)
    .default('public')
    .describe('`unlisted`: not in lists. `private`: for its entrants and staff only.'),
  requiresApproval: z.boolean().default(false).describe('The organizer approves or rejects each registration.'),
  entryCondition: z
    .enum(entryConditions)
    .default('none')
    .describe(
      'What an entrant needs besides an open registration: an invitation code, a place on the allow list, one of the two, or both.',
    ),
  autoStart: z
    .enum(autoStarts)
    .default('off')
    .describe(
      'Whether the tournament starts by itself at `startsAt`. `when_seeded`: only if the entrants were seeded. `always`: who is not seeded follows in the order of registration. Needs `registrationClosesAt`.',
    ),
  entryFeeCoins: z
    .int()
    .min(0)
    .default(0)
    .describe('Charged when an entrant registers; held until the approval where one is needed.'),
  prizes: prizesSet,
  registrationOpensAt: eventInstant
    .nullable()
    .default(null)
    .describe('Registration opens by itself at this time; null: the organizer opens it.'),
  registrationClosesAt: eventInstant
    .nullable()
    .default(null)
    .describe('Registration closes by itself at this time, not after the start; null: the organizer closes it.'),
  startsAt: eventInstant.describe(
    'Announced, in the years 2000 to 2100, and may be in the past; the organizer starts the tournament, unless `autoStart` does.',
  ),
};

const entrantsFault = { path: ['entrantsMin'], message: 'must be at most the capacity' };
export const tournamentCreate = z
  .strictObject(tournamentFields)
  .refine((t) => t.entrantsMin <= Math.max(t.capacity, capacityMin), entrantsFault)
  .refine((t) => (t.mode === 'team') === (t.rosterSize !== null), {
    path: ['rosterSize'],
    message: 'is needed for teams, and not allowed otherwise',
  })
  .refine((t) => t.rosterSizeMax === null || (t.rosterSize !== null && t.rosterSizeMax >= t.rosterSize), {
    path: ['rosterSizeMax'],
    message: 'must be at least `rosterSize`, and is not allowed without it',
  })
  .refine((t) => t.mode === 'team' || t.certificateHolders === 'entrants', {
    path: ['certificateHolders'],
    message: 'may be `members` in the mode `team` only',
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
  .refine((t) => t.autoStart === 'off' || t.registrationClosesAt !== null, {
    path: ['registrationClosesAt'],
    message: 'is needed for a start by time',
  })
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
  const given = (hasDefault ? (field.unwrap() as z.ZodType) : field).optional();
  return field.description === undefined ? given : given.describe(field.description);
}

/** For `tournamentCreate`. */
export function withChange(tournament: Tournament, change: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const json: Readonly<Record<string, unknown>> = tournamentJson(tournament, tournament.createdAt);
  const current = Object.keys(tournamentFields).map((name) => [name, json[name]]);
  return { ...Object.fromEntries(current), stages: tournament.stages.map(stageFields), ...change };
}

/** `copyOf` makes a whole tournament of it. */
export const tournamentCopy = z.strictObject({
  startsAt: tournamentFields.startsAt.describe(
    'When the copy starts. The times of registration and the days of a league move by as much.',
  ),
  title: tournamentFields.title.optional().describe('Absent: the title of the source.'),
});

/** For `tournamentCreate`. */
export function copyOf(source: Tournament, wishes: z.output<typeof tournamentCopy>): Record<string, unknown> {
  return withChange(source, copiedFields(source, source.stages.map(stageFields), wishes));
}

export const tournamentShape = namedShape('Tournament', 'A tournament.', {
  id: id('tournament'),
  title: z.string().describe('Shown in lists and printed on certificates.'),
  issuer: z
    .string()
    .nullable()
    .describe("Printed as who issues the certificates; null: the name of the organizer's issuer profile."),
  game: z.string().nullable().describe('What is played; null: not said.'),
  accentColor: z.string().nullable().describe('`#rrggbb`; null: the colour of the type of certificate.'),
  timeZone: z.string().describe('IANA time zone of the dates that are printed and shown.'),
  organizerId: id('player').describe('Who created it and runs it.'),
  isSandbox: z.boolean().describe('Simulated players play it, for play coins: in no public list, no certificates.'),
  mode: z.enum(tournamentModes).describe('Whether players or teams register.'),
  rosterSize: z.int().nullable().describe('Players that a team needs; null in mode `solo`.'),
  rosterSizeMax: z
    .int()
    .nullable()
    .describe('Players of a team at most, substitutes included; null: exactly `rosterSize`.'),
  certificateHolders: z
    .enum(certificateHolders)
    .describe('Who gets certificates: each entrant, or each player on the roster of a team.'),
  stages: z.array(stageShape).describe('In the order of play.'),
  state: z
    .enum(tournamentStates)
    .describe(
      'In the order draft, published, registration_open, registration_closed, live, completed. Registration also opens and closes by its times.',
    ),
  visibility: z.enum(visibilities).describe('`unlisted`: not in lists. `private`: for its entrants and staff only.'),
  capacity: z.int().describe('Places; never exceeded.'),
  entrantsMin: z.int().describe('With fewer confirmed entrants it cannot start.'),
  checkInMinutes: z.int().nullable().describe('How long before the start check-in opens; null: there is no check-in.'),
  autoConfirmMinutes: z
    .int()
    .describe('A report that no other entrant answers for so long counts as confirmed; 0: it waits for ever.'),
  waitlistCapacity: z.int().describe('How many may wait for a place; 0: nobody.'),
  offerMinutes: z
    .int()
    .nullable()
    .describe('How long a free place is offered to one who waits; null: it is given at once.'),
  requiresApproval: z.boolean().describe('Whether the organizer approves or rejects each registration.'),
  entryCondition: z
    .enum(entryConditions)
    .describe('What an entrant needs: an invitation code, a place on the allow list, one of the two, or both.'),
  autoStart: z
    .enum(autoStarts)
    .describe('Whether it starts by itself at `startsAt`. `when_seeded`: only if the entrants were seeded.'),
  entryFeeCoins: coinsCount.describe(
    'Charged when an entrant registers; held until the approval where one is needed. 0: free.',
  ),
  prizes: prizePlanShape.nullable().describe('Paid from the escrow of the tournament; null: none.'),
  confirmedCount: z.int().describe('Entrants who have a place.'),
  waitlistedCount: z.int().describe('Entrants who wait for a place.'),
  eventSeq: z.int().describe('The `seq` of its last event; 0 before the first.'),
  eventEpoch: z.string().describe('The `epoch` of its last event: follow the events after `eventEpoch:eventSeq`.'),
  registrationOpensAt: instantText
    .nullable()
    .describe('When registration opens by itself; null: the organizer opens it. UTC.'),
  registrationClosesAt: instantText
    .nullable()
    .describe('When registration closes by itself; null: the organizer closes it. UTC.'),
  startsAt: instantText.describe('As announced. The organizer starts the tournament, unless `autoStart` does. UTC.'),
  publishedAt: instantText.nullable().describe('null for a draft. UTC.'),
  startedAt: instantText.nullable().describe('When it was started; null before. UTC.'),
  endedAt: instantText.nullable().describe('When it was completed or cancelled; null before. UTC.'),
  settledAt: instantText.nullable().describe('When the prizes were paid; null before. UTC.'),
  seedingMethod: z.string().nullable().describe('How the entrants were ordered; null before.'),
  seedingSeed: z.string().nullable().describe('With it anybody can repeat a random order; null without one.'),
  createdAt: instantText,
});

/** The state follows the registration times, even if cron has not stored it yet. */
export function tournamentJson(tournament: Tournament, now: Instant): z.input<typeof tournamentShape> {
  const { id, title, issuer, game, accentColor, timeZone, organizerId, mode, rosterSize, stages } = tournament;
  const { certificateHolders: holders, rosterSizeMax: sizeMax, isSandbox } = tournament;
  const { capacity, entrantsMin, waitlistCapacity, offerMinutes, checkInMinutes, requiresApproval, prizes } =
    tournament;
  const { eventSeq, eventEpoch, seedingMethod, seedingSeed, createdAt } = tournament;
  const { autoConfirmMinutes, confirmedCount, waitlistedCount, entryCondition, autoStart } = tournament;
  const { registrationOpensAt, registrationClosesAt, startsAt, publishedAt, startedAt, endedAt, settledAt } =
    tournament;
  return {
    ...{ id, title, issuer, game, accentColor, timeZone, organizerId, isSandbox, mode, rosterSize },
    ...{ stages: stages.map(stageJson), certificateHolders: holders, rosterSizeMax: sizeMax },
    ...{ state: stateAt(tournament, now), visibility: tournament.visibility, capacity, entrantsMin },
    ...{
      waitlistCapacity,
      offerMinutes,
      checkInMinutes,
      requiresApproval,
      entryFeeCoins: coinsToJson(tournament.entryFee),
    },
    ...{ entryCondition, autoStart, autoConfirmMinutes, confirmedCount, waitlistedCount, eventSeq, eventEpoch },
    prizes: prizes === null ? null : { kind: prizes.kind, places: [...prizes.places] },
    ...{ registrationOpensAt, registrationClosesAt, startsAt, publishedAt, startedAt, endedAt, settledAt },
    ...{ seedingMethod, seedingSeed, createdAt },
  };
}
