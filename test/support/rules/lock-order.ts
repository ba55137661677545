// Acts on a tournament at one moment, in a known order.

import { expect } from 'vitest';
import type { Sql } from '../../../src/db/client.ts';
import type { Answer } from '../isolate/api.ts';

// biome-ignore lint/suspicious/noExplicitAny: the body of any answer
type AnyAnswer = Promise<Answer<any>>;

/** Until so many sessions of the database wait for a lock. */
export const untilWaiting = (sql: Sql, count: number) =>
  expect
    .poll(async () => {
      const waiting = await sql`
        SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return waiting.length;
    })
    .toBe(count);

/** Starts the acts one after the other while the tournament is locked, so that they get the lock in this order. `holder` is a connection of its own. */
export async function inLockOrder(
  sql: Sql,
  holder: Sql,
  tournamentId: string,
  acts: readonly (() => AnyAnswer)[],
): Promise<Awaited<AnyAnswer>[]> {
  const held = Promise.withResolvers<void>();
  const release = Promise.withResolvers<void>();
  const holding = holder.begin(async (transaction) => {
    await transaction`SELECT 1 FROM tournament_tournament WHERE id = ${tournamentId} FOR UPDATE`;
    held.resolve();
    await release.promise;
  });
  await held.promise;
  const answers: AnyAnswer[] = [];
  for (const act of acts) {
    answers.push(act());
    await untilWaiting(sql, answers.length);
  }
  release.resolve();
  await holding;
  return Promise.all(answers);
}
