// Payloads of events for who waits: offers of a place, and reminders of times, which cron writes, and of matches that can be played.

import * as z from 'zod';
import { id, instantText } from '../http/wire.ts';
import { matchKey, payloadOf as of } from './payload-contract.ts';

const until = instantText.describe('Until when. UTC.');

export const waitingPayloads = {
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
  schedule_conflict: of(
    1,
    'An entrant, or the station, of a match is booked by another match at its time. Read the schedule warnings.',
    z.strictObject({
      matchId: id('match'),
      otherMatchId: id('match'),
      registrationId: id('registration').nullable().describe('The entrant; null: the station.'),
      station: z.string().nullable().describe('The station; null: an entrant.'),
    }),
  ),
  match_ready: of(
    1,
    'A match has its entrants and can be played. It comes right after the event that made it so, and again when others play the match.',
    z.strictObject({
      ...matchKey,
      registrationIds: z.array(id('registration')).describe('Its entrants, in the order of the slots.'),
    }),
  ),
};
