// Wire shapes of the state of the server.

import { z } from 'zod';
import { breakerStates, operationClasses } from '../objects/stores/breaker.ts';

export const healthShape = z.strictObject({ status: z.literal('ok') });

const breakersShape = z.record(z.enum(operationClasses), z.enum(breakerStates));

export const readinessShape = z.strictObject({
  status: z.enum(['ready', 'not_ready']),
  /** Variables and settings that disable a kind of work or make responses stale. */
  faults: z.array(z.strictObject({ variable: z.string(), reason: z.string() })),
  /** The database and each store. */
  checks: z.record(z.string(), z.enum(['ok', 'down'])),
  /** State in this isolate of each store's circuit breakers. */
  breakers: z.record(z.string(), breakersShape),
});
export type Readiness = z.input<typeof readinessShape>;
