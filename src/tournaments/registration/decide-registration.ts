// Use case: the organizer approves or rejects a pending registration. Approval captures the fee and takes a place. Rejection releases
// the fee.

import type { Actor } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { needsFor } from '../permission.ts';
import { type Changed, decide } from './change-store.ts';
import { finishChange, newChange } from './finish-change.ts';
import type { Decision } from './registration-change.ts';

/**
 * The registration stays pending when this throws.
 * @throws DomainError not_found, forbidden, conflict_of_interest, state_conflict, tournament_full, wallet_frozen, hold_closed.
 */
export async function decideRegistration(
  ports: Ports,
  actor: Actor,
  { registrationId, state, reason }: DecisionInput,
): Promise<Changed> {
  const change = { ...newChange(ports, actor, registrationId, reason), state };
  return finishChange(ports, await decide(ports.db, ports.claim, change), needsFor('enter'));
}

export interface DecisionInput {
  readonly registrationId: Id<'registration'>;
  readonly state: Decision;
  readonly reason?: string | undefined;
}
