import { expect, it } from 'vitest';
import { createPace, waitForTurn } from '../../../src/objects/stores/pace.ts';

it('requests are spread evenly over a second, and unused slots are lost', () => {
  const pace = createPace(4);
  expect([0, 0, 0].map((nowMs) => pace.waitMs(nowMs, 1_000))).toEqual([0, 250, 500]);
  expect([10_000, 10_000].map((nowMs) => pace.waitMs(nowMs, 1_000))).toEqual([0, 250]);
});

it('a slot that would come too late is refused and stays free', () => {
  const pace = createPace(1);
  expect([pace.waitMs(0, 500), pace.waitMs(0, 500), pace.waitMs(600, 500)]).toEqual([0, null, 400]);
});

it('without a limit no request waits', () => {
  const pace = createPace(null);
  expect([0, 0, 0].map((nowMs) => pace.waitMs(nowMs, 0))).toEqual([0, 0, 0]);
});

it('a refused slot is reported as the client-side limit', async () => {
  const pace = createPace(0.001);
  const waiting = { store: 's3', operation: 'put', leftMs: 10 } as const;
  await waitForTurn(pace, waiting);
  await expect(waitForTurn(pace, waiting)).rejects.toMatchObject({
    failure: 'throttled',
    facts: { operation: 'put', code: 'own rate limit' },
  });
});
