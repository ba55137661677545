// Prints one line per completed step, with its duration.

export interface Progress {
  /** Runs the step and prints its line when it succeeds. @throws Interrupted once `signal` is aborted. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
}

export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}

export interface ProgressOptions {
  readonly print: (line: string) => void;
  readonly signal: AbortSignal;
}

export function createProgress({ print, signal }: ProgressOptions): Progress {
  return {
    async step(name, work) {
      if (signal.aborted) throw new Interrupted(name);
      const startedAt = performance.now();
      const result = await work().catch((error: unknown) => {
        throw signal.aborted ? new Interrupted(name) : error;
      });
      if (signal.aborted) throw new Interrupted(name);
      const seconds = (performance.now() - startedAt) / 1000;
      print(`✓ ${name.padEnd(24)} ${seconds.toFixed(1)} s`);
      return result;
    },
  };
}
