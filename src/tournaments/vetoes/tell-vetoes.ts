// Use case, for cron: says by an event that a veto has gone on because a step was not taken in time, once for each state. What is true
// does not depend on it: deadlines are judged when somebody reads or acts.

import { inTransaction } from '../../db/transaction.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { findMatch } from '../matches/match-store.ts';
import { insertEvent, lockRow } from '../store.ts';
import { vetoOf } from './show-veto.ts';
import { hasMovedByTime, replayVeto, vetoEvent, vetoSeed } from './veto.ts';
import { findVeto, findVetoPlan, listOpenVetoes, noteVetoState, type OpenVeto } from './veto-store.ts';

/** Limit per run. */
const vetoesMax = 200;

/** One that fails does not block the others. */
export async function tellVetoes(ports: Ports): Promise<void> {
  for (const open of await listOpenVetoes(ports.db, ports.clock(), vetoesMax)) {
    await tellVeto(ports, open).catch((error: unknown) => {
      const line = { level: 'error', message: 'veto not told', match: open.matchId, error: String(error) };
      console.error(JSON.stringify(line));
    });
  }
}

async function tellVeto(ports: Ports, { matchId, tournamentId, seedingSeed }: OpenVeto): Promise<void> {
  const events = await inTransaction(ports.db, async (sql) => {
    await lockRow(sql, tournamentId);
    const match = await findMatch({ sql }, matchId);
    const veto = match === null ? null : vetoOf(match, await findVeto(sql, matchId));
    const plan = match === null ? null : await findVetoPlan(sql, tournamentId, match.stage);
    if (veto === null || plan === null) return [];
    const now = ports.clock();
    const seed = vetoSeed({ id: tournamentId, seedingSeed }, matchId);
    const state = replayVeto(plan, { ...veto, seed, now });
    if (!hasMovedByTime(state)) return [];
    const key = `${matchId} ${veto.startedAt} ${state.steps.length}`;
    if (!(await noteVetoState(sql, tournamentId, key, now))) return [];
    const row = { id: ports.newId('event'), type: 'veto_changed' as const, createdAt: now };
    return [await insertEvent(sql, tournamentId, row, vetoEvent(matchId, state))];
  });
  ports.publish(events.map(toEvent));
}
