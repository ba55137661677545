// The cron within the process: every minute, never two runs at once.

const everyMs = 60_000;

/** @returns stops the timer, and waits for a run that has begun. */
export function driveCron(tick: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  const timer = setInterval(() => {
    // A failed step was logged, and runs again.
    running ??= tick()
      .catch(() => {})
      .finally(() => {
        running = null;
      });
  }, everyMs);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
