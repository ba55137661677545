// Wire shapes of the event feed.

import { z } from 'zod';
import { wholeNumber } from '../http/wire.ts';
import type { tournamentEvent } from '../outbox/contract.ts';
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
