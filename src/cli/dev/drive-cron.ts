// Cron triggers for a local Worker: one tick at once, for what an earlier Laurel has left undone, then one every minute, never two at once.

export interface CronOptions {
  readonly everyMs?: number;
  readonly report: (error: unknown) => void;
}

/** @returns a function that stops the timer. It does not interrupt a running tick, whose failure is ignored then. */
export function driveCron(tick: () => Promise<void>, { everyMs = 60_000, report }: CronOptions): () => void {
  let [isBusy, isStopped] = [false, false];
  const run = async () => {
    if (isBusy) return;
    isBusy = true;
    try {
      await tick();
    } catch (error) {
      if (!isStopped) report(error);
    } finally {
      isBusy = false;
    }
  };
  const timer = setInterval(run, everyMs);
  void run();
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
}
