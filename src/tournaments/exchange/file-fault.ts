// A fault of an imported file: where it is, and what is wrong.

import { type DomainError, refuse } from '../../core/errors.ts';

/** Lines and columns count from 1. `column` is null if the whole line is meant. */
export function refuseFile(line: number, column: number | null, reason: string): DomainError {
  return refuse('invalid_file', { line, column, reason });
}
