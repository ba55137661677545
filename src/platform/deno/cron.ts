// The cron within the process: at once, for what an ended process has left undone, then at its interval, and when it is asked for, never two
// runs at once.

export interface Cron {
  /** Begins when a run that has begun has ended. @throws the first failure of the run. */
  readonly runNow: () => Promise<void>;
  /** Stops the timer, and waits for a run that has begun. */
  readonly stop: () => Promise<void>;
}

/** `seconds` 0: only when it is asked for. */
export function driveCron(tick: () => Promise<void>, seconds: number): Cron {
  let isRunning = false;
  let last: Promise<unknown> = Promise.resolve();
  const runNow = () => {
    const run = last.then(async () => {
      isRunning = true;
      await tick().finally(() => {
        isRunning = false;
      });
    });
    // A failed step was logged, and runs again.
    last = run.catch(() => {});
    return run;
  };
  const runIfIdle = () => void (isRunning || runNow().catch(() => {}));
  const timer = seconds === 0 ? undefined : setInterval(runIfIdle, seconds * 1_000);
  if (seconds > 0) runIfIdle();
  return {
    runNow,
    async stop() {
      clearInterval(timer);
      await last;
    },
  };
}
