// Notices that npm has ended. npm passes SIGTERM to the shell of its script only, which ends without passing it on, and SIGKILL to nobody.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const intervalMs = 500;

/**
 * Watches the process that started this one and, if that is a shell, the one before it. Resolves when one of them has ended;
 * never when npm did not start this process, because a shell may end before what it started in the background.
 */
export function waitUntilParentEnds(
  environment: Readonly<Record<string, string | undefined>>,
  signal: AbortSignal,
): Promise<void> {
  if (environment.npm_lifecycle_event === undefined) return new Promise(() => {});
  const parent = process.ppid;
  const { name, parent: grandparent } = describeProcess(parent);
  const watched = /sh$/.test(name) && grandparent > 1 ? grandparent : null;
  return new Promise((resolve) => {
    const timer = setInterval(() => {
      if (process.ppid === parent && (watched === null || isAlive(watched))) return;
      clearInterval(timer);
      resolve();
    }, intervalMs);
    signal.addEventListener('abort', () => clearInterval(timer), { once: true });
  });
}

function describeProcess(pid: number): { readonly name: string; readonly parent: number } {
  try {
    const line =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^\d+ \((.*)\) \S (\d+) .*$/s, '$2 $1')
        : execFileSync('ps', ['-p', String(pid), '-o', 'ppid=,comm='], { encoding: 'utf8' });
    const [parent = '0', ...name] = line.trim().split(/\s+/);
    return { name: name.join(' '), parent: Number(parent) };
  } catch {
    return { name: '', parent: 0 };
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as { code?: unknown }).code === 'EPERM';
  }
}
