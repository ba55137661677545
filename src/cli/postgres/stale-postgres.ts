// Handles a postmaster.pid of an earlier run: removes the file, or stops the server if it still runs.

import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const stopTimeoutMs = 10_000;

/** The caller must hold the lock of the home folder; then a running server is a leftover. */
export async function stopStalePostgres(folder: string): Promise<void> {
  const pidFile = join(folder, 'postmaster.pid');
  const pid = readPid(pidFile);
  if (pid === null) return;
  if (!isPostgresOn(pid, folder)) return rmSync(pidFile, { force: true });
  process.kill(pid, 'SIGINT');
  for (const deadline = Date.now() + stopTimeoutMs; Date.now() < deadline; await sleep(50)) {
    if (!isPostgresOn(pid, folder)) return;
  }
  process.kill(pid, 'SIGQUIT');
  await sleep(500);
}

function readPid(pidFile: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(pidFile, 'utf8'), 10);
    return pid > 1 ? pid : null;
  } catch {
    return null;
  }
}

/** Compares the command line, because the pid can have been reused. */
function isPostgresOn(pid: number, folder: string): boolean {
  const command = readCommand(pid);
  return command.includes('postgres') && command.includes(folder);
}

function readCommand(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    if (process.platform === 'linux') return '';
  }
  try {
    return execFileSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
  } catch {
    return '';
  }
}
