// Use cases: the payer, the payee, or finance reads a hold. For everybody else it does not exist.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { mayReadHold, mayResolveHold } from '../permission.ts';
import { stateAt } from './hold.ts';
import { findHold } from './hold-store.ts';

/** @throws DomainError not_found. */
export async function readHold({ db, clock }: Ports, actor: Actor, id: Id<'hold'>) {
  const hold = await findHold(db, id);
  if (hold === null || !mayReadHold(actor, hold)) throw refuse('not_found', { kind: 'hold' });
  return { ...hold, state: stateAt(hold, clock()) };
}

/** @throws DomainError not_found, forbidden for the payer. */
export async function authorizeResolution(ports: Ports, actor: Actor, id: Id<'hold'>): Promise<void> {
  if (!mayResolveHold(actor, await readHold(ports, actor, id))) throw refuse('forbidden', { needs: 'payee' });
}
