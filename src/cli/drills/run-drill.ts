// Runs a drill as a command: everything that it starts is stopped at its end, also after Ctrl-C.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { wrapWorkerd } from '../dev/wrap-workerd.ts';
import { endChildren } from '../process/child-processes.ts';
import { handleEndSignals } from '../process/end-signals.ts';
import { Interrupted } from '../process/progress.ts';
import { reportFailure } from '../process/run-command.ts';
import { StartRefusal } from '../process/start-refusal.ts';
import { createStopList, type StopList } from '../process/stop-list.ts';

const countMax = 100_000;

/** @throws StartRefusal with exit code 2. */
export function readCount(name: string, text: string): number {
  const count = Number(text);
  if (/^\d+$/.test(text) && count >= 1 && count <= countMax) return count;
  throw new StartRefusal(`--${name} must be a whole number from 1 to ${countMax}, not "${text}".`, 2);
}

const folders: string[] = [];

/** Removed last, when nothing that was started in it runs any more. Object stores of the drill end with this process. */
export function openDrillFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-drill-'));
  folders.push(folder);
  wrapWorkerd(folder);
  return folder;
}

export async function runDrill(main: (args: readonly string[], stops: StopList) => Promise<number>): Promise<void> {
  const stops = createStopList();
  const end = async (exitCode: number) => {
    await stops.stopAll();
    // A step that was interrupted may have started another one meanwhile.
    for (let round = 0; round < 2; round += 1) await endChildren();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    process.exit(exitCode);
  };
  handleEndSignals(end);
  try {
    await end(await main(process.argv.slice(2), stops));
  } catch (error) {
    // Steps that fail after an interruption are ignored: what they depend on is already stopped.
    if (!stops.signal.aborted && !(error instanceof Interrupted)) await end(reportFailure(error));
  }
}
