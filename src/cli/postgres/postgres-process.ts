// Runs one program of the bundled Postgres so that it dies with us, and so that root may run it too.
// Knows nothing of data folders, ports or databases.

import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { trackChild } from '../process/child-processes.ts';
import { wrapForParentDeath } from '../process/dies-with-parent.ts';

/** Postgres refuses to run as root; as root its processes and files belong to "nobody" (the kernel's overflow uid). */
const nobody = 65534;

const runsAsRoot = process.getuid?.() === 0;

/**
 * "nobody" keeps one capability: reaching binaries and data below folders that only root may enter. access(2) ignores it
 * for anybody but root unless the securebit is set, and initdb asks access(2) about its neighbours.
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
  return wrapForParentDeath('INT', runsAsRoot ? asNobody : []);
}

/** Its own session, so that Ctrl-C in a terminal reaches only us and we choose the order of stopping. */
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

/** Without setpriv "nobody" has no capability: let it pass our folder. Those above are not ours to open. */
export function openWayForPostgres(folder: string): void {
  if (runsAsRoot && findWrapper() === null) chmodSync(folder, 0o711);
}

/** What to do about a permission Postgres was denied; empty where we know of nothing. */
export function permissionAdvice(output: string): string {
  if (!runsAsRoot || findWrapper() !== null || !output.includes('ermission denied')) return '';
  return ' (as root this needs setpriv of util-linux; or run as an ordinary user)';
}

/** Postgres insists on owning its data folder. */
export function giveToPostgres(path: string): void {
  if (!runsAsRoot || lstatSync(path).uid === nobody) return;
  chownTree(path);
}

function chownTree(path: string): void {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return;
  if (entry.isDirectory()) for (const name of readdirSync(path)) chownTree(join(path, name));
  chownSync(path, nobody, nobody);
}
