// Wire shapes of the event feed and of live frames.

import * as z from 'zod';
import { instantText, namedShape, namedUnion, wholeNumber } from '../http/wire.ts';
import { tournamentEvent } from '../outbox/contract.ts';
import type { TournamentEvent } from '../outbox/event.ts';
import { parsePosition, positionPattern, seqMax } from '../outbox/position.ts';

/** How long a request for events may wait for the first one. */
export const waitSecondsMax = 25;

/** A number alone is a position of whatever epoch is current. */
export interface Since {
  readonly epoch: string | null;
  readonly seq: number;
}

/** null for every other text. */
export function readSince(text: string): Since | null {
  const number = /^(?:0|[1-9]\d{0,9})$/.test(text) ? Number(text) : null;
  if (number !== null) return number > seqMax ? null : { epoch: null, seq: number };
  return parsePosition(text);
}

const sinceForm = new RegExp(`^(?:${positionPattern.source.slice(1, -1)}|0|[1-9]\\d{0,9})$`);

const since = z
  .string()
  .regex(sinceForm)
  // A text of another form has its problem already.
  .refine((text) => !sinceForm.test(text) || readSince(text) !== null, 'is not a position')
  .describe('The position that you have, as `position` says it, or a `seq` alone; later events are answered.');

export const eventQuery = z.strictObject({
  since: since.default('0'),
  wait: wholeNumber({ min: 0, max: waitSecondsMax })
    .default(0)
    .describe('How many seconds to wait for an event if there is none yet.'),
});

export const matchEventQuery = eventQuery.extend({
  since: since
    .optional()
    .describe('The position that you have. Absent: nothing is listed, and `position` is where the tournament stands.'),
});

export const liveQuery = z.strictObject({
  ticket: z
    .string()
    .max(500)
    .optional()
    .describe(
      'From `POST /v1/live/tickets`, for browsers, which send no token with a socket. It is used up by this request.',
    ),
  since: z
    .string()
    .refine((text) => parsePosition(text) !== null, 'is not a position')
    .optional()
    .describe(
      'The position that you have; the events after it are sent first. Absent: you begin with the tournament or match.',
    ),
});

/** SQL builds payloads, so the compiler does not know their types. Tests compare each one with its schema. */
export function eventJson(event: TournamentEvent): z.input<typeof tournamentEvent> {
  const { id, tournamentId, seq, epoch, type, payload, createdAt } = event;
  return { id, tournamentId, seq, epoch, type, payload: payload as never, createdAt };
}

export const eventPage = z
  .strictObject({
    items: z.array(tournamentEvent).describe('At most 500, oldest first.'),
    position: z.string().describe('Where you stand with them: the next `since`.'),
    recovered: z
      .boolean()
      .describe('False if `since` is no position of this tournament, or not any more: read it anew, then go on.'),
  })
  .describe('What happened after a position.');

const type = <T extends string>(name: T) => z.literal(name).describe('What the frame is.');
const epoch = z.string().describe('With `seq` the position.');
const seq = z.int().min(0).describe('The last event that you then have; the next one is `seq + 1`.');
const upTo = z.int().min(0).describe('The last event that comes at once; `seq` if none does.');
const snapshot = z
  .looseObject({})
  .describe('The tournament as `GET /v1/tournaments/{id}` answers it, or the match as `GET /v1/matches/{id}` does.');
const endsAt = instantText
  .optional()
  .describe('When your token ends: the socket is closed then, unless a frame with a new ticket comes before.');
const after = z
  .int()
  .min(0)
  .describe('The event that you must have before these: nothing of your stream lies between.');
const retryAfterMs = z.int().min(0).optional().describe('When to try again, in milliseconds.');
const pingEveryMs = z.int().describe('How often to send a ping.');

/** What the server sends over a socket or as server-sent events. */
export const liveFrame = namedUnion('LiveFrame', 'A frame of a live socket.', 'type', [
  namedShape(
    'WelcomeFrame',
    'The first frame: where you stand. With `recovered` the events that you missed come next.',
    {
      type: type('welcome'),
      ...{ epoch, seq },
      upTo,
      recovered: z.boolean().describe('True if it goes on where you said that you stand. Then there is no snapshot.'),
      snapshot: snapshot.optional(),
      heartbeatMs: pingEveryMs,
      endsAt,
    },
  ),
  namedShape('ResyncFrame', 'What you have does not lead to where the tournament stands: drop it, and begin anew.', {
    type: type('resync'),
    ...{ epoch, seq, upTo },
    recovered: z.literal(false).describe('What you missed is not sent.'),
    snapshot,
    heartbeatMs: pingEveryMs,
  }),
  namedShape('EventFrame', 'One event, once and in order.', {
    type: type('event'),
    after: after
      .optional()
      .describe('The event that you must have before this one. Absent: the number before its own.'),
    event: tournamentEvent.describe('As the list of events answers it.'),
  }),
  namedShape('EventsFrame', 'Several events that come together, each once and in order.', {
    type: type('events'),
    after,
    events: z.array(tournamentEvent).describe('At most 100, as the list of events answers them.'),
  }),
  namedShape('AuthenticatedFrame', 'The answer to a new ticket: the socket stays open.', {
    type: type('authenticated'),
    endsAt,
  }),
  namedShape('PresenceFrame', 'The answer to `presence`.', {
    type: type('presence'),
    sockets: z.int().min(0).describe('How many sockets follow the same now; approximate.'),
  }),
  namedShape('PongFrame', 'The answer to a ping.', { type: type('pong') }),
  namedShape('ErrorFrame', 'A frame was not understood or not done, or the socket is closed next.', {
    type: type('error'),
    code: z
      .enum(['invalid_message', 'slow_down', 'refused'])
      .describe('`slow_down`: the frame was ignored. `refused`: the server closes the socket.'),
    reason: z.string().optional().describe('Why, in a few words.'),
    retryAfterMs,
  }),
]);
