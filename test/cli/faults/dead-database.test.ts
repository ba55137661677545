// The deployed build of the Worker while Postgres fails and recovers.

import postgres from 'postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { addressOf, viaProxy } from '../../../bench/bed/delay-proxy.ts';
import { makePlayerId, signToken } from '../../../src/cli/operator/sign-token.ts';
import { createDatabase } from '../../support/isolate/new-database.ts';
import { startWholeLaurel, type WholeLaurel } from '../../support/laurels/whole-laurel.ts';
import { type BreakableProxy, type Outage, startBreakableProxy } from '../../support/servers/breakable-proxy.ts';

let laurel: WholeLaurel;
let proxy: BreakableProxy;
let owner: postgres.Sql;

beforeAll(async () => {
  const url = await createDatabase(3);
  owner = postgres(url, { max: 1, onnotice: () => {} });
  proxy = await startBreakableProxy(addressOf(url));
  laurel = await startWholeLaurel({ DATABASE_URL: viaProxy(url, proxy), BACKEND_SHARDS: '1' });
});

afterAll(async () => {
  await laurel?.stop();
  await proxy?.stop();
  await owner?.end();
});

const ask = async () => {
  const response = await fetch(`${laurel.url}/v1/tournaments`, { signal: AbortSignal.timeout(60_000) });
  return [response.status, ((await response.json()) as { code?: string }).code];
};
const served = [200, undefined];
const unavailable = [503, 'unavailable'];

/** More requests than pool connections at once, then one more. */
async function askMany(): Promise<unknown[]> {
  const concurrent = await Promise.all(Array.from({ length: 6 }, ask));
  return [...concurrent, await ask()];
}

it.each<Outage>(['refuses', 'closes', 'is silent', 'freezes'])(
  'when Postgres %s, every request gets 503; after it recovers, the next request succeeds',
  async (how) => {
    expect(await ask()).toEqual(served);
    await proxy.fail(how);
    expect(await askMany()).toEqual(Array.from({ length: 7 }, () => unavailable));
    await proxy.restore();
    expect(await askMany()).toEqual(Array.from({ length: 7 }, () => served));
  },
);

it('when Postgres freezes, a verification gets 503 long before the connection is given up', async () => {
  const verify = async () => {
    const path = '/api/tournaments/certificates/verify/B47YCPGFPMRBSYQ4/';
    const response = await fetch(`${laurel.url}${path}`, { signal: AbortSignal.timeout(60_000) });
    await response.text();
    return response.status;
  };
  // Opens every connection of the pool: the statements below wait on open connections.
  expect(await askMany()).toEqual(Array.from({ length: 7 }, () => served));
  expect(await verify()).toBe(404);
  await proxy.fail('freezes');
  let isGivenUp = false;
  const other = ask().finally(() => {
    isGivenUp = true;
  });
  expect([await verify(), isGivenUp]).toEqual([503, false]);
  await proxy.restore();
  expect(await other).toEqual(unavailable);
  await askMany();
  expect(await verify()).toBe(404);
});

it('when Postgres terminates transactions, every request gets 503; afterwards each connection works again', async () => {
  const person = { sub: makePlayerId(), name: 'Olga Organizer', roles: ['organizer'] as const, ttlSeconds: 600 };
  const authorization = `Bearer ${await signToken(laurel.jwtSecret, person)}`;
  const body = JSON.stringify({ title: 'Open', issuer: 'Club', capacity: 8, startsAt: '2030-01-01T00:00:00Z' });
  const create = async () => {
    const headers = { authorization, 'content-type': 'application/json' };
    const signal = AbortSignal.timeout(60_000);
    return (await fetch(`${laurel.url}/v1/tournaments`, { method: 'POST', headers, body, signal })).status;
  };
  const createMany = () => Promise.all(Array.from({ length: 12 }, create));
  await owner.unsafe(`
    CREATE FUNCTION die() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
      PERFORM pg_terminate_backend(pg_backend_pid()), pg_sleep(1); RETURN NEW;
    END $$;
    CREATE TRIGGER a_death BEFORE INSERT ON moderation_audit FOR EACH ROW EXECUTE FUNCTION die()`);
  expect(await createMany()).toEqual(Array(12).fill(503));
  await owner.unsafe('DROP FUNCTION die CASCADE');
  // Each connection can fail one more request.
  await createMany();
  expect(await createMany()).toEqual(Array(12).fill(201));
});
