// Cloudflare's timetable for a local Worker: a tick every minute, never two at once.

export interface CronOptions {
  readonly everyMs?: number;
  readonly report: (error: unknown) => void;
}

/** Returns the function that stops it; a tick under way is left to end. */
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
