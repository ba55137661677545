// The signals that end a command, and what it does then.

/** Shell convention: 128 plus the signal number. */
export const endSignals = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;

/** Ignores later signals: stopping has its own time limits, and a terminal can send the same Ctrl-C twice. */
export function handleEndSignals(end: (exitCode: number) => Promise<void>): void {
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
