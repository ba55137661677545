// Use case: suspends a certificate, reinstates it, or sets an expiry. The reason is stored in the audit trail.

import type { AuditRowOf } from '../../audit/append.ts';
import type { AuditEvent, AuditMeta } from '../../audit/event.ts';
import type { Actor } from '../../core/actor.ts';
import { type DomainError, invariant, refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { type CertificateAct, mayAct } from '../permission.ts';
import { type Reason, reasonFacts } from '../reason.ts';
import { readCertificate, type WholeCertificate } from '../store.ts';
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
  reinstate: 'certificate.reinstated',
  replace: 'certificate.replaced',
  set_expiry: 'certificate.expiry_set',
} as const satisfies Readonly<Record<CertificateAct, AuditEvent>>;

/**
 * @returns the certificate after the act.
 * @throws DomainError not_found, forbidden, or state_conflict if the state does not allow the act.
 */
export function changeCertificateState(
  ports: Ports,
  actor: Actor,
  id: Id<'certificate'>,
  { act, reason, expiresAt = null }: WantedChange,
): Promise<WholeCertificate> {
  const given = typeof reason === 'string' ? null : reason;
  const meta = {
    ...(given === null ? { reason: String(reason) } : reasonFacts(given)),
    ...(act === 'set_expiry' ? { expiresAt } : {}),
  };
  return runAct(ports, async (sql) => {
    const audit = auditOf(ports, actor, await findForAct(sql, actor, id, act), act, meta);
    const isDone = await changeCertificate(sql, act, { id, reason: given, expiresAt, audit });
    const outcome = await reread(sql, id);
    if (!isDone) throw conflict(outcome);
    return { outcome };
  });
}

/** @throws DomainError not_found, forbidden. */
export async function authorizeAct(
  { db }: Ports,
  actor: Actor,
  id: Id<'certificate'>,
  act: CertificateAct,
): Promise<void> {
  await run(() => findForAct(db.sql, actor, id, act));
}

/** @throws DomainError not_found, forbidden. */
export async function findForAct(
  sql: Sql,
  actor: Actor,
  id: Id<'certificate'>,
  act: CertificateAct,
): Promise<WholeCertificate> {
  const row = await readCertificate(sql, id);
  if (row === null) throw refuse('not_found', { kind: 'certificate' });
  const isForModerators = act === 'suspend' || act === 'reinstate';
  const needs = `organizer of this tournament${isForModerators ? ', or moderator' : ''}`;
  if (!mayAct(actor, act, row)) throw refuse('forbidden', { needs });
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

/** The certificate after the act's statements. */
export async function reread(sql: Sql, id: Id<'certificate'>): Promise<WholeCertificate> {
  const row = await readCertificate(sql, id);
  invariant(row !== null, 'certificates are never deleted');
  return row;
}

/** The statement has already decided; `state` is the one read after it. A sanction is ended by a moderator, not here. */
export function conflict({ state, isSanctioned }: Pick<WholeCertificate, 'state' | 'isSanctioned'>): DomainError {
  return refuse('state_conflict', { state, ...(isSanctioned ? { suspendedBy: 'a sanction on the holder' } : {}) });
}
