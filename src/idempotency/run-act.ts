// Use case, part of every act that is a transaction of several statements: claims the Idempotency-Key first, and stores the outcome with
// it last. A repeated request gets the outcome of the first one. Busy acts do the same inside their database function.

import type { Sql } from '../db/client.ts';
import { inTransaction } from '../db/transaction.ts';
import { type OutboxJson, toEvents } from '../outbox/append.ts';
import type { Ports } from '../outbox/ports.ts';
import { decodeOutcome, encodeOutcome } from './outcome.ts';
import { settleClaim } from './settle-claim.ts';
import { claimKey, keepOutcome } from './store.ts';

/** The outcome is what the answer is rendered from. The events are published after the commit. */
export interface Done<T> {
  readonly outcome: T;
  readonly events?: readonly OutboxJson[];
}

type ActPorts = Pick<Ports, 'db' | 'claim' | 'clock' | 'publish'>;

/** @throws what `work` throws; DomainError idempotency_mismatch, idempotency_in_flight. Then nothing has changed. */
export async function runAct<T>(ports: ActPorts, work: (sql: Sql) => Promise<Done<T>>): Promise<T> {
  const { db, claim, clock } = ports;
  const { outcome, events = [] } = await inTransaction(db, async (sql) => {
    if (claim === null) return work(sql);
    const claimed = await claimKey(sql, claim);
    settleClaim(claim, claimed);
    if (claimed.verdict !== null) return { outcome: decodeOutcome(claimed.outcome ?? 'null') as T };
    const done = await work(sql);
    await keepOutcome(sql, claim, encodeOutcome(done.outcome), clock());
    return done;
  });
  if (events.length > 0) ports.publish(events.flatMap(toEvents));
  return outcome;
}
