// How many deliveries may be taken at a moment. A receiver that hangs occupies a part of the sender for the whole timeout, so an endpoint has
// a limit, and so has its owner with all endpoints together. The function webhook_claim decides the same under a lock of the owner.

export interface Counted {
  readonly endpoint: number;
  /** All endpoints of the owner together. */
  readonly owner: number;
}

/**
 * Deliveries that are being sent. Of an endpoint: a Worker has six connections, and one is the database's. Of an owner: two endpoints at full
 * speed, or eight that hang, which leave more than half of the sender to others (`webhooksAtOnce` in src/platform/cloudflare/queue.ts and
 * src/platform/deno/queue.ts, `max_concurrency` in wrangler.toml).
 */
export const sendingMax: Counted = { endpoint: 4, owner: 8 };

export function roomFor(sending: Counted, max: Counted): number {
  return Math.max(0, Math.min(max.endpoint - sending.endpoint, max.owner - sending.owner));
}
