// Two ways to load a server: as fast as so many connections can (closed), or on a schedule fixed beforehand (open), where
// a late request counts from when it was due: a server that freezes cannot hide it.

export interface Sample {
  /** From when the request was due to its last byte, milliseconds. */
  readonly latencyMs: number;
  readonly isOk: boolean;
}

export type Send = (index: number) => Promise<boolean>;

/** @returns requests per second. */
export async function closedLoop(send: Send, load: { connections: number; seconds: number }): Promise<number> {
  const end = performance.now() + load.seconds * 1000;
  let done = 0;
  const connection = async () => {
    while (performance.now() < end) {
      if (!(await send(done))) throw new Error('a request of the closed loop failed');
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: load.connections }, connection));
  return done / load.seconds;
}

export async function openLoop(send: Send, load: { ratePerSecond: number; count: number }): Promise<Sample[]> {
  const start = performance.now() + 50;
  const one = async (index: number): Promise<Sample> => {
    const dueMs = start + (index * 1000) / load.ratePerSecond;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - performance.now())));
    const isOk = await send(index).catch(() => false);
    return { latencyMs: performance.now() - dueMs, isOk };
  };
  return Promise.all(Array.from({ length: load.count }, (_, index) => one(index)));
}

/** Nearest rank; `share` between 0 and 1. */
export function percentile(samples: readonly Sample[], share: number): number {
  const sorted = samples.map((sample) => sample.latencyMs).sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
