// Use case, part of a disqualification after the end: the certificates follow the new ranks. Those of the disqualified are revoked. One
// that says another place is replaced; a suspended one is revoked instead, because a replacement would end the suspension.

import type { Actor } from '../../core/actor.ts';
import { encodeCrockford } from '../../core/crockford.ts';
import { invariant } from '../../core/errors.ts';
import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import type { Ports } from '../../outbox/ports.ts';
import { certificateTypeForRank, codeSizeBytes } from '../certificate.ts';
import { lockChainsOf } from '../issuing/issue-store.ts';
import { revokeChain } from '../life/revoke-certificate.ts';
import type { Reason } from '../reason.ts';
import { judgeOutdated } from './outdated.ts';
import { listNewest, type RankedCertificate, replaceOutdated } from './outdated-store.ts';

export interface CorrectedCertificate {
  readonly certificateId: Id<'certificate'>;
  readonly registrationId: Id<'registration'>;
  readonly act: 'revoked' | 'replaced';
  /** Of the new one where it is replaced, of the old one where it is revoked. */
  readonly place: number;
}

export interface CorrectedCertificates {
  readonly corrected: readonly CorrectedCertificate[];
  /** The certificates to queue. */
  readonly pendingIds: readonly Id<'certificate'>[];
}

/** The caller's transaction holds the lock on the tournament. */
export async function correctCertificates(
  sql: Sql,
  ports: Ports,
  actor: Actor,
  { tournamentId, registrationId, reason }: DisqualifiedHolder,
): Promise<CorrectedCertificates> {
  await lockChainsOf(sql, [...new Set((await listNewest(sql, tournamentId)).map((one) => one.registrationId))]);
  const newest = await listNewest(sql, tournamentId);
  const judged = newest.map((one) => ({ one, act: judgeOutdated(one, one.registrationId === registrationId) }));
  const revoked = judged.filter(({ act }) => act === 'revoked').map(({ one }) => one);
  const replaced = judged.filter(({ act }) => act === 'replaced').map(({ one }) => one);
  for (const one of revoked) {
    const code = one.registrationId === registrationId ? 'disqualified' : 'result_corrected';
    const given: Reason = { code, text: null, note: code === 'disqualified' ? reason : null };
    await revokeChain(sql, ports, actor, one, given);
  }
  const pendingIds = replaced.length === 0 ? [] : await replace(sql, ports, actor, replaced);
  const corrected = [
    ...revoked.map((one) => ({ ...idsOf(one), act: 'revoked' as const, place: one.place })),
    ...replaced.map((one) => ({ ...idsOf(one), act: 'replaced' as const, place: one.rank })),
  ];
  return { corrected, pendingIds };
}

interface DisqualifiedHolder {
  readonly tournamentId: Id<'tournament'>;
  readonly registrationId: Id<'registration'>;
  /** For staff only: it is the internal note of the revocation. */
  readonly reason: string;
}

const idsOf = ({ id, registrationId }: RankedCertificate) => ({ certificateId: id, registrationId });

async function replace(sql: Sql, ports: Ports, actor: Actor, outdated: readonly RankedCertificate[]) {
  const replacements = outdated.map(({ id, rank, isRankShared }) => ({
    ...{ id, new_id: ports.newId('certificate'), audit_id: ports.newId('audit') },
    ...{ code: encodeCrockford(ports.randomBytes(codeSizeBytes)), type: certificateTypeForRank(rank) },
    ...{ place: rank, is_shared: isRankShared },
  }));
  const act = { actorId: actor.playerId, now: ports.clock(), reasonCode: 'result_corrected' as const };
  const made = await replaceOutdated(sql, replacements, act);
  invariant(made.length === outdated.length, 'the chains were locked');
  return made;
}
