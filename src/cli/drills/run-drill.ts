// Runs a drill as a command: everything that it starts is stopped at its end, also after Ctrl-C.

import { endChildren } from '../process/child-processes.ts';
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

export async function runDrill(main: (args: readonly string[], stops: StopList) => Promise<number>): Promise<void> {
  const stops = createStopList();
  const end = async (exitCode: number) => {
    await stops.stopAll();
    await endChildren();
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(130));
  try {
    await end(await main(process.argv.slice(2), stops));
  } catch (error) {
    // Steps that fail after an interruption are ignored: what they depend on is already stopped.
    if (!stops.signal.aborted && !(error instanceof Interrupted)) await end(reportFailure(error));
  }
}
