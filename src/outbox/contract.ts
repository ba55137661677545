// Wire shapes of tournament events: one schema per type, with the version of its payload. SQL builds most payloads; after each test file
// the events that it wrote are parsed by these schemas (test/support/written-rows.ts).

import { z } from 'zod';
import { id, instantText, namedShape } from '../http/wire.ts';

const until = instantText.describe('Until when. UTC.');
const count = z.int().min(0);
const number = z.int().min(1);
const fields = z.array(z.string()).describe('What changed, without the values.');
const matchKey = {
  matchId: id('match'),
  stage: number.describe('The number of the stage, from 1.'),
  group: number.describe('The group in the stage.'),
  round: number.describe('The round in the group.'),
  position: count.describe('The position in the round, from 0.'),
};
const scores = z.array(count).describe('The score of each slot.');
const places = z.array(number.nullable()).describe('The place of each slot, 1 for the winner; null where it has none.');
const outcome = z.enum(['played', 'walkover', 'forfeit', 'double_forfeit', 'bye']);
const winnerId = id('registration').nullable().describe('null after a draw, and where nobody won.');

const reported = <S extends string>(state: S) =>
  z.strictObject({
    ...matchKey,
    ...{ state: z.literal(state).describe('The new state of the match.'), scores, places },
    winnerId: z.null().describe('Nobody has won yet.'),
  });
const completed = {
  ...matchKey,
  state: z.literal('completed').describe('The new state of the match.'),
  outcome: outcome.describe('How it ended.'),
  scores: scores.nullable().describe('The score of each slot; null where nothing was played.'),
  places,
  winnerId,
};
const forfeited = z.strictObject({
  ...matchKey,
  state: z.string().describe('The state of the match; a lobby, or a match that waits for an entrant, is not over.'),
  outcome: outcome.nullable().describe('How it ended; null if it is not over.'),
  winnerId,
});
const shownName = z.string().describe('The name that the bracket shows.');

/** The payload of a type, its version, and when it is written: see docs/rules/live.md#events. */
const of = <P extends z.ZodType>(version: number, when: string, payload: P) => ({ version, when, payload });

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
    'Club, country or rating of an entrant changed. Read the registration.',
    z.strictObject({ registrationId: id('registration'), fields }),
  ),
  stage_changed: of(1, 'The plan of a stage changed.', z.strictObject({ stage: number.describe('Its number.') })),
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
  registration_claimed: of(
    1,
    'A player took over the entry of a guest. Read the registration again.',
    z.strictObject({ registrationId: id('registration') }),
  ),
  waitlist_offer: of(
    1,
    'A free place is offered to one who waits.',
    z.strictObject({ registrationId: id('registration'), endsAt: until }),
  ),
  waitlist_offer_ended: of(
    1,
    'An offered place was declined, or was not accepted in time. The entrant waits on behind all others.',
    z.strictObject({
      registrationId: id('registration'),
      outcome: z.enum(['declined', 'lapsed']).describe('How it ended.'),
    }),
  ),
  check_in_opened: of(1, 'Reminder: entrants can check in.', z.strictObject({ endsAt: until })),
  deadline_near: of(
    1,
    'Reminder: registration ends within the hour, or check-in within ten minutes.',
    z.strictObject({
      deadline: z.enum(['registration', 'check_in']).describe('What ends.'),
      endsAt: until,
    }),
  ),
  match_ready: of(
    1,
    'Reminder: a match has its entrants and can be played.',
    z.strictObject({
      ...matchKey,
      registrationIds: z.array(id('registration')).describe('Its entrants, in the order of the slots.'),
    }),
  ),
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
  result_reported: of(
    1,
    'One side reported a result; the other one confirms it or reports another.',
    reported('pending_result'),
  ),
  dispute_opened: of(1, 'The two sides reported different results; the organizer decides.', reported('disputed')),
  match_completed: of(
    1,
    'A match has its final result. Read the matches that follow from it again.',
    z.strictObject(completed),
  ),
  match_corrected: of(
    1,
    'The organizer corrected a completed match. Read it and the matches in `affected` again.',
    z.strictObject({
      ...completed,
      affected: z.array(id('match')).describe('Later matches that were reset, since they have got other entrants.'),
    }),
  ),
  match_checked_in: of(
    1,
    'An entrant checked in before a match.',
    z.strictObject({
      matchId: id('match'),
      registrationId: id('registration').describe('Who is there.'),
      state: z.enum(['check_in', 'ready']).describe('The new state of the match; `ready`: everybody is there.'),
    }),
  ),
  match_check_in_closed: of(
    1,
    'Check-in of a lobby ended without everybody: it goes on with those who came.',
    z.strictObject({
      matchId: id('match'),
      state: z.literal('ready').describe('The new state of the match.'),
      absent: z.array(id('registration')).describe('Who did not come, and does not play.'),
    }),
  ),
  schedule_changed: of(
    1,
    'Matches have another time or station.',
    z.strictObject({
      matches: z
        .array(
          z.strictObject({
            matchId: id('match'),
            startsAt: instantText.nullable().describe('null: no time.'),
            endsAt: instantText.nullable().describe('null: no time.'),
            station: z.string().nullable().describe('null: none.'),
            isPostponed: z.boolean().describe('It has no time until it gets a new one.'),
          }),
        )
        .describe('Those that were scheduled.'),
    }),
  ),
  line_up_set: of(
    1,
    'A team said who plays a match, or changed it. Read the line-ups of the match.',
    z.strictObject({ matchId: id('match'), registrationId: id('registration').describe('The team.') }),
  ),
  veto_changed: of(
    1,
    'The veto of a match started, or a side took a step. A step that time decides writes no event.',
    z.strictObject({
      matchId: id('match'),
      steps: count.describe('How many steps are taken.'),
      isOver: z.boolean().describe('Every game has its map.'),
      maps: z.array(z.string()).describe('Of the games, as far as they are chosen.'),
    }),
  ),
  referee_called: of(
    1,
    'A player of a match called a referee.',
    z.strictObject({
      callId: id('refereeCall'),
      matchId: id('match'),
      registrationId: id('registration').describe('The entrant whose player called.'),
    }),
  ),
  referee_call_resolved: of(
    1,
    'Staff resolved a call for a referee.',
    z.strictObject({ callId: id('refereeCall'), matchId: id('match') }),
  ),
  match_called: of(
    1,
    'The entrants of a match were called to their station.',
    z.strictObject({
      matchId: id('match'),
      startsAt: instantText.nullable().describe('As scheduled; null: not scheduled.'),
      station: z.string().nullable().describe('null: not said.'),
    }),
  ),
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
    'Certificates were ordered. Drawing them takes some seconds more.',
    z.strictObject({
      total: count.describe('All certificates of the tournament.'),
      issued: count.describe('Those whose files exist.'),
      pending: count.describe('Those that are being drawn.'),
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
    seq: z.int().min(1).describe('The position in the tournament: 1, 2, 3 … without a gap.'),
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
