// Use case, part of a payout and of issuing: whether the placements wait for their approval. The caller holds the lock on the tournament.

import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { findConclusion } from './completion-store.ts';
import { awaitsReview } from './conclusion.ts';

export async function isReviewDue(sql: Sql, id: Id<'tournament'>): Promise<boolean> {
  const conclusion = await findConclusion(sql, id);
  return conclusion !== null && awaitsReview(conclusion);
}
