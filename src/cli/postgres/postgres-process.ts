// Runs one program of the bundled Postgres. It ends with this process, and it can also be started by root.

import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { trackChild } from '../process/child-processes.ts';
import { withParentDeathSignal } from '../process/parent-death-signal.ts';

/** Postgres refuses to run as root. Started by root, its processes and files belong to "nobody" (the kernel's overflow uid). */
const nobody = 65534;

const runsAsRoot = process.getuid?.() === 0;

/**
 * "nobody" needs CAP_DAC_OVERRIDE to access binaries and data in folders that only root can enter. For non-root users
 * access(2) ignores the capability unless the securebit is set, and initdb calls access(2) on its other programs.
 */
const asNobody = [
  `--reuid=${nobody}`,
  `--regid=${nobody}`,
  '--clear-groups',
  '--inh-caps=-all,+dac_override',
  '--ambient-caps=-all,+dac_override',
  '--bounding-set=-all,+dac_override',
  '--securebits=+no_setuid_fixup',
];

function findWrapper(): string[] | null {
  return withParentDeathSignal('INT', runsAsRoot ? asNobody : []);
}

/** Starts a new session: a Ctrl-C in the terminal then does not signal Postgres, and this process controls the stop order. */
export function spawnPostgresProgram(program: string, programArguments: readonly string[]): ChildProcess {
  const wrapper = findWrapper();
  const [command = program, ...rest] = [...(wrapper ?? []), program, ...programArguments];
  const identity = runsAsRoot && wrapper === null ? { uid: nobody, gid: nobody } : {};
  const child = spawn(command, rest, {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, LC_ALL: 'C' },
    ...identity,
  });
  return trackChild(child);
}

/** Without setpriv "nobody" has no capability and needs permission to enter the folder. Parent folders are left unchanged. */
export function allowPostgresToEnter(folder: string): void {
  if (runsAsRoot && findWrapper() === null) chmodSync(folder, 0o711);
}

/** Advice for a permission error of Postgres; empty when there is none. */
export function permissionAdvice(output: string): string {
  if (!runsAsRoot || findWrapper() !== null || !output.includes('ermission denied')) return '';
  return ' (install setpriv from util-linux, or do not run as root)';
}

/** Postgres must own its data folder. */
export function chownToPostgres(path: string): void {
  if (!runsAsRoot || lstatSync(path).uid === nobody) return;
  chownTree(path);
}

function chownTree(path: string): void {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return;
  if (entry.isDirectory()) for (const name of readdirSync(path)) chownTree(join(path, name));
  chownSync(path, nobody, nobody);
}
