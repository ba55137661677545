// Use cases: an organizer creates a rating list, and says for which list a tournament counts.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { refuseUnlessMayCreate } from '../setup/create-tournament.ts';
import { refuseUnlessChangeable } from '../setup/setting-rules.ts';
import type { RatingList } from './rating-list.ts';
import { type Counted, findCounted, findRatingList, insertRatingList, writeCounted } from './rating-list-store.ts';

/** @throws DomainError forbidden. */
export async function createRatingList(
  ports: Ports,
  actor: Actor,
  input: Pick<RatingList, 'name' | 'system'>,
): Promise<RatingList> {
  refuseUnlessMayCreate(actor);
  const list = { ...input, id: ports.newId('ratingList'), ownerId: actor.playerId, createdAt: ports.clock() };
  return runAct(ports, async (sql) => {
    await insertRatingList(sql, list);
    return { outcome: list };
  });
}

/**
 * Until the tournament is over. The list belongs to the tournament's organizer.
 * @throws DomainError not_found, forbidden, state_conflict.
 */
export async function countTournament(
  ports: Ports,
  actor: Actor,
  id: Id<'tournament'>,
  listId: Id<'ratingList'> | null,
): Promise<Counted> {
  return runAct(ports, async (sql) => {
    const { state, organizerId, mode, visibility, isSandbox } = await lockTournament(sql, actor, id);
    refuseUnlessChangeable(state);
    const list = listId === null ? null : await findRatingList({ sql }, listId);
    if (listId !== null && list?.ownerId !== organizerId) throw refuse('not_found', { kind: 'ratingList' });
    // A list is public: it would show who plays in a private tournament.
    if (list !== null && (mode !== 'solo' || visibility === 'private' || isSandbox))
      throw refuse('state_conflict', { mode, visibility, isSandbox });
    const audit = { id: ports.newId('audit'), actorId: actor.playerId, refId: id, createdAt: ports.clock() };
    await writeCounted(sql, id, listId, { ...audit, event: 'tournament.counted', meta: { ratingListId: listId } });
    return { outcome: await findCounted({ sql }, id) };
  });
}
