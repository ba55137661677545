// Use case: the organizer of a sandbox, or an admin, removes it before its seven days are over. Who may read it learns that it is another's.

import { type Actor, hasRole } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import { needsFor } from '../permission.ts';
import { readTournament } from '../setup/read-tournament.ts';
import { mayRemove } from './sandbox.ts';
import { removeOwnSandbox } from './sandbox-store.ts';

/** A real tournament is no sandbox, whoever asks. @throws DomainError not_found, forbidden. */
export async function refuseUnlessRemoves(
  { db }: Pick<Ports, 'db'>,
  actor: Actor,
  id: Id<'tournament'>,
): Promise<void> {
  const tournament = await readTournament(db, actor, id);
  if (!tournament.isSandbox) throw refuse('not_found', { kind: 'sandbox' });
  if (!mayRemove(actor, tournament)) throw refuse('forbidden', { needs: needsFor('own') });
}

/** All of it is gone but its rows in the ledger and in the audit trail. @throws DomainError not_found, forbidden. */
export async function deleteSandbox(ports: Ports, actor: Actor, id: Id<'tournament'>): Promise<void> {
  const audit = {
    ...{ id: ports.newId('audit'), event: 'tournament.deleted' as const, actorId: actor.playerId },
    ...{ refId: id, createdAt: ports.clock() },
  };
  const by = { playerId: actor.playerId, isAdmin: hasRole(actor, 'admin') };
  if (await inTransaction(ports.db, (sql) => removeOwnSandbox(sql, id, by, audit))) return;
  await refuseUnlessRemoves(ports, actor, id);
  throw refuse('not_found', { kind: 'sandbox' });
}
