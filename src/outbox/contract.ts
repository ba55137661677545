// Wire shapes of tournament events: one schema per type, with the version of its payload. SQL builds most payloads; after each test file
// the events that it wrote are parsed by these schemas (test/support/isolate/written-rows.ts).

import * as z from 'zod';
import { id, instantText, namedShape } from '../http/wire.ts';
import { forfeited, matchPayloads } from './match-contract.ts';
import { count, number, payloadOf as of } from './payload-contract.ts';
import { waitingPayloads } from './waiting-contract.ts';

const fields = z.array(z.string()).describe('What changed, without the values.');
const shownName = z.string().describe('The name that the bracket shows.');

/**
 * A field that clients may ignore is added without a new version. A version above 1 needs a column in `event_outbox` first, since stored
 * events keep the payload that they were written with: until then every event has version 1, and neither rows nor frames repeat it.
 */
export const eventPayloads = {
  tournament_state_changed: of(
    1,
    'The tournament has another state.',
    z.strictObject({
      state: z
        .enum([
          'draft',
          'pending_approval',
          'published',
          'registration_open',
          'registration_closed',
          'live',
          'completed',
          'archived',
          'cancelled',
        ])
        .describe('The new state.'),
    }),
  ),
  start_blocked: of(
    1,
    'The tournament was due to start by itself and cannot. It is tried again each minute for a day.',
    z.strictObject({
      code: z.string().describe('Of the refusal, for example `not_enough_entrants` or `not_seeded`.'),
      confirmed: count.nullable().describe('Entrants who could play; null: that is not why.'),
      needed: count.nullable().describe('Entrants that are needed; null: that is not why.'),
    }),
  ),
  tournament_changed: of(
    1,
    'Settings, or the match plan, of a published tournament changed.',
    z.strictObject({ fields }),
  ),
  entrants_seeded: of(
    1,
    'The entrants were put in order. Read the seeding.',
    z.strictObject({ method: z.string().describe('How they were ordered.'), entrants: count.describe('How many.') }),
  ),
  registration_changed: of(
    1,
    'Club, country, rating or roster of an entrant changed. Read the registration.',
    z.strictObject({ registrationId: id('registration'), fields }),
  ),
  stage_changed: of(1, 'The plan of a stage changed.', z.strictObject({ stage: number.describe('Its number.') })),
  stage_dropped: of(
    1,
    'A stage was dropped before it started. The numbers of the others stay.',
    z.strictObject({ stage: number.describe('Its number.') }),
  ),
  staff_changed: of(
    1,
    'Somebody was invited as staff, accepted, or is staff no more.',
    z.strictObject({
      playerId: id('player'),
      role: z.enum(['co_organizer', 'referee', 'check_in', 'caster']).describe('The role in this tournament.'),
      state: z
        .enum(['invited', 'active', 'ended'])
        .describe('`ended`: declined, left, or the invitation or the role was withdrawn.'),
    }),
  ),
  registration_created: of(
    1,
    'An entrant registered.',
    z.strictObject({
      registrationId: id('registration'),
      displayName: shownName,
      state: z
        .enum(['pending', 'confirmed', 'waitlisted'])
        .describe('`pending`: the organizer decides. `waitlisted`: all places are taken.'),
    }),
  ),
  registration_promoted: of(
    1,
    'A pending registration was approved, or one that waited got a place.',
    z.strictObject({
      registrationId: id('registration'),
      displayName: shownName,
      state: z.enum(['confirmed', 'pending']).describe('The new state. `pending`: the organizer decides.'),
    }),
  ),
  registration_cancelled: of(
    1,
    'A registration ended: the entrant gave the place back or left the running tournament, did not check in, or the organizer rejected or disqualified it.',
    z.strictObject({
      registrationId: id('registration'),
      state: z.enum(['cancelled', 'rejected', 'no_show', 'withdrawn', 'disqualified']).describe('The new state.'),
      matches: z.array(forfeited).optional().describe('After the start: the matches that were forfeited with it.'),
    }),
  ),
  registration_restored: of(
    1,
    'A sanction was revoked: the entrant whom it had removed plays again, and the matches are as before. Read them again.',
    z.strictObject({
      registrationId: id('registration'),
      state: z.enum(['confirmed', 'withdrawn']).describe('The state before the removal.'),
      matchIds: z.array(id('match')).describe('All matches that the removal had changed.'),
    }),
  ),
  registration_claimed: of(
    1,
    'A player took over the entry of a guest. Read the registration again.',
    z.strictObject({ registrationId: id('registration') }),
  ),
  ...waitingPayloads,
  checked_in: of(
    1,
    'An entrant checked in, or the check-in was undone.',
    z.strictObject({ registrationId: id('registration'), isCheckedIn: z.boolean().describe('false: undone.') }),
  ),
  stage_started: of(
    1,
    'A stage started. Its first matches follow with `bracket_generated`.',
    z.strictObject({
      stage: number.describe('The number of the stage.'),
      entrants: count.describe('How many take part.'),
      order: z
        .array(id('registration'))
        .nullable()
        .describe('Best seed first, where the organizer gave the order; null: the seeds follow from the rules.'),
    }),
  ),
  bracket_generated: of(
    1,
    'A stage started, or its format created further matches. Read the matches again.',
    z.strictObject({
      stage: number.describe('The number of the stage.'),
      entrants: count.describe('How many take part.'),
      matches: count.describe('How many matches were created.'),
    }),
  ),
  stage_completed: of(
    1,
    'A stage is over: its ranking is final.',
    z.strictObject({
      stage: number.describe('The number of the stage.'),
      entrants: count.describe('How many are ranked.'),
    }),
  ),
  round_paired: of(
    1,
    'The next round of a Swiss stage is paired, and its matches exist. Read them again.',
    z.strictObject({
      stage: z.int().min(1).describe('The number of the stage.'),
      round: z.int().min(1).describe('The number of the round.'),
      matches: count.describe('How many matches the round has, a bye included.'),
    }),
  ),
  byes_changed: of(
    1,
    'An entrant of a Swiss stage said in which rounds it is not paired.',
    z.strictObject({
      registrationId: id('registration'),
      stage: number.describe('The number of the stage.'),
      byes: z
        .array(
          z.strictObject({
            round: number.describe('Counts from 1.'),
            points: z.enum(['half', 'zero']).describe('`half`: those of a draw.'),
          }),
        )
        .describe('All byes of the entrant in this stage.'),
    }),
  ),
  late_entry_added: of(
    1,
    'A player entered a stage that is running. New matches may exist; read them again.',
    z.strictObject({
      registrationId: id('registration'),
      stage: number.describe('The number of the stage.'),
      seed: number.describe('After all others.'),
      group: number.describe('The group of the stage.'),
      round: number.describe('The first one that the entrant takes part in.'),
    }),
  ),
  ...matchPayloads,
  placements_final: of(
    1,
    'The tournament is completed, and every entrant has a final rank.',
    z.strictObject({
      placements: count.describe('How many entrants have a rank.'),
      requiresReview: z.boolean().describe('true: prizes and certificates wait for `placements_approved`.'),
    }),
  ),
  placements_approved: of(
    1,
    'The organizer approved placements that required a review.',
    z.strictObject({ approvedAt: instantText }),
  ),
  placements_corrected: of(
    1,
    'An entrant was disqualified after the end: ranks, certificates and prizes have changed. Read them again.',
    z.strictObject({
      registrationId: id('registration').describe('Who was disqualified.'),
      ranks: count.describe('How many entrants have another rank.'),
      certificates: count.describe('How many certificates were revoked or replaced.'),
      paidCoins: count.describe('What entrants got.'),
      returnedCoins: count.describe('What was taken back.'),
      owedCoins: count.describe('What the escrow owes to entrants.'),
      claimedCoins: count.describe('What entrants owe to the escrow.'),
    }),
  ),
  certificates_issued: of(
    1,
    'Certificates were drawn. It comes while they are drawn, and with `pending: 0` when all of them exist.',
    z.strictObject({
      total: count.describe('All certificates of the tournament.'),
      issued: count.describe('Those whose files exist.'),
      pending: count.describe('Those that are being drawn.'),
    }),
  ),
  case_decided: of(
    1,
    'Moderators decided a case about the tournament. Who has reported it reads the outcome in the own reports.',
    z.strictObject({
      caseId: id('case').describe('`caseId` of the reports in it.'),
      outcome: z.enum(['resolved', 'rejected']).describe('`resolved`: the reports were right.'),
    }),
  ),
  prizes_paid: of(
    1,
    'The prizes were paid.',
    z.strictObject({
      prizes: count.describe('How many were paid.'),
      coins: count.describe('What was paid in all.'),
      owedCoins: count.optional().describe('What could not be paid yet and is tried again; absent if nothing is owed.'),
    }),
  ),
};

type EventType = keyof typeof eventPayloads;

/** `match_completed` is a MatchCompletedEvent in the API document. */
export const eventShapeName = (type: string): string =>
  `${type.replace(/(?:^|_)(\w)/g, (_, letter: string) => letter.toUpperCase())}Event`;

const eventOf = (type: EventType) =>
  namedShape(eventShapeName(type), eventPayloads[type].when, {
    id: id('event'),
    tournamentId: id('tournament'),
    seq: z.int().min(1).describe('The number in the tournament: 1, 2, 3 … without a gap.'),
    epoch: z.string().describe('The numbering in which it was written; `epoch:seq` is a position.'),
    type: z.literal(type).describe('What happened.'),
    payload: eventPayloads[type].payload.describe('The facts of it.'),
    createdAt: instantText,
  });

/** An event as the feed answers it, and as `event` of a live frame. */
export const tournamentEvent = z
  .discriminatedUnion(
    'type',
    (Object.keys(eventPayloads) as EventType[]).map(eventOf) as unknown as readonly [ReturnType<typeof eventOf>],
  )
  .meta({ id: 'TournamentEvent', description: 'What happened in a tournament.' });
