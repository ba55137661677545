// Use case: a certificate is revoked, suspended, given back, or given an end; each with its reason, in the audit trail.

import type { Actor } from '../core/actor.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';
import type { Ports } from '../db/ports.ts';
import type { CertificateState } from './certificate.ts';
import { changeCertificate, type SimpleAct } from './life-store.ts';
import { type CertificateAct, mayAct } from './permission.ts';
import { findCertificate, type WholeCertificate } from './store.ts';

export interface WantedChange {
  readonly act: SimpleAct;
  readonly reason: string;
  /** For `set_expiry`; null for no end. */
  readonly expiresAt?: Instant | null;
}

const events: Readonly<Record<CertificateAct, string>> = {
  revoke: 'certificate.revoked',
  suspend: 'certificate.suspended',
  lift: 'certificate.lifted',
  replace: 'certificate.replaced',
  set_expiry: 'certificate.expiry_set',
};

/** @throws DomainError not_found, forbidden, or state_conflict when the state does not allow the act. */
export async function changeCertificateState(
  ports: Ports,
  actor: Actor,
  id: Id<'certificate'>,
  { act, reason, expiresAt = null }: WantedChange,
): Promise<void> {
  const row = await findForAct(ports, actor, id, act);
  const audit = auditOf(ports, actor, row, act, { reason, ...(act === 'set_expiry' ? { expiresAt } : {}) });
  if (!(await changeCertificate(ports.db, act, { id, reason, expiresAt, audit })))
    throw await conflict(ports, id, row.state);
}

export async function findForAct(
  ports: Ports,
  actor: Actor,
  id: Id<'certificate'>,
  act: CertificateAct,
): Promise<WholeCertificate> {
  const row = await findCertificate(ports.db, id);
  if (row === null) throw refuse('not_found', { kind: 'certificate' });
  if (!mayAct(actor, act, row)) throw refuse('forbidden', { needs: 'organizer of this tournament' });
  return row;
}

export function auditOf(
  ports: Ports,
  actor: Actor,
  row: WholeCertificate,
  act: CertificateAct,
  meta: Readonly<Record<string, string | null>>,
) {
  return {
    id: ports.newId('audit'),
    event: events[act],
    actorId: actor.playerId,
    subjectId: row.registrationId,
    refType: 'certificate',
    refId: row.id,
    meta,
    createdAt: ports.clock(),
  };
}

/** The state may have changed since it was read: the statement has decided, this only tells. */
export async function conflict(ports: Ports, id: Id<'certificate'>, before: CertificateState) {
  return refuse('state_conflict', { state: (await findCertificate(ports.db, id))?.state ?? before });
}
