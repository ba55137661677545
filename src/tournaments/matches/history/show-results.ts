// Use case: read everything that was said about the result of a match. Who reads the match reads the scores. Which member of the staff
// acted is for the entrants of the match and for staff.

import { type Actor, hasRole } from '../../../core/actor.ts';
import type { Id } from '../../../core/id.ts';
import type { PageRequest } from '../../../core/page.ts';
import type { Database } from '../../../db/client.ts';
import { mayAct } from '../../permission.ts';
import { readWithStaffRole } from '../../staff/with-staff-role.ts';
import { isInMatch, listResults, type StoredResult } from './history-store.ts';

export interface ShownResult extends Omit<StoredResult, 'actorId'> {
  readonly actorId: Id<'player'> | null;
}

export interface ResultsRequest {
  readonly id: Id<'match'>;
  readonly tournament: { readonly id: Id<'tournament'>; readonly organizerId: Id<'player'> };
  readonly page: PageRequest;
}

/** The tournament may be read by the actor. One row more than the page has, where there is one. */
export async function showResults(
  db: Database,
  actor: Actor | null,
  { id, tournament, page }: ResultsRequest,
): Promise<ShownResult[]> {
  const results = await listResults(db, id, page);
  const isInsider =
    actor !== null &&
    (hasRole(actor, 'moderator') ||
      mayAct(actor, await readWithStaffRole(db, actor, tournament), 'read') ||
      (await isInMatch(db, id, actor.playerId)));
  const isShown = ({ kind }: StoredResult) => isInsider || kind === 'report' || kind === 'confirm';
  return results.map((result) => ({ ...result, actorId: isShown(result) ? result.actorId : null }));
}
