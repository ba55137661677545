// Use cases: the entrant withdraws a dispute, or staff reject it and the result stands. A decision or a correction closes it too: those are
// acts on the match.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { insertAudit, isEnteredIn, lockRow } from '../store.ts';
import type { Dispute } from './dispute.ts';
import { findDisputant, findDispute, reject, withdraw } from './dispute-store.ts';

/** @throws DomainError not_found, not_a_participant, state_conflict. */
export async function withdrawDispute(ports: Ports, actor: Actor, id: Id<'dispute'>): Promise<Dispute> {
  const { tournamentId } = await existing(ports, id);
  return runAct(ports, async (sql) => {
    await lockRow(sql, tournamentId);
    if ((await findDisputant(sql, id)) !== actor.playerId) throw refuse('not_a_participant');
    if (!(await withdraw(sql, id, actor.playerId, ports.clock()))) throw closedAlready();
    return { outcome: await closed(sql, id) };
  });
}

/** @throws DomainError not_found, forbidden, conflict_of_interest, state_conflict. */
export async function rejectDispute(ports: Ports, actor: Actor, id: Id<'dispute'>): Promise<Dispute> {
  const { tournamentId, matchId, openerId } = await existing(ports, id);
  return runAct(ports, async (sql) => {
    await lockTournament(sql, actor, tournamentId, { act: 'referee' });
    if (await isEnteredIn(sql, tournamentId, actor.playerId)) throw refuse('conflict_of_interest');
    const now = ports.clock();
    if (!(await reject(sql, id, actor.playerId, now))) {
      if ((await closed(sql, id)).outcome !== null) throw closedAlready();
      throw refuse('state_conflict', { reason: 'the match is not over', needs: 'POST /v1/matches/:id/decisions' });
    }
    const audit = { event: 'match.dispute_rejected', actorId: actor.playerId, refId: matchId, createdAt: now } as const;
    await insertAudit(sql, { ...audit, id: ports.newId('audit'), subjectId: openerId, meta: { disputeId: id } });
    return { outcome: await closed(sql, id) };
  });
}

async function existing({ db }: Ports, id: Id<'dispute'>): Promise<Dispute> {
  const found = await run(() => findDispute(db.sql, id));
  if (found === null) throw refuse('not_found', { kind: 'dispute' });
  return found;
}

async function closed(sql: Sql, id: Id<'dispute'>): Promise<Dispute> {
  const dispute = await findDispute(sql, id);
  invariant(dispute !== null, 'disputes are never deleted');
  return dispute;
}

const closedAlready = () => refuse('state_conflict', { reason: 'the dispute is closed' });
