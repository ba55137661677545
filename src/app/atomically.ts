// Runs the act of a request as one transaction: of a conditional one with its resource locked first, of one with an API key with the key. Events, jobs and dropped caches wait for the
// commit; a rollback drops them.

import type { Sql } from '../db/client.ts';
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
  key: 'api_key_lock_resource',
};

export const atomically: Atomically<ApiServices> = (services, lockedId, work) =>
  asOneAct(services, (sql) => callLock(sql, locks[lockedId.slice(0, 3)] ?? '', lockedId), work);

/** `begin` comes first in the transaction. */
export async function asOneAct<B, T>(
  services: ApiServices,
  begin: (sql: Sql) => Promise<B>,
  work: (services: ApiServices, begun: B) => Promise<T>,
): Promise<T> {
  const { ports, jobs, forget } = services;
  const { outcome, afterwards } = await inOneTransaction(ports.db, async (db) => {
    const afterwards: (() => unknown)[] = [];
    const begun = await begin(db.sql);
    const inside = {
      ...services,
      ports: { ...ports, db, publish: (events) => void afterwards.push(() => ports.publish(events)) },
      jobs: deferred(jobs, afterwards),
      forget: (player) => void afterwards.push(() => forget(player)),
    } satisfies ApiServices;
    return { outcome: await work(inside, begun), afterwards };
  });
  for (const send of afterwards) await send();
  return outcome;
}

function deferred(jobs: JobQueue, afterwards: (() => unknown)[]): JobQueue {
  return {
    issueCertificates: async (ids) => void afterwards.push(() => jobs.issueCertificates(ids)),
    makeExports: async (ids) => void afterwards.push(() => jobs.makeExports(ids)),
    queueRuns: async (runs) => void afterwards.push(() => jobs.queueRuns(runs)),
    driveSandbox: async (id, delay) => void afterwards.push(() => jobs.driveSandbox(id, delay)),
    pairRound: async (round) => void afterwards.push(() => jobs.pairRound(round)),
    sendWebhooks: async (ids, delay) => void afterwards.push(() => jobs.sendWebhooks(ids, delay)),
  };
}
