// Collects stop functions and runs each of them once, in reverse order.

type Stop = () => Promise<void> | void;

export interface StopList {
  /** Aborted when stopping begins, so that no further step starts. */
  readonly signal: AbortSignal;
  /** Runs `stop` immediately when stopping has already begun. */
  add(stop: Stop): Promise<void>;
  stopAll(): Promise<void>;
}

export function createStopList(): StopList {
  const stops: Stop[] = [];
  const abort = new AbortController();
  let stopping: Promise<void> | undefined;

  async function runAll(): Promise<void> {
    for (let stop = stops.pop(); stop; stop = stops.pop()) await runQuietly(stop);
  }

  return {
    signal: abort.signal,
    async add(stop) {
      if (stopping) return runQuietly(stop);
      stops.push(stop);
    },
    stopAll() {
      abort.abort();
      stopping ??= runAll();
      return stopping;
    },
  };
}

/** A failure must not prevent the other stops. */
async function runQuietly(stop: Stop): Promise<void> {
  try {
    await stop();
  } catch (error) {
    console.error('A stop function failed:', error);
  }
}
