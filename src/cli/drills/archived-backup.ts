// Continuous archiving with the bundled Postgres, which has neither pg_basebackup nor pg_dump: a base backup by the low-level functions,
// and recovery to a point in time (PostgreSQL documentation, "Continuous Archiving and Point-in-Time Recovery").

import { copyFileSync, lstatSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import postgres from 'postgres';
import { chownToPostgres } from '../postgres/postgres-process.ts';

/** Settings of a server that archives each segment of its write-ahead log. A segment that the archive has is never overwritten. */
export function archiveTo(archive: string): readonly string[] {
  const target = `'${archive}/%f'`;
  return [
    'archive_mode=on',
    `archive_command=test ! -f ${target} && cp '%p' ${target}.part && mv ${target}.part ${target}`,
  ];
}

/** Settings of a server that recovers from a base backup. It then goes on, on a new timeline, with what was committed before `moment`. */
export function recoverFrom(archive: string, moment: string): readonly string[] {
  return [
    `restore_command=cp '${archive}/%f' '%p'`,
    `recovery_target_time=${moment}`,
    'recovery_target_inclusive=off',
    'recovery_target_action=promote',
  ];
}

/** Copies the data folder of a running server. Transactions go on meanwhile. */
export async function takeBaseBackup(url: string, dataFolder: string, backupFolder: string): Promise<void> {
  // The backup belongs to its connection.
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    await sql`SELECT pg_backup_start('laurel', true)`;
    copyDataFolder(dataFolder, backupFolder);
    const [label] = await sql<{ text: string }[]>`SELECT labelfile AS text FROM pg_backup_stop(true)`;
    writeFileSync(join(backupFolder, 'backup_label'), label?.text ?? '', { mode: 0o600 });
  } finally {
    await sql.end();
  }
  writeFileSync(join(backupFolder, 'recovery.signal'), '', { mode: 0o600 });
  chownToPostgres(backupFolder);
}

/** Ends the current segment and waits until the archive has it. */
export async function archiveLog(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    // A segment without a record in it is not switched.
    await sql`SELECT pg_logical_emit_message(true, 'laurel', 'end of segment')`;
    const [segment] = await sql<{ name: string }[]>`SELECT pg_walfile_name(pg_switch_wal()) AS name`;
    for (;;) {
      const [archiver] = await sql<{ name: string | null }[]>`SELECT last_archived_wal AS name FROM pg_stat_archiver`;
      if (archiver?.name != null && archiver.name >= (segment?.name ?? '')) return;
      await sleep(50);
    }
  } finally {
    await sql.end();
  }
}

/** What a running server keeps for itself. Its log is recovered from the archive. */
const notCopied = new Set(['postmaster.pid', 'postmaster.opts']);

function copyDataFolder(from: string, to: string): void {
  rmSync(to, { recursive: true, force: true });
  copyFolder(from, to, (name) => !notCopied.has(name));
  rmSync(join(to, 'pg_wal'), { recursive: true, force: true });
  mkdirSync(join(to, 'pg_wal'), { mode: 0o700 });
}

/** Files come and go while a server runs; the log makes up for it. */
function copyFolder(from: string, to: string, isCopied: (name: string) => boolean): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(from).filter(isCopied)) {
    const [source, target] = [join(from, name), join(to, name)];
    try {
      if (lstatSync(source).isDirectory()) copyFolder(source, target, () => true);
      else copyFileSync(source, target);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}
