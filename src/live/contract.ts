// Wire shapes of the event feed.

import { z } from 'zod';
import { namedShape, namedUnion, wholeNumber } from '../http/wire.ts';
import { tournamentEvent } from '../outbox/contract.ts';
import type { TournamentEvent } from '../outbox/event.ts';

/** The largest `integer` of Postgres. */
const seqMax = 2_147_483_647;

export const eventQuery = z.strictObject({
  since: wholeNumber({ min: 0, max: seqMax })
    .default(0)
    .describe('The last `seq` that you have; later events are answered. 0 reads from the beginning.'),
});

/** SQL builds payloads, so the compiler does not know their types. Tests compare each one with its schema. */
export function eventJson(event: TournamentEvent): z.input<typeof tournamentEvent> {
  const { id, tournamentId, seq, type, payload, createdAt } = event;
  return { id, tournamentId, seq, type, payload: payload as never, createdAt };
}

const type = <T extends string>(name: T) => z.literal(name).describe('What the frame is.');

/** What the server sends over a socket. */
export const liveFrame = namedUnion('LiveFrame', 'A frame of a live socket.', 'type', [
  namedShape('WelcomeFrame', 'The first frame: where the tournament stands.', {
    type: type('welcome'),
    seq: z.int().min(0).describe('The last event that the snapshot contains; the next one is `seq + 1`.'),
    snapshot: z.looseObject({}).describe('The tournament, as `GET /v1/tournaments/{id}` answers it.'),
    heartbeatMs: z.int().describe('How often to send a ping.'),
  }),
  namedShape('EventFrame', 'One event, once and in order.', {
    type: type('event'),
    event: tournamentEvent.describe('As the list of events answers it.'),
  }),
  namedShape('PongFrame', 'The answer to a ping.', { type: type('pong') }),
  namedShape('ErrorFrame', 'A frame was not understood, or the socket is closed next.', {
    type: type('error'),
    code: z.enum(['invalid_message', 'refused']).describe('`refused`: the server closes the socket.'),
    reason: z.string().optional().describe('Why, in a few words.'),
  }),
]);
