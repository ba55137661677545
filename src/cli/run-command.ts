// The last catch of every command: a refusal is one sentence on stderr, anything else is a bug and keeps its stack.

import { StartRefusal } from './start-refusal.ts';

export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.exitCode = reportFailure(error);
  }
}

/** Returns the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof StartRefusal) {
    console.error(error.message);
    return error.exitCode;
  }
  console.error(error);
  return 1;
}
