// The command that repeats a failed property.

export interface FailedTest {
  readonly name: string;
  /** Path from the root. */
  readonly file: string;
  /** Of the error that fast-check has thrown. */
  readonly message: string;
}

/** Null when no property failed. */
export function replayCommand({ name, file, message }: FailedTest): string | null {
  const [, seed, path] = /seed: (-?\d+), path: "([\d:]+)"/.exec(message) ?? [];
  if (seed === undefined) return null;
  const variables = `PROPERTY_SEED=${seed} PROPERTY_PATH=${path}`;
  return `${variables} vitest run --config test/vitest.config.ts ${file} -t ${JSON.stringify(name)}`;
}
