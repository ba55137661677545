// Use case: the holder or the organizer sets the printed name of a certificate that needs one.

import type { AuditRow } from '../../audit/append.ts';
import type { Actor } from '../../core/actor.ts';
import { invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Ports } from '../../outbox/ports.ts';
import { maySpellName } from '../permission.ts';
import { findCertificate, type WholeCertificate } from '../store.ts';
import { conflict } from './change-certificate.ts';
import { writePrintedName } from './life-store.ts';

/** @throws DomainError not_found, forbidden. */
export async function findForSpelling(ports: Ports, actor: Actor, id: Id<'certificate'>): Promise<WholeCertificate> {
  const row = await findCertificate(ports.db, id);
  if (row === null) throw refuse('not_found', { kind: 'certificate' });
  if (!maySpellName(actor, row)) throw refuse('forbidden', { needs: 'holder or organizer' });
  return row;
}

/**
 * The audit trail does not contain the name.
 * @returns the certificate after the act.
 * @throws DomainError not_found, forbidden, state_conflict.
 */
export async function setPrintedName(
  ports: Ports,
  actor: Actor,
  id: Id<'certificate'>,
  printedName: string,
): Promise<WholeCertificate> {
  const row = await findForSpelling(ports, actor, id);
  const audit: AuditRow = {
    id: ports.newId('audit'),
    event: 'certificate.printed_name_set',
    actorId: actor.playerId,
    subjectId: row.registrationId,
    refId: id,
    createdAt: ports.clock(),
  };
  const isDone = await writePrintedName(ports.db, { id, printedName, audit });
  const changed = await findCertificate(ports.db, id);
  invariant(changed !== null, 'certificates are never deleted');
  if (!isDone) throw conflict(changed);
  return changed;
}
