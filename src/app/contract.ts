// Wire shapes of the state of the server.

import * as z from 'zod';
import { namedShape } from '../http/wire.ts';
import { breakerStates, type operationClasses } from '../objects/stores/breaker.ts';

export const healthShape = namedShape('Health', 'The server runs.', {
  status: z.literal('ok').describe('Always `ok`: the server answers.'),
});

const breaker = z.enum(breakerStates);
const breakersShape = z.strictObject({
  read: breaker.describe('Of reads.'),
  write: breaker.describe('Of writes.'),
  list: breaker.describe('Of lists.'),
} satisfies Record<(typeof operationClasses)[number], z.ZodType>);

export const readinessShape = namedShape('Readiness', 'What works, and what does not.', {
  status: z
    .enum(['ready', 'not_ready'])
    .describe('Not ready while the database or all stores are down, or settings are wrong.'),
  faults: z
    .array(
      z.strictObject({
        variable: z.string().describe('The variable or setting.'),
        reason: z.string().describe('What is wrong with it.'),
      }),
    )
    .describe('Settings that disable a kind of work or make answers stale.'),
  checks: z.record(z.string(), z.enum(['ok', 'down'])).describe('The database and each store.'),
  breakers: z
    .record(z.string(), breakersShape)
    .describe("Each store's circuit breakers, as this instance of the server knows them."),
});
export type Readiness = z.input<typeof readinessShape>;
