// Runs a command and reports its failure. A refusal or a dependency failure is one sentence on stderr; any other error is a bug and
// is printed with its stack.

import { DependencyError } from '../../core/errors.ts';
import { ObjectStoreError } from '../../objects/stores/object-store.ts';
import { HelpAsked } from './command-line.ts';
import { StartRefusal } from './start-refusal.ts';

export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.exitCode = reportFailure(error);
  }
}

/** @returns the exit code. */
export function reportFailure(error: unknown): number {
  if (error instanceof HelpAsked) {
    process.stdout.write(error.text);
    return 0;
  }
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
