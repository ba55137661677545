// Use case: suspends a certificate, lifts the suspension, or sets an expiry. The reason is stored in the audit trail.

import type { AuditRowOf } from '../../audit/append.ts';
import type { AuditEvent, AuditMeta } from '../../audit/event.ts';
import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import { run } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import type { CertificateState } from '../certificate.ts';
import { type CertificateAct, mayAct } from '../permission.ts';
import { type Reason, reasonFacts } from '../reason.ts';
import { findCertificate, type WholeCertificate } from '../store.ts';
import { changeCertificate, type SimpleAct } from './life-store.ts';

export interface WantedChange {
  readonly act: Exclude<SimpleAct, 'revoke'>;
  /** Public for a suspension; for other acts in the audit trail only. */
  readonly reason: Reason | string;
  /** For `set_expiry`; null: no expiry. */
  readonly expiresAt?: Instant | null;
}

const events = {
  revoke: 'certificate.revoked',
  suspend: 'certificate.suspended',
  lift: 'certificate.lifted',
  replace: 'certificate.replaced',
  set_expiry: 'certificate.expiry_set',
} as const satisfies Readonly<Record<CertificateAct, AuditEvent>>;

/** @throws DomainError not_found, forbidden, or state_conflict if the state does not allow the act. */
export async function changeCertificateState(
  ports: Ports,
  actor: Actor,
  id: Id<'certificate'>,
  { act, reason, expiresAt = null }: WantedChange,
): Promise<void> {
  const row = await findForAct(ports, actor, id, act);
  const given = typeof reason === 'string' ? null : reason;
  const meta = {
    ...(given === null ? { reason: String(reason) } : reasonFacts(given)),
    ...(act === 'set_expiry' ? { expiresAt } : {}),
  };
  const audit = auditOf(ports, actor, row, act, meta);
  if (!(await run(() => changeCertificate(ports.db.sql, act, { id, reason: given, expiresAt, audit }))))
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

export function auditOf<A extends CertificateAct>(
  ports: Ports,
  actor: Actor,
  row: Pick<WholeCertificate, 'id' | 'registrationId'>,
  act: A,
  meta: AuditMeta<(typeof events)[A]>,
): AuditRowOf<(typeof events)[A]> {
  return {
    id: ports.newId('audit'),
    event: events[act],
    actorId: actor.playerId,
    subjectId: row.registrationId,
    refId: row.id,
    meta,
    createdAt: ports.clock(),
  };
}

/** Reports the current state, which may have changed since it was read. The statement has already decided. */
export async function conflict(ports: Ports, id: Id<'certificate'>, before: CertificateState) {
  return refuse('state_conflict', { state: (await findCertificate(ports.db, id))?.state ?? before });
}
