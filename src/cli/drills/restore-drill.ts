// `npm run drill:restore`: destroys a database of its own and restores it to the moment before, from a base backup and the archived log.
// It is the procedure of docs/operations/backup.md, tried on the bundled Postgres.

import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { verifyChain } from '../../audit/chain/verify-chain.ts';
import { systemClock } from '../../core/instant.ts';
import { openDatabase } from '../../db/client.ts';
import { reconcileLedger } from '../../economy/reports/reconcile-ledger.ts';
import { openAppRole } from '../database/app-role.ts';
import { migrateDatabase } from '../database/migrate.ts';
import { startLocalPostgres } from '../postgres/local-postgres.ts';
import { chownToPostgres } from '../postgres/postgres-process.ts';
import { parseCommandLine } from '../process/command-line.ts';
import { createProgress, type Progress } from '../process/progress.ts';
import type { StopList } from '../process/stop-list.ts';
import { archiveLog, archiveTo, recoverFrom, takeBaseBackup } from './archived-backup.ts';
import { openDrillLedger } from './drill-ledger.ts';
import { differingTables, fingerprintOf, type TableFingerprint } from './fingerprint.ts';
import { openDrillFolder, readCount, runDrill } from './run-drill.ts';

const help = `Usage: npm run drill:restore -- [--acts <n>] [--json]

Tries the procedure of docs/operations/backup.md on a database of its own, in a temporary folder: posts coins, takes a base backup while more
are posted, drops every table, and restores to the moment before. Then every row of every table is compared, the ledger is reconciled, the audit
chain is verified, live clients have a new epoch, and the restored database takes another posting.
Nothing else is read or changed. Exit codes: 0 nothing was lost, 1 something was, 2 refused.

  --acts <n>   postings before, during and after the backup; 1 to 100000 (300)
  --json       the report as JSON
`;

export interface RestoreReport {
  readonly restoredTo: string;
  readonly acts: number;
  readonly tables: number;
  readonly rows: number;
  readonly differing: readonly string[];
  readonly drift: number;
  readonly auditFindings: number;
  readonly isNewEpoch: boolean;
  readonly backupSeconds: number;
  readonly restoreSeconds: number;
}

interface Scene {
  readonly folder: string;
  readonly acts: number;
  readonly progress: Progress;
  readonly stops: StopList;
}

interface Before {
  /** UTC, to the microsecond. */
  readonly moment: string;
  readonly tables: readonly TableFingerprint[];
  readonly heads: readonly { readonly number: number; readonly head: string }[];
  readonly epoch: string;
  readonly backupSeconds: number;
}

const password = 'drill';

export async function drillRestore({ folder, acts, progress, stops }: Scene): Promise<RestoreReport> {
  const paths = {
    data: join(folder, 'data'),
    backup: join(folder, 'backup'),
    archive: join(folder, 'archive'),
    log: join(folder, 'postgres.log'),
  };
  mkdirSync(paths.archive, { recursive: true });
  chownToPostgres(paths.archive);
  const before = await live(paths, { acts, progress, stops });
  rmSync(paths.data, { recursive: true, force: true });
  return restore(paths, before, { acts, progress, stops });
}

type Paths = Readonly<Record<'data' | 'backup' | 'archive' | 'log', string>>;
type Course = Omit<Scene, 'folder'>;

/** Until every table is dropped and the server is gone. */
async function live(paths: Paths, { acts, progress, stops }: Course): Promise<Before> {
  const settings = archiveTo(paths.archive);
  const server = await progress.step('Server that archives', async () => {
    const started = await startLocalPostgres({ folder: paths.data, password, logFile: paths.log, settings });
    await stops.add(started.stop);
    await migrateDatabase(started.url);
    return started;
  });
  const owner = postgres(server.url, { max: 1, onnotice: () => {} });
  const db = openDatabase(await openAppRole(server.url), 2);
  const ledger = await openDrillLedger(db);
  await progress.step('Postings', () => ledger.post(acts));
  const startedAt = performance.now();
  await progress.step('Backup while posting', () =>
    Promise.all([takeBaseBackup(server.url, paths.data, paths.backup), ledger.post(acts)]),
  );
  const backupSeconds = (performance.now() - startedAt) / 1000;
  const before = await progress.step('Postings, the moment', async () => {
    await ledger.post(acts);
    await ledger.seal();
    const tables = await fingerprintOf(owner);
    const { segments, head } = await verifyChain({ db, clock: systemClock }, []);
    const heads = head === null ? [] : [{ number: segments, head }];
    const [at] = await owner<{ epoch: string; moment: string }[]>`
      SELECT outbox_begin_epoch(false) AS epoch,
        to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US+00') AS moment`;
    return { moment: at?.moment ?? '', epoch: at?.epoch ?? '', tables, heads, backupSeconds };
  });
  await progress.step('Drop all, server gone', async () => {
    await owner`DROP SCHEMA public CASCADE`;
    await archiveLog(server.url);
    await Promise.all([owner.end(), db.close()]);
    await server.stop();
  });
  return before;
}

