// The entry of the package: what a frontend imports.

import { buildLaurel } from './laurel.ts';
import type { Laurel } from './methods.ts';
import { type LaurelOptions, readSettings } from './settings.ts';
import { systemTime } from './time.ts';

export type * from './api-types.ts';
export type { Laurel } from './methods.ts';
export type { Answer, CallOptions, ListMethod, Method, OperationName, ProblemOf } from './operation.ts';
export { type FieldError, LaurelProblem, LaurelUnreachable, type UnexpectedAnswer } from './problem.ts';
export type { RetryLimits } from './retry.ts';
export type { LaurelOptions, TokenSource } from './settings.ts';

/** Needs no network: the first request is sent by the first call of a method. */
export function createLaurel(options: LaurelOptions): Laurel {
  return buildLaurel(readSettings(options, systemTime));
}
