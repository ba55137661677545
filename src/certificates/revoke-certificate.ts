// Use case: the tournament's organizer takes a certificate back, for ever, saying why.

import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Ports } from '../db/ports.ts';
import { inTransaction } from '../db/transaction.ts';
import { lockTournament } from '../tournaments/lock-tournament.ts';
import { findCertificate, markRevoked } from './store.ts';

export async function revokeCertificate(
  ports: Ports,
  actor: Actor,
  id: Id<'certificate'>,
  reason: string,
): Promise<void> {
  const row = await findCertificate(ports.db, id);
  if (row === null) throw refuse('not_found', { kind: 'certificate' });
  const now = ports.clock();
  const isFirst = await inTransaction(ports.db, async (sql) => {
    await lockTournament(sql, actor, row.tournamentId);
    return markRevoked(sql, id, reason, {
      id: ports.newId('audit'),
      event: 'certificate.revoked',
      actorId: actor.playerId,
      subjectId: row.registrationId,
      refType: 'certificate',
      refId: id,
      meta: { reason },
      createdAt: now,
    });
  });
  if (!isFirst) throw refuse('state_conflict', { state: 'revoked' });
}
