// Runs the act of a conditional request as one transaction, with its resource locked first. Events, jobs and dropped caches wait for the
// commit; a rollback drops them.

import { callLock, inOneTransaction } from '../db/transaction.ts';
import type { Atomically } from '../http/if-match.ts';
import type { ApiServices, JobQueue } from './services.ts';

/** The functions that domains publish: each locks the row that all acts on the resource lock first. By the prefix of the id. */
const locks: Readonly<Record<string, string>> = {
  trn: 'tournament_lock_resource',
  ser: 'tournament_lock_resource',
  mat: 'tournament_lock_resource',
  reg: 'tournament_lock_resource',
  tem: 'team_lock_resource',
  crt: 'certificate_lock_resource',
  wal: 'ledger_lock_resource',
  hld: 'ledger_lock_resource',
  san: 'sanction_lock_resource',
  ply: 'identity_lock_resource',
  whk: 'webhook_lock_resource',
};

export const atomically: Atomically<ApiServices> = async (services, lockedId, work) => {
  const { ports, jobs, forget } = services;
  const { outcome, afterwards } = await inOneTransaction(ports.db, async (db) => {
    const afterwards: (() => unknown)[] = [];
    await callLock(db.sql, locks[lockedId.slice(0, 3)] ?? '', lockedId);
    const outcome = await work({
      ...services,
      ports: { ...ports, db, publish: (events) => void afterwards.push(() => ports.publish(events)) },
      jobs: deferred(jobs, afterwards),
      forget: (player) => void afterwards.push(() => forget(player)),
    });
    return { outcome, afterwards };
  });
  for (const send of afterwards) await send();
  return outcome;
};

function deferred(jobs: JobQueue, afterwards: (() => unknown)[]): JobQueue {
  return {
    issueCertificates: async (ids) => void afterwards.push(() => jobs.issueCertificates(ids)),
    makeExports: async (ids) => void afterwards.push(() => jobs.makeExports(ids)),
    queueRuns: async (runs) => void afterwards.push(() => jobs.queueRuns(runs)),
    pairRound: async (round) => void afterwards.push(() => jobs.pairRound(round)),
    sendWebhooks: async (ids, delay) => void afterwards.push(() => jobs.sendWebhooks(ids, delay)),
  };
}
