// Hands on what an act has committed: to the rooms of the tournaments, and to the sender of webhooks.

import type { TournamentEvent } from './event.ts';
import { deliverEvents, type Relay } from './relay-events.ts';

type Publish = (events: readonly TournamentEvent[]) => Promise<void>;

/**
 * `wake`: looks for webhooks that are due. The acknowledgement of events makes their deliveries, so it comes first. The returned function never
 * rejects: cron makes up for what failed.
 */
export function createPublish(relay: Relay, wake: () => Promise<void>): Publish {
  return async (events) => {
    await deliverEvents(relay, events).catch(warn('publishing failed; the relay will retry'));
    await wake().catch(warn('the look for webhooks failed; cron will look'));
  };
}

function warn(message: string) {
  return (error: unknown) => {
    const cause = error instanceof Error && error.cause !== undefined ? { cause: String(error.cause) } : {};
    console.warn(JSON.stringify({ level: 'warn', message, error: String(error), ...cause }));
  };
}
