// `npm start`: runs a complete Laurel on this machine until Ctrl-C.

import { setTimeout as sleep } from 'node:timers/promises';
import { endChildren } from '../process/child-processes.ts';
import { HelpAsked } from '../process/command-line.ts';
import { waitUntilParentEnds } from '../process/parent-watch.ts';
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
    handleSignals(end);
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
