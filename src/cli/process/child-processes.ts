// Tracks running child processes, so that an interrupted start can end all of them.

import type { ChildProcess } from 'node:child_process';

const killAfterMs = 5_000;
const running = new Set<ChildProcess>();

export function trackChild(child: ChildProcess): ChildProcess {
  running.add(child);
  child.once('error', () => running.delete(child));
  child.once('exit', () => running.delete(child));
  return child;
}

/** Children are spawned `detached` and lead a process group, so the signal also reaches their own children. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-(child.pid ?? Number.NaN), signal);
  } catch {
    child.kill(signal);
  }
}

/** Sends SIGINT, which makes Postgres shut down fast and cleanly; kills the process after a timeout. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), killAfterMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    signalGroup(child, 'SIGINT');
  });
}

export async function endChildren(): Promise<void> {
  await Promise.all([...running].map(endChild));
}

export interface Ending {
  readonly code: number | null;
  /** The end of stdout and stderr. */
  readonly output: string;
}

const outputLengthMax = 16_000;

export function waitForEnd(child: ChildProcess): Promise<Ending> {
  return new Promise((resolve) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-outputLengthMax);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('error', (error) => resolve({ code: 1, output: error.message }));
    child.once('close', (code) => resolve({ code, output }));
  });
}
