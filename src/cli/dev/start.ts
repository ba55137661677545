// `npm start`: runs a complete Laurel on this machine until Ctrl-C.

import { setTimeout as sleep } from 'node:timers/promises';
import { endChildren } from '../process/child-processes.ts';
import { HelpAsked } from '../process/command-line.ts';
import { endSignals, handleEndSignals } from '../process/end-signals.ts';
import { waitUntilParentEnds } from '../process/parent-watch.ts';
import { Interrupted } from '../process/progress.ts';
import { reportFailure } from '../process/run-command.ts';
import { createStopList } from '../process/stop-list.ts';
import { parseStartArguments } from './arguments.ts';
import { launch } from './launch.ts';

/** Runs until a signal or a failure, then stops everything that it started and exits. */
export async function start(args: readonly string[]): Promise<void> {
  const stops = createStopList();
  const end = async (exitCode: number) => {
    await stops.stopAll();
    await endChildren();
    process.exit(exitCode);
  };
  const onLost = (sentence: string) => {
    if (stops.signal.aborted) return;
    console.error(`${sentence} Laurel is stopping.`);
    void end(1);
  };
  const fail = async (error: unknown) => {
    // What has gone is told by itself within this time; then the failure is only its consequence.
    if (!(error instanceof HelpAsked)) await sleep(consequenceMs);
    // Steps that fail after stopping has begun are ignored: what they depend on is already stopped.
    if (stops.signal.aborted || error instanceof Interrupted) return;
    await end(reportFailure(error));
  };
  try {
    const startArguments = parseStartArguments(args);
    handleEndSignals(end);
    // The driver of the database throws past its caller when the server ends in the middle of a statement.
    for (const event of ['uncaughtException', 'unhandledRejection']) process.on(event, fail);
    // The terminal or the pipe is closed: nobody reads what is written.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => void end(1));
    waitUntilParentEnds(process.env, stops.signal).then(() => end(endSignals.SIGTERM));
    const print = (line: string) => void process.stdout.write(`${line}\n`);
    await launch({ startArguments, environment: process.env, print, stops, onLost });
  } catch (error) {
    await fail(error);
  }
}

const consequenceMs = 200;

if (import.meta.main) await start(process.argv.slice(2));
