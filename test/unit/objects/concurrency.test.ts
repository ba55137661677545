import { expect, it } from 'vitest';
import { connectionsMax } from '../../../src/core/limits.ts';
import { backfillCreate } from '../../../src/objects/contract.ts';
import { backfillBounds, backfillDefaults } from '../../../src/objects/runs/backfill.ts';

it('a backfill and its database connection stay within the connections of one invocation', () => {
  const ofDatabase = 1;
  expect(connectionsMax).toBe(6);
  for (const concurrency of [backfillDefaults.concurrency, backfillBounds.concurrencyMax]) {
    expect(concurrency + ofDatabase).toBeLessThanOrEqual(connectionsMax);
  }
  const accepts = (concurrency: number) => backfillCreate.safeParse({ direction: 'r2-to-s3', concurrency }).success;
  expect([1, 4, 5, 6, 32].map(accepts)).toEqual([true, true, true, false, false]);
});
