// Wire shapes of tournament events: one schema per type, with the version of its payload. SQL builds most payloads; after each test file
// the events that it wrote are parsed by these schemas (test/support/written-rows.ts).

import { z } from 'zod';
import { id, instantText } from '../http/wire.ts';

const count = z.int().min(0);
/** One value per slot of the match. */
const result = { scores: z.array(count), places: z.array(z.int().min(1).nullable()) };

const match = <S extends string, W extends z.ZodType>(state: S, winnerId: W) =>
  z.strictObject({ matchId: id('match'), state: z.literal(state), ...result, winnerId });

/** The payload of a type, and its version: see docs/rules/live.md#events. */
const of = <P extends z.ZodType>(version: number, payload: P) => ({ version, payload });

/**
 * A field that clients may ignore is added without a new version. A version above 1 needs a column in `event_outbox` first, since stored
 * events keep the payload that they were written with: until then every event has version 1, and neither rows nor frames repeat it.
 */
export const eventPayloads = {
  tournament_state_changed: of(
    1,
    z.strictObject({
      state: z.enum([
        'draft',
        'pending_approval',
        'published',
        'registration_open',
        'registration_closed',
        'live',
        'completed',
        'archived',
        'cancelled',
      ]),
    }),
  ),
  registration_created: of(
    1,
    z.strictObject({
      registrationId: id('registration'),
      displayName: z.string(),
      state: z.enum(['pending', 'confirmed']),
    }),
  ),
  registration_promoted: of(
    1,
    z.strictObject({ registrationId: id('registration'), displayName: z.string(), state: z.literal('confirmed') }),
  ),
  registration_cancelled: of(
    1,
    z.strictObject({ registrationId: id('registration'), state: z.enum(['cancelled', 'rejected']) }),
  ),
  bracket_generated: of(1, z.strictObject({ entrants: count, matches: count })),
  result_reported: of(1, match('pending_result', z.null())),
  dispute_opened: of(1, match('disputed', z.null())),
  /** No winner after a draw. */
  match_completed: of(1, match('completed', id('registration').nullable())),
  placements_final: of(1, z.strictObject({ placements: count })),
  certificates_issued: of(1, z.strictObject({ total: count, issued: count, pending: count })),
  prizes_paid: of(1, z.strictObject({ prizes: count, coins: count, owedCoins: count.optional() })),
};

type EventType = keyof typeof eventPayloads;

const eventOf = (type: EventType) =>
  z.strictObject({
    id: id('event'),
    tournamentId: id('tournament'),
    seq: z.int().min(1),
    type: z.literal(type),
    payload: eventPayloads[type].payload,
    createdAt: instantText,
  });

/** An event as the feed answers it, and as `event` of a live frame. */
export const tournamentEvent = z.discriminatedUnion(
  'type',
  (Object.keys(eventPayloads) as EventType[]).map(eventOf) as unknown as readonly [ReturnType<typeof eventOf>],
);
