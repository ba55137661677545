// Use case of the queue: pair a round that was requested. It reads, pairs, and writes only if nothing has happened in the tournament
// meanwhile. A message that comes twice, or too late, changes nothing.

import { inTransaction } from '../../../db/transaction.ts';
import { toEvent } from '../../../outbox/append.ts';
import type { Ports } from '../../../outbox/ports.ts';
import { insertMatches } from '../../matches/match-store.ts';
import { announceReady } from '../../reminders/reminder-store.ts';
import { insertEvent } from '../../store.ts';
import { listStageEntrants } from '../course/stage-entrant-store.ts';
import { pairNextRound } from '../formats/swiss.ts';
import { outOfGroup } from '../groups.ts';
import { listStageMatches } from '../stage-store.ts';
import { nameMatches } from '../stored-match.ts';
import type { RoundRequest } from './request-round.ts';
import { findStageVersion, lockUnchanged } from './round-store.ts';
import { readSwiss } from './swiss-state.ts';

type PairPorts = Pick<Ports, 'db' | 'clock' | 'newId' | 'publish'>;

const attemptsMax = 5;

/** Throws if the tournament changes faster than the round is paired; the queue tries again. */
export async function pairRound(ports: PairPorts, request: RoundRequest): Promise<void> {
  for (let attempt = 0; attempt < attemptsMax; attempt += 1) if (await tryPairRound(ports, request)) return;
  throw new Error('the tournament changed while the round was paired');
}

/** False if something changed meanwhile. */
async function tryPairRound(ports: PairPorts, { tournamentId, stage: number, round }: RoundRequest): Promise<boolean> {
  const { db } = ports;
  const found = await findStageVersion(db, tournamentId, number);
  if (found === null || found.state !== 'live' || found.stage.state !== 'live') return true;
  const [stored, entrants] = await Promise.all([
    listStageMatches(db.sql, tournamentId, number),
    listStageEntrants(db.sql, tournamentId, number),
  ]);
  const swiss = readSwiss(found.stage, stored, entrants);
  if (swiss === null || swiss.openIds.length > 0 || swiss.round !== round) return true;
  const plans = swiss.groups.flatMap(({ group, seeds, state }) => {
    const next = pairNextRound(state, round);
    return next.kind === 'paired' ? next.matches.map((plan) => outOfGroup(plan, group, seeds)) : [];
  });
  if (plans.length === 0) return true;
  const now = ports.clock();
  const events = await inTransaction(db, async (sql) => {
    if (!(await lockUnchanged(sql, tournamentId, found.eventSeq))) return null;
    const matches = nameMatches(ports.newId, plans, entrants);
    await insertMatches(sql, { tournamentId, stage: number, now }, matches);
    const row = { id: ports.newId('event'), type: 'round_paired' as const, createdAt: now };
    const paired = await insertEvent(sql, tournamentId, row, { stage: number, round, matches: matches.length });
    return [paired, ...(await announceReady(sql, tournamentId, matches, now))];
  });
  if (events !== null) ports.publish(events.map(toEvent));
  return events !== null;
}
