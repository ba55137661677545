// Use cases: a second moderator confirms a sanction; a moderator revokes one. What it blocked is free again at once, and entrants whom it
// has removed play again where that is possible.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { Sanction } from '../../sanctions/sanction.ts';
import { restoreEntrants } from '../effects/restore-entrants.ts';
import { confirm, findSanction, revoke } from './store.ts';

/** @throws DomainError not_found, forbidden for who imposed it and for the player, conflict_of_interest, state_conflict. */
export async function confirmSanction(ports: Ports, actor: Actor, id: Id<'sanction'>): Promise<Sanction> {
  const now = ports.clock();
  const audit = {
    id: ports.newId('audit'),
    event: 'sanction.confirmed',
    actorId: actor.playerId,
    refId: id,
    createdAt: now,
  } as const;
  return runAct(ports, async (sql) => {
    refuseUnlessDone(await confirm(sql, { id, actorId: actor.playerId, now }, audit));
    const outcome = await findSanction(sql, id);
    invariant(outcome !== null, 'a confirmed sanction exists');
    return { outcome };
  });
}

/** @throws DomainError not_found, forbidden for the player, conflict_of_interest, state_conflict. */
export async function revokeSanction(
  ports: Ports,
  actor: Actor,
  id: Id<'sanction'>,
  reason: string,
): Promise<Sanction> {
  const now = ports.clock();
  const audit = {
    id: ports.newId('audit'),
    event: 'sanction.revoked',
    actorId: actor.playerId,
    refId: id,
    meta: { reason },
    createdAt: now,
  } as const;
  return runAct(ports, async (sql) => {
    refuseUnlessDone(await revoke(sql, { id, actorId: actor.playerId, reason, now }, audit));
    const outcome = await findSanction(sql, id);
    invariant(outcome !== null, 'a revoked sanction exists');
    const events = await restoreEntrants(sql, ports, actor, outcome.playerId);
    return { outcome, events };
  });
}

function refuseUnlessDone(verdict: Awaited<ReturnType<typeof confirm>>): void {
  switch (verdict) {
    case 'not_found':
      throw refuse('not_found', { kind: 'sanction' });
    case 'own_sanction':
      throw refuse('forbidden', { reason: 'another moderator decides it' });
    case 'conflict_of_interest':
      throw refuse('conflict_of_interest', { reason: 'you play in this tournament, or run it' });
    case 'closed':
      throw refuse('state_conflict', { reason: 'it is decided or has ended' });
    case 'done':
  }
}
