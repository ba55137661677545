// Payloads of events of a match: its result, its day, its line-ups and its veto.

import * as z from 'zod';
import { id, instantText } from '../http/wire.ts';
import { count, matchKey, number, payloadOf as of } from './payload-contract.ts';

const scores = z.array(count).describe('The score of each slot.');
const places = z.array(number.nullable()).describe('The place of each slot, 1 for the winner; null where it has none.');
const outcome = z.enum(['played', 'walkover', 'forfeit', 'double_forfeit', 'bye']);
const winnerId = id('registration').nullable().describe('null after a draw, and where nobody won.');

const completed = {
  ...matchKey,
  state: z.literal('completed').describe('The new state of the match.'),
  outcome: outcome.describe('How it ended.'),
  scores: scores.nullable().describe('The score of each slot; null where nothing was played.'),
  places,
  winnerId,
};
const disputeKey = {
  disputeId: id('dispute'),
  registrationId: id('registration').describe('The entrant who contests.'),
};
export const forfeited = z.strictObject({
  ...matchKey,
  state: z.string().describe('The state of the match; a lobby, or a match that waits for an entrant, is not over.'),
  outcome: outcome.nullable().describe('How it ended; null if it is not over.'),
  winnerId,
});

export const matchPayloads = {
  score_updated: of(
    1,
    'The score of a match while it is played. Of several in a short time, a room sends the last one.',
    z.strictObject({
      ...matchKey,
      state: z.literal('live').describe('The state of the match.'),
      scores: scores.describe('How the match stands: one per slot.'),
      games: z
        .array(z.strictObject({ scores: scores.describe('One per slot.') }))
        .describe('The games so far; the last one is being played.'),
    }),
  ),
  result_reported: of(
    1,
    'One side reported a result; the other one confirms it or reports another.',
    z.strictObject({
      ...matchKey,
      ...{ state: z.literal('pending_result').describe('The new state of the match.'), scores, places },
      winnerId: z.null().describe('Nobody has won yet.'),
    }),
  ),
  dispute_opened: of(
    1,
    'An entrant contests the result of a match, or reported another one. Staff decide.',
    z.strictObject({
      ...matchKey,
      state: z.enum(['disputed', 'completed']).describe('Of the match: `disputed`, if it was not over.'),
      ...{ scores, places },
      winnerId: z.null().describe('Not said: the result is contested.'),
      ...disputeKey,
      reason: z
        .enum(['score_mismatch', 'no_show', 'cheating', 'technical_issue', 'other'])
        .describe('Why. The text is not shown here.'),
    }),
  ),
  dispute_resolved: of(
    1,
    'A dispute is closed. After a decision or a correction the event of the match follows.',
    z.strictObject({
      matchId: id('match'),
      ...disputeKey,
      outcome: z
        .enum(['decided', 'corrected', 'rejected', 'withdrawn', 'ended'])
        .describe('`rejected`: the result stands. `ended`: the match ended or was reset by another act.'),
    }),
  ),
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
    'The veto of a match started or went on, or the game that it waits for was won.',
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
  evidence_added: of(
    1,
    'There is evidence for the result of a match. Its entrants and staff read it.',
    z.strictObject({ matchId: id('match'), evidenceId: id('evidence') }),
  ),
  evidence_removed: of(
    1,
    'Evidence for the result of a match was deleted, with the personal data of who gave it.',
    z.strictObject({ matchId: id('match'), evidenceId: id('evidence') }),
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
};
