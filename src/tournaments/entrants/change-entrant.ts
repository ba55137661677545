// Use case: the organizer or a co-organizer sets club, country and rating of an entrant, until the tournament is over.

import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { inTransaction } from '../../db/transaction.ts';
import { toEvent } from '../../outbox/append.ts';
import type { Ports } from '../../outbox/ports.ts';
import { lockTournament } from '../lock-tournament.ts';
import { findEntrant, writeProfile } from '../registration/entrant-store.ts';
import type { Registration } from '../registration/registration.ts';
import { findRegistration } from '../registration/registration-store.ts';
import { insertAudit, insertEvent } from '../store.ts';
import { isOver, tournamentStates } from '../tournament.ts';
import type { ProfileChange } from './profile.ts';

/** @throws DomainError not_found, forbidden, state_conflict. */
export async function changeEntrant(
  ports: Ports,
  actor: Actor,
  id: Id<'registration'>,
  change: ProfileChange,
): Promise<Registration> {
  const { db, newId, clock } = ports;
  const fields = (['club', 'country', 'rating'] as const).filter((field) => change[field] !== undefined);
  const events = await inTransaction(db, async (sql) => {
    const entrant = await findEntrant(sql, id);
    if (entrant === null) throw refuse('not_found', { kind: 'registration' });
    const { state } = await lockTournament(sql, actor, entrant.tournamentId, { act: 'enter' });
    if (isOver(state)) throw refuse('state_conflict', { state, needs: tournamentStates.filter((one) => !isOver(one)) });
    if (fields.length === 0) return [];
    await writeProfile(sql, id, change);
    await insertAudit(sql, {
      id: newId('audit'),
      event: 'registration.changed',
      actorId: actor.playerId,
      refId: id,
      // The values are personal data, and audit rows stay for ever.
      meta: { fields: fields.join(',') },
      createdAt: clock(),
    });
    const row = { id: newId('event'), type: 'registration_changed' as const, createdAt: clock() };
    return [await insertEvent(sql, entrant.tournamentId, row, { registrationId: id, fields: [...fields] })];
  });
  ports.publish(events.map(toEvent));
  const changed = await findRegistration(db, id);
  invariant(changed !== null, 'registrations are never deleted');
  return changed;
}
