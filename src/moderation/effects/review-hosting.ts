// Use case: a moderator has reviewed a tournament whose organizer is on probation, and approves or refuses its present settings.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { type Review, reviewHosting } from './effect-store.ts';
import type { HostingReview } from './hosting-review.ts';

type WantedReview = Omit<Review, 'actorId' | 'now'> & { readonly note: string };

/**
 * A later review takes the place of an earlier one.
 * @throws DomainError not_found, conflict_of_interest, state_conflict, version_conflict: the settings are not those that were read.
 */
export async function reviewTournament(ports: Ports, actor: Actor, wanted: WantedReview): Promise<HostingReview> {
  const now = ports.clock();
  const { note, ...review } = wanted;
  const { tournamentId, outcome, reason } = review;
  const audit = {
    id: ports.newId('audit'),
    event: 'tournament.hosting_reviewed',
    actorId: actor.playerId,
    refId: tournamentId,
    meta: { note, outcome, ...(reason === null ? {} : { reason }) },
    createdAt: now,
  } as const;
  return runAct(ports, async (sql) => {
    const verdict = await reviewHosting(sql, { ...review, actorId: actor.playerId, now }, audit);
    if (verdict === 'not_found') throw refuse('not_found', { kind: 'tournament' });
    if (verdict === 'conflict_of_interest')
      throw refuse('conflict_of_interest', { reason: 'you play in this tournament, or run it' });
    if (verdict === 'published') throw refuse('state_conflict', { reason: 'it is published already' });
    if (verdict === 'changed')
      throw refuse('version_conflict', { reason: 'its settings have changed since you read them' });
    if (verdict === 'not_on_probation') throw refuse('state_conflict', { reason: 'its organizer needs no review' });
    return { outcome: { tournamentId, outcome, reason, reviewedBy: actor.playerId, reviewedAt: now } };
  });
}
