// Remembers how to undo what has been started, and undoes it once, the latest first.

type Stop = () => Promise<void> | void;

export interface StopList {
  /** Aborted when stopping begins; steps not yet begun stay undone. */
  readonly signal: AbortSignal;
  /** Run at once when stopping has begun already: a start that is interrupted half-way leaves nothing behind. */
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

/** One thing that will not stop must not keep the others running. */
async function runQuietly(stop: Stop): Promise<void> {
  try {
    await stop();
  } catch (error) {
    console.error('Something could not be stopped:', error);
  }
}
