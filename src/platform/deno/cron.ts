// The cron within the process: at its interval, never two runs at once.

/** `seconds` 0: never. @returns stops the timer, and waits for a run that has begun. */
export function driveCron(tick: () => Promise<void>, seconds: number): () => Promise<void> {
  if (!(seconds >= 0)) throw new Error('CRON_SECONDS must be a number of seconds');
  if (seconds === 0) return async () => {};
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    // A failed step was logged, and runs again.
    running ??= tick()
      .catch(() => {})
      .finally(() => {
        running = null;
      });
  }, seconds * 1_000);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