async function restore(paths: Paths, before: Before, { acts, progress, stops }: Course): Promise<RestoreReport> {
  const settings = recoverFrom(paths.archive, before.moment);
  const startedAt = performance.now();
  const server = await progress.step('Restore', async () => {
    const started = await startLocalPostgres({ folder: paths.backup, password, logFile: paths.log, settings });
    await stops.add(started.stop);
    return started;
  });
  const restoreSeconds = (performance.now() - startedAt) / 1000;
  const owner = postgres(server.url, { max: 1, onnotice: () => {} });
  const after = await progress.step('Compare', () => fingerprintOf(owner));
  await progress.step('Migrate', () => migrateDatabase(server.url));
  const [at] = await owner<{ epoch: string }[]>`SELECT outbox_begin_epoch(false) AS epoch`;
  const db = openDatabase(await openAppRole(server.url), 2);
  const ports = { db, clock: systemClock };
  const found = await progress.step('Reconcile, verify, post', async () => {
    const verified = await verifyChain(ports, before.heads);
    await (await openDrillLedger(db)).post(1);
    return { drift: (await reconcileLedger(ports)).driftCount, auditFindings: verified.findings.length };
  });
  await Promise.all([owner.end(), db.close()]);
  await server.stop();
  return {
    ...{ restoredTo: before.moment, acts: acts * 3, tables: before.tables.length },
    rows: before.tables.reduce((sum, { rows }) => sum + rows, 0),
    differing: differingTables(before.tables, after),
    ...found,
    isNewEpoch: at?.epoch !== before.epoch,
    ...{ backupSeconds: before.backupSeconds, restoreSeconds },
  };
}

export function isRestored({ differing, drift, auditFindings, isNewEpoch }: RestoreReport): boolean {
  return differing.length === 0 && drift === 0 && auditFindings === 0 && isNewEpoch;
}

export function describeRestore(report: RestoreReport): string {
  const { differing, drift, auditFindings, isNewEpoch } = report;
  const faults = [
    ...differing.map((table) => `${table} is not as it was`),
    ...(drift === 0 ? [] : [`the ledger does not balance: ${drift} differences`]),
    ...(auditFindings === 0 ? [] : [`the audit chain does not fit: ${auditFindings} findings`]),
    ...(isNewEpoch ? [] : ['live clients have no new epoch']),
  ];
  const lines = [
    `restored to ${report.restoredTo}: ${report.rows} rows in ${report.tables} tables compared, ${report.acts} postings`,
    `backup ${report.backupSeconds.toFixed(1)} s, restore ${report.restoreSeconds.toFixed(1)} s`,
    ...(faults.length === 0
      ? ['nothing was lost: the ledger balances, the audit chain is unchanged, live clients have a new epoch']
      : faults),
  ];
  return `${lines.join('\n')}\n`;
}

async function main(args: readonly string[], stops: StopList): Promise<number> {
  const options = { acts: { type: 'string', default: '300' }, json: { type: 'boolean', default: false } } as const;
  const { values } = parseCommandLine(args, { command: 'npm run drill:restore', help, options });
  const acts = readCount('acts', values.acts);
  const folder = openDrillFolder();
  const print = (line: string) => void process.stderr.write(`${line}\n`);
  const report = await drillRestore({ folder, acts, stops, progress: createProgress({ print, signal: stops.signal }) });
  process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : describeRestore(report));
  return isRestored(report) ? 0 : 1;
}

if (import.meta.main) await runDrill(main);
