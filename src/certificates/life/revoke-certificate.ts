// Use case: revokes a certificate, alone or with its whole chain of replacements. Revocation is final. A replaced certificate cannot be
// revoked alone while its successor is valid.

import type { Actor } from '../../core/actor.ts';
import { refuse } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { runAct } from '../../idempotency/run-act.ts';
import type { Ports } from '../../outbox/ports.ts';
import { formatCode } from '../certificate.ts';
import { type Reason, reasonFacts } from '../reason.ts';
import type { WholeCertificate } from '../store.ts';
import { auditOf, findForAct, reread } from './change-certificate.ts';
import { type ChainLink, changeCertificate, listChain, lockChain } from './life-store.ts';

export interface WantedRevocation {
  readonly reason: Reason;
  /** Revokes every certificate of the chain. */
  readonly isCascade: boolean;
}

/**
 * @returns the certificate after the act.
 * @throws DomainError not_found, forbidden, state_conflict, or successor_valid with the newest certificate of the chain.
 */
export function revokeCertificate(
  ports: Ports,
  actor: Actor,
  id: Id<'certificate'>,
  { reason, isCascade }: WantedRevocation,
): Promise<WholeCertificate> {
  return runAct(ports, async (sql) => {
    const row = await findForAct(sql, actor, id, 'revoke');
    await lockChain(sql, id);
    const chain = await listChain(sql, id);
    const standing = chain.filter((one) => one.state !== 'revoked');
    const wanted = standing.filter((one) => isCascade || one.id === id);
    if (wanted.length === 0) throw refuse('state_conflict', { state: 'revoked' });
    const newest = standing.at(-1);
    if (newest !== undefined && !wanted.includes(newest)) {
      throw refuse('successor_valid', { successor: formatCode(newest.code), successorId: newest.id });
    }
    await revokeAll(sql, ports, actor, row, { reason, wanted });
    return { outcome: await reread(sql, id) };
  });
}

type Revoked = Pick<WholeCertificate, 'id' | 'registrationId'>;

/** A step of another act: the whole chain of the certificate. The caller holds the lock on the chain. */
export async function revokeChain(sql: Sql, ports: Ports, actor: Actor, row: Revoked, reason: Reason): Promise<void> {
  const wanted = (await listChain(sql, row.id)).filter((one) => one.state !== 'revoked');
  await revokeAll(sql, ports, actor, row, { reason, wanted });
}

/** The newest first: a certificate is revoked after what replaced it. */
async function revokeAll(
  sql: Sql,
  ports: Ports,
  actor: Actor,
  row: Revoked,
  { reason, wanted }: { readonly reason: Reason; readonly wanted: readonly ChainLink[] },
): Promise<void> {
  for (const one of wanted.toReversed()) {
    const facts = { ...reasonFacts(reason), ...(one.id === row.id ? {} : { cascadeFrom: row.id }) };
    const audit = auditOf(ports, actor, { ...row, id: one.id }, 'revoke', facts);
    await changeCertificate(sql, 'revoke', { id: one.id, reason, expiresAt: null, audit });
  }
}
