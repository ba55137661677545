// Use case: a moderator has reviewed a tournament whose organizer is on probation. It may be published with its present settings.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { reviewHosting } from './effect-store.ts';

export interface HostingReview {
  readonly tournamentId: Id<'tournament'>;
  readonly reviewedBy: Id<'player'>;
  readonly reviewedAt: Instant;
}

/** A later review takes the place of an earlier one. @throws DomainError not_found, conflict_of_interest, state_conflict. */
export async function reviewTournament(
  ports: Ports,
  actor: Actor,
  tournamentId: Id<'tournament'>,
  note: string,
): Promise<HostingReview> {
  const now = ports.clock();
  const audit = {
    id: ports.newId('audit'),
    event: 'tournament.hosting_reviewed',
    actorId: actor.playerId,
    refId: tournamentId,
    meta: { note },
    createdAt: now,
  } as const;
  return runAct(ports, async (sql) => {
    const verdict = await reviewHosting(sql, { tournamentId, actorId: actor.playerId, now }, audit);
    if (verdict === 'not_found') throw refuse('not_found', { kind: 'tournament' });
    if (verdict === 'conflict_of_interest')
      throw refuse('conflict_of_interest', { reason: 'you play in this tournament, or run it' });
    if (verdict === 'published') throw refuse('state_conflict', { reason: 'it is published already' });
    if (verdict === 'not_on_probation') throw refuse('state_conflict', { reason: 'its organizer needs no review' });
    return { outcome: { tournamentId, reviewedBy: actor.playerId, reviewedAt: now } };
  });
}
