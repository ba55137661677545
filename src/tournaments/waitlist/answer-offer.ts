// Use case: an entrant who waits accepts an offered place and pays, or declines it and waits on behind all others.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { spendCoins } from '../../economy/ledger/spend-coins.ts';
import { settleClaim } from '../../idempotency/settle-claim.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { RegistrationState } from '../registration/registration.ts';
import { answerOffer as answer, findFeeOf } from './offer-store.ts';

/** @returns the new state. @throws DomainError not_found, forbidden, offer_not_open, sanctioned, tournament_full, insufficient_funds. */
export async function answerOffer(
  ports: Ports,
  actor: Actor,
  id: Id<'registration'>,
  { accepts }: { readonly accepts: boolean },
): Promise<RegistrationState> {
  const asked = {
    registrationId: id,
    actorId: actor.playerId,
    accepts,
    now: ports.clock(),
    eventId: ports.newId('event'),
    holdId: ports.newId('hold'),
    transferId: ports.newId('transfer'),
    legIds: [ports.newId('transaction'), ports.newId('transaction')] as const,
  };
  const purse = { playerId: actor.playerId, cost: () => findFeeOf(ports.db, id) };
  const row = await spendCoins(ports, purse, () => answer(ports.db, ports.claim, asked));
  settleClaim(ports.claim, row);
  ports.publish(row.events.map(toEvent));
  switch (row.verdict) {
    case 'done':
    case 'repeated':
      return row.outcome.state;
    case 'registration_not_found':
      throw refuse('not_found', { kind: 'registration' });
    case 'forbidden':
      throw refuse('forbidden', { needs: 'the entrant, or the captain of its team' });
    default:
      throw refuse(row.verdict, row.outcome ?? {});
  }
}
