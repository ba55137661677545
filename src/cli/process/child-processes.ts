// Every process we started and have not seen end, so that an interrupted start can end those it had not come to know yet.

import type { ChildProcess } from 'node:child_process';

const patienceMs = 5_000;
const alive = new Set<ChildProcess>();

export function trackChild(child: ChildProcess): ChildProcess {
  alive.add(child);
  child.once('error', () => alive.delete(child));
  child.once('exit', () => alive.delete(child));
  return child;
}

/** Children lead their own process group (spawned `detached`), so that a signal reaches what they started, too. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  try {
    process.kill(-(child.pid ?? Number.NaN), signal);
  } catch {
    child.kill(signal);
  }
}

/** Asks with SIGINT, which Postgres answers by a fast and clean shutdown; those that do not listen are killed. */
export async function endChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), patienceMs);
    child.once('exit', () => {
      clearTimeout(timer);
      resolve();
    });
    signalGroup(child, 'SIGINT');
  });
}

export async function endChildren(): Promise<void> {
  await Promise.all([...alive].map(endChild));
}

export interface Ending {
  readonly code: number | null;
  /** Its last words on both streams. */
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
