// Use case, part of every act that is a transaction of several statements: claims the Idempotency-Key first, and stores the outcome with
// it last. A repeated request gets the outcome of the first one. Busy acts do the same inside their database function.

import { invariant } from '../core/errors.ts';
import type { Sql } from '../db/client.ts';
import { inTransaction } from '../db/transaction.ts';
import { type OutboxJson, toEvent } from '../outbox/append.ts';
import type { KeyClaim, Ports } from '../outbox/ports.ts';
import { decodeOutcome, encodeOutcome } from './outcome.ts';
import { type ClaimVerdict, settleClaim } from './settle-claim.ts';

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
    const earlier = await claimKey(sql, claim);
    if (earlier !== null) return { outcome: decodeOutcome(earlier) as T };
    const done = await work(sql);
    await sql`SELECT idempotency_keep(${claim.scope}, ${claim.key}, ${claim.fingerprint}, ${encodeOutcome(done.outcome)}, ${clock()}::timestamptz)`;
    return done;
  });
  if (events.length > 0) ports.publish(events.map(toEvent));
  return outcome;
}

/** @returns the outcome of an earlier request with this key; null if there is none. */
async function claimKey(sql: Sql, claim: KeyClaim): Promise<string | null> {
  const [row] = await sql<{ verdict: ClaimVerdict; outcome: string | null }[]>`
    SELECT verdict, outcome FROM idempotency_claim(${claim.scope}, ${claim.key}, ${claim.fingerprint})`;
  invariant(row !== undefined, 'the claim has a verdict');
  settleClaim(claim, row);
  return row.verdict === null ? null : (row.outcome ?? 'null');
}
