// Use case: the organizer issues the certificates of a completed tournament. Rows first, in one transaction; the files
// follow from the queue. Asking again adds what is missing and changes nothing else.

import type { Actor } from '../core/actor.ts';
import { encodeCrockford } from '../core/crockford.ts';
import { refuse } from '../core/errors.ts';
import type { Id } from '../core/id.ts';
import type { Ports } from '../db/ports.ts';
import { inTransaction } from '../db/transaction.ts';
import { lockTournament } from '../tournaments/lock-tournament.ts';
import { certificateTypeForRank } from './certificate.ts';
import {
  countProgress,
  insertAudit,
  insertCertificates,
  type NewCertificate,
  type Placed,
  type Progress,
  pendingIds,
  placedEntrants,
} from './store.ts';

/** 80 random bits: nobody guesses a code. */
const codeSizeBytes = 10;

export interface Issue extends Progress {
  /** What the queue is to make. */
  readonly pendingIds: readonly Id<'certificate'>[];
}

export async function issueCertificates(ports: Ports, actor: Actor, tournamentId: Id<'tournament'>): Promise<Issue> {
  return inTransaction(ports.db, async (sql) => {
    const { state } = await lockTournament(sql, actor, tournamentId);
    if (state !== 'completed' && state !== 'archived') throw refuse('tournament_not_completed', { state });
    const placed = await placedEntrants(sql, tournamentId);
    await insertCertificates(
      sql,
      tournamentId,
      placed.map((entrant) => toCertificate(ports, entrant, placed.length)),
    );
    await insertAudit(sql, {
      id: ports.newId('audit'),
      event: 'certificates.issued',
      actorId: actor.playerId,
      refType: 'tournament',
      refId: tournamentId,
      meta: { count: placed.length },
      createdAt: ports.clock(),
    });
    return { ...(await countProgress(sql, tournamentId)), pendingIds: await pendingIds(sql, tournamentId) };
  });
}

function toCertificate(ports: Ports, entrant: Placed, entrantCount: number): NewCertificate {
  return {
    ...entrant,
    id: ports.newId('certificate'),
    code: encodeCrockford(ports.randomBytes(codeSizeBytes)),
    type: certificateTypeForRank(entrant.rank),
    entrantCount,
    createdAt: ports.clock(),
  };
}
