// Use case: staff resolve a call for a referee.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { run } from '../../db/transaction.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { insertAudit, insertEvent } from '../store.ts';
import type { RefereeCall } from './referee-call.ts';
import { findCall, resolve } from './referee-call-store.ts';

/** @throws DomainError not_found, forbidden, state_conflict. */
export async function resolveCall(ports: Ports, actor: Actor, id: Id<'refereeCall'>): Promise<RefereeCall> {
  const known = await run(() => findCall(ports.db.sql, id));
  if (known === null) throw refuse('not_found', { kind: 'refereeCall' });
  const { tournamentId, matchId } = known;
  return runAct(ports, async (sql) => {
    await lockTournament(sql, actor, tournamentId, { act: 'referee' });
    const now = ports.clock();
    if (!(await resolve(sql, id, { resolvedBy: actor.playerId, now })))
      throw refuse('state_conflict', { reason: 'the call is resolved already' });
    const audit = {
      event: 'match.referee_call_resolved',
      actorId: actor.playerId,
      refId: matchId,
      createdAt: now,
    } as const;
    await insertAudit(sql, { ...audit, id: ports.newId('audit'), subjectId: known.callerId, meta: { callId: id } });
    const row = { id: ports.newId('event'), type: 'referee_call_resolved' as const, createdAt: now };
    const event = await insertEvent(sql, tournamentId, row, { callId: id, matchId });
    const outcome = await findCall(sql, id);
    invariant(outcome !== null, 'calls are never deleted');
    return { outcome, events: [event] };
  });
}
