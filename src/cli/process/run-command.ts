// The last catch of every command: a refusal, or something that does not answer, is one sentence on stderr; anything else is a
// bug and keeps its stack.

import { DependencyError } from '../../core/errors.ts';
import { ObjectStoreError } from '../../objects/stores/object-store.ts';
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
  if (error instanceof DependencyError) {
    console.error(`The ${error.dependency.replace('_', ' ')} does not answer.`);
    return 2;
  }
  if (error instanceof ObjectStoreError) {
    console.error(`${error.message}.`);
    return 2;
  }
  console.error(error);
  return 1;
}
