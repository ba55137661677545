// `npm start`: a whole Laurel on this machine, until Ctrl-C.

import { endChildren } from '../process/child-processes.ts';
import { Interrupted } from '../process/progress.ts';
import { reportFailure } from '../process/run-command.ts';
import { createStopList } from '../process/stop-list.ts';
import { parseStartArguments, startHelp } from './arguments.ts';
import { launch } from './launch.ts';

/** The shell's convention: 128 and the signal's number. */
const endSignals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Runs until a signal or a failure, and then ends this process when everything it started has ended. */
export async function start(words: readonly string[]): Promise<void> {
  const stops = createStopList();
  const end = async (exitCode: number) => {
    await stops.stopAll();
    await endChildren();
    process.exit(exitCode);
  };
  try {
    const wanted = parseStartArguments(words);
    if (wanted.help) return void process.stdout.write(startHelp);
    hearSignals(end);
    const print = (line: string) => void process.stdout.write(`${line}\n`);
    const { databaseEnded } = await launch({ wanted, environment: process.env, print, stops });
    await databaseEnded;
    if (stops.signal.aborted) return;
    console.error('Postgres ended; stopping.');
    await end(1);
  } catch (error) {
    // Once stopping has begun, steps fail because their ground is taken away.
    if (stops.signal.aborted || error instanceof Interrupted) return;
    await end(reportFailure(error));
  }
}

/** Later signals are ignored: stopping has its own time limits, and a terminal may send the same Ctrl-C twice. */
function hearSignals(end: (exitCode: number) => Promise<void>): void {
  let isEnding = false;
  const hear = (signal: NodeJS.Signals) => {
    if (isEnding) return;
    isEnding = true;
    void end(endSignals[signal as keyof typeof endSignals]);
  };
  // Miniflare listens too, and would end the process before Postgres is down.
  process.on('newListener', (event: string, listener: NodeJS.SignalsListener) => {
    if (event in endSignals && listener !== hear) queueMicrotask(() => process.off(event, listener));
  });
  for (const signal of Object.keys(endSignals)) process.on(signal, hear);
}

if (import.meta.main) await start(process.argv.slice(2));
