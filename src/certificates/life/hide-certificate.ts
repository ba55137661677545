// Use case: the holder decides whether the public sees the content of a certificate, or only its existence and state. The choice holds
// for the whole chain of replacements: one visible certificate would reveal the others.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import { insertAudit } from '../issuing/issue-store.ts';
import { mayHide } from '../permission.ts';
import { findCertificate } from '../store.ts';
import { lockChain, setPrivacy } from './life-store.ts';

/** @throws DomainError not_found, forbidden. */
export async function hideCertificate(
  ports: Ports,
  actor: Actor,
  id: Id<'certificate'>,
  isPrivate: boolean,
): Promise<void> {
  await refuseUnlessHolder(ports, actor, id);
  await inTransaction(ports.db, async (sql) => {
    await lockChain(sql, id);
    await setPrivacy(sql, id, isPrivate);
    await insertAudit(sql, {
      ...{ id: ports.newId('audit'), event: 'certificate.privacy_set', actorId: actor.playerId, refId: id },
      ...{ meta: { isPrivate }, createdAt: ports.clock() },
    });
  });
}

/** @throws DomainError not_found, forbidden. */
export async function refuseUnlessHolder(ports: Ports, actor: Actor, id: Id<'certificate'>): Promise<void> {
  const row = await findCertificate(ports.db, id);
  if (row === null) throw refuse('not_found', { kind: 'certificate' });
  if (!mayHide(actor, row)) throw refuse('forbidden', { needs: 'holder' });
}
