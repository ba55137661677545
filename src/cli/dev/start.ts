// `npm start`: runs a complete Laurel on this machine until Ctrl-C.

import { endChildren } from '../process/child-processes.ts';
import { Interrupted } from '../process/progress.ts';
import { reportFailure } from '../process/run-command.ts';
import { createStopList } from '../process/stop-list.ts';
import { parseStartArguments } from './arguments.ts';
import { launch } from './launch.ts';

/** Shell convention: 128 plus the signal number. */
const endSignals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Runs until a signal or a failure, then stops everything that it started and exits. */
export async function start(args: readonly string[]): Promise<void> {
  const stops = createStopList();
  const end = async (exitCode: number) => {
    await stops.stopAll();
    await endChildren();
    process.exit(exitCode);
  };
  try {
    const startArguments = parseStartArguments(args);
    handleSignals(end);
    const print = (line: string) => void process.stdout.write(`${line}\n`);
    const { lost } = await launch({ startArguments, environment: process.env, print, stops });
    const sentence = await lost;
    if (stops.signal.aborted) return;
    console.error(`${sentence} Laurel is stopping.`);
    await end(1);
  } catch (error) {
    // Steps that fail after stopping has begun are ignored: what they depend on is already stopped.
    if (stops.signal.aborted || error instanceof Interrupted) return;
    await end(reportFailure(error));
  }
}

/** Ignores later signals: stopping has its own time limits, and a terminal can send the same Ctrl-C twice. */
function handleSignals(end: (exitCode: number) => Promise<void>): void {
  let isEnding = false;
  const onSignal = (signal: NodeJS.Signals) => {
    if (isEnding) return;
    isEnding = true;
    void end(endSignals[signal as keyof typeof endSignals]);
  };
  // Miniflare adds its own listeners, which would exit before Postgres has stopped. They are removed.
  process.on('newListener', (event: string, listener: NodeJS.SignalsListener) => {
    if (event in endSignals && listener !== onSignal) queueMicrotask(() => process.off(event, listener));
  });
  for (const signal of Object.keys(endSignals)) process.on(signal, onSignal);
}

if (import.meta.main) await start(process.argv.slice(2));
