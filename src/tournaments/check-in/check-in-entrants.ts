// Use cases: an entrant, or staff for one or many, checks in or undoes it.

import { type Actor, hasRole } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import { settleClaim } from '../../idempotency/settle-claim.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { needsFor } from '../permission.ts';
import { refusalOf } from './check-in.ts';
import { type CheckedIn, checkIn } from './check-in-store.ts';

interface Asked {
  readonly tournamentId: Id<'tournament'> | null;
  readonly registrationIds: readonly Id<'registration'>[];
  readonly isUndo: boolean;
}

/** @returns since when the entrant is checked in. @throws DomainError not_found, forbidden, sanctioned, check_in_not_open, state_conflict. */
export async function checkInEntrant(
  ports: Ports,
  actor: Actor,
  id: Id<'registration'>,
  { isUndo }: { readonly isUndo: boolean },
): Promise<Instant | null> {
  const { tournament, items } = await act(ports, actor, { tournamentId: null, registrationIds: [id], isUndo });
  const [item] = items;
  if (item === undefined) throw refuse('not_found', { kind: 'registration' });
  const refusal = refusalOf(item, tournament);
  if (refusal !== null) throw refusal;
  return item.checkedInAt;
}

/** One result for each; a refused one does not keep the others from being done. @throws DomainError not_found, forbidden. */
export function checkInEntrants(
  ports: Ports,
  actor: Actor,
  tournamentId: Id<'tournament'>,
  registrationIds: readonly Id<'registration'>[],
): Promise<CheckedIn> {
  return act(ports, actor, { tournamentId, registrationIds, isUndo: false });
}

async function act(ports: Ports, actor: Actor, asked: Asked): Promise<CheckedIn> {
  const row = await checkIn(ports.db, ports.claim, {
    ...asked,
    actorId: actor.playerId,
    isAdmin: hasRole(actor, 'admin'),
    auditId: ports.newId('audit'),
    now: ports.clock(),
  });
  settleClaim(ports.claim, row);
  ports.publish(row.events.map(toEvent));
  switch (row.verdict) {
    case 'done':
    case 'repeated':
      return row.outcome;
    case 'forbidden':
      throw refuse('forbidden', { needs: needsFor('check_in') });
    default:
      throw refuse('not_found', { kind: asked.tournamentId === null ? 'registration' : 'tournament' });
  }
}
