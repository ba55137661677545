// Cron triggers for a local Worker: one tick every minute, never two at once.

export interface CronOptions {
  readonly everyMs?: number;
  readonly report: (error: unknown) => void;
}

/** @returns a function that stops the timer. It does not interrupt a running tick. */
export function driveCron(tick: () => Promise<void>, { everyMs = 60_000, report }: CronOptions): () => void {
  let isBusy = false;
  const timer = setInterval(async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      await tick();
    } catch (error) {
      report(error);
    } finally {
      isBusy = false;
    }
  }, everyMs);
  return () => clearInterval(timer);
}
