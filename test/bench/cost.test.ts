// The page on costs is the one that the model and the prices give, and a bill follows its prices.

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { costPage, renderCostPage } from '../../bench/model/cost-page.ts';
import { infrequentAccessMonths, monthlyCost, phases, type Use } from '../../bench/model/monthly.ts';
import prices from '../../bench/model/prices.json' with { type: 'json' };

it('the page is up to date', () => {
  expect(readFileSync(costPage, 'utf8')).toBe(renderCostPage());
});

const amount = fc.double({ min: 0, max: 1e9, noNaN: true });
const use: fc.Arbitrary<Use> = fc.record({
  ...{ requests: amount, cpuMs: amount, objectRequests: amount, objectGbSeconds: amount, queueOperations: amount },
  ...{ files: amount, downloads: amount, storedGb: amount, downloadedGb: amount },
});

it('more use never costs less, nothing costs the plan, and a second store never less than one', () => {
  const nothing = Object.fromEntries(
    Object.keys(fc.sample(use, 1)[0] ?? {}).map((name) => [name, 0]),
  ) as unknown as Use;
  for (const phase of phases) expect(monthlyCost(nothing, phase, prices).total).toBe(prices.cloudflare.planPerMonth);
  fc.assert(
    fc.property(use, fc.constantFrom(...phases), fc.double({ min: 1, max: 10, noNaN: true }), (some, phase, factor) => {
      const more = Object.fromEntries(
        Object.entries(some).map(([name, value]) => [name, value * factor]),
      ) as unknown as Use;
      const total = (of: Use, at = phase) => monthlyCost(of, at, prices).total;
      expect(total(more)).toBeGreaterThanOrEqual(total(some));
      expect(total(some, 'dual write')).toBeGreaterThanOrEqual(total(some, 'R2 alone'));
    }),
  );
});

it('an object of the size of a PDF would have to lie for years to pay for being moved', () => {
  const { move, read } = infrequentAccessMonths(12_000, prices);
  expect(move).toBeGreaterThan(24);
  expect(read).toBeGreaterThan(6);
});
