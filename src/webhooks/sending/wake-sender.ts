// Looks for due deliveries soon after events were relayed, at most once a second however many there were. A look that is lost is made by
// cron.

const everyMs = 1_000;

/** Resolves after the look that comes after this call. */
export function createWake(look: () => Promise<unknown>, nowMs: () => number): () => Promise<void> {
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  let waiting: Promise<void> | null = null;
  const lookLater = async () => {
    const waitMs = lookedAtMs + everyMs - nowMs();
    if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
    [waiting, lookedAtMs] = [null, nowMs()];
    await look();
  };
  return () => {
    waiting ??= lookLater();
    return waiting;
  };
}
