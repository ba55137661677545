// The Worker as it is deployed, while Postgres goes away and comes back: everybody is told at once, and nobody has to restart it.

import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressOf, through } from '../../bench/harness/distance.ts';
import { createTestDatabase, startWholeLaurel, type WholeLaurel } from '../support/whole-laurel.ts';
import { type Cut, startWire, type Wire } from '../support/wire.ts';

let laurel: WholeLaurel;
let wire: Wire;

beforeAll(async () => {
  const url = await createTestDatabase();
  wire = await startWire(addressOf(url));
  laurel = await startWholeLaurel({ DATABASE_URL: through(url, wire), BACKEND_SHARDS: '1' });
}, 120_000);

afterAll(async () => {
  await laurel?.stop();
  await wire?.stop();
});

const ask = async () => {
  const response = await fetch(`${laurel.url}/v1/tournaments`, { signal: AbortSignal.timeout(25_000) });
  return [response.status, ((await response.json()) as { code?: string }).code];
};
const served = [200, undefined];
const unavailable = [503, 'unavailable'];

/** More than the pool has connections, together and one after another. */
async function askMany(): Promise<unknown[]> {
  const together = await Promise.all(Array.from({ length: 12 }, ask));
  const apart = [];
  for (let index = 0; index < 2; index += 1) apart.push(await ask());
  return [...together, ...apart];
}

it.each<Cut>(['refuses', 'closes', 'is silent', 'freezes'])(
  'when Postgres %s, every request is told so; when it is back, the next one is served',
  async (how) => {
    expect(await ask()).toEqual(served);
    await wire.cut(how);
    expect(await askMany()).toEqual(Array.from({ length: 14 }, () => unavailable));
    await wire.mend();
    expect(await askMany()).toEqual(Array.from({ length: 14 }, () => served));
  },
  90_000,
);
