// A receiver of webhooks: it refuses what is forged, altered or late, and handles each event once. docs/webhooks.md

import { Hono } from 'hono';
import { Webhook } from 'standardwebhooks';

export interface LaurelEvent {
  readonly type: string;
  readonly timestamp: string;
  readonly data: { readonly tournamentId: string | null; readonly seq: number | null; readonly payload: object };
}

/** `secret` is `whsec_…` of the answer that created the webhook. */
export function createReceiver(secret: string, handle: (event: LaurelEvent) => Promise<void>): Hono {
  const webhook = new Webhook(secret);
  // Keep the ids of the last four days in your database, in the transaction that handles the event.
  const handled = new Set<string>();
  return new Hono().post('*', async (c) => {
    let event: LaurelEvent;
    try {
      // Compares the signature of the raw body, and refuses a timestamp that is more than five minutes off.
      event = webhook.verify(await c.req.text(), c.req.header()) as LaurelEvent;
    } catch {
      return c.text('The signature is not valid.', 401);
    }
    const id = c.req.header('webhook-id') ?? '';
    if (handled.has(id)) return c.body(null, 204);
    handled.add(id);
    try {
      await handle(event);
    } catch (error) {
      // Laurel sends it again.
      handled.delete(id);
      throw error;
    }
    return c.body(null, 204);
  });
}
