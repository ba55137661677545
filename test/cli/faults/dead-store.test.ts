// The deployed build of the Worker while its object stores fail.

import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { Demo } from '../../../src/cli/demo/play-demo.ts';
import { openOperatorDatabase } from '../../../src/cli/operator/operator-connections.ts';
import { signToken } from '../../../src/cli/operator/sign-token.ts';
import { words } from '../../../src/pages/words.ts';
import { startWholeLaurel, type WholeLaurel } from '../../support/laurels/whole-laurel.ts';
import { startFaultProxy } from '../../support/servers/fault-proxy.ts';
import { planFaults } from '../../support/servers/faults.ts';

let laurel: WholeLaurel;
let demo: Demo;

afterAll(() => laurel?.stop());

const metricsToken = 'a-token-for-the-metrics-of-a-test';

/** The sum of all series of a counter. */
async function count(name: string): Promise<number> {
  const headers = { authorization: `Bearer ${metricsToken}` };
  const text = await (await fetch(`${laurel.url}/metrics`, { headers })).text();
  const values = [...text.matchAll(new RegExp(`^${name}_total{.*} (\\d+)$`, 'gm'))].map((series) => Number(series[1]));
  return values.reduce((sum, value) => sum + value, 0);
}

async function ready(): Promise<unknown[]> {
  const answer = await fetch(`${laurel.url}/readyz`);
  return [answer.status, await answer.json()];
}

const verify = async (code: string) =>
  (await fetch(`${laurel.url}/c/${code}`, { headers: { accept: 'application/json' } })).json();

describe('with dual write and read-primary on', () => {
  beforeAll(async () => {
    laurel = await startWholeLaurel({
      CERT_S3_DUAL_WRITE: 'true',
      CERT_S3_READ_PRIMARY: 'true',
      METRICS_TOKEN: metricsToken,
    });
    demo = await laurel.playDemo();
  });

  it('certificates are issued to both stores and verify', async () => {
    expect(await verify(demo.winner.code)).toMatchObject({ verdict: 'valid', fileCheck: 'matches' });
    await expect.poll(ready).toMatchObject([200, { status: 'ready', checks: { database: 'ok', r2: 'ok', s3: 'ok' } }]);
  });

  it('without S3, certificates still verify with file check, and new ones are issued', async () => {
    await laurel.s3.stop();
    expect(await verify(demo.runnerUp.code)).toMatchObject({ verdict: 'valid', fileCheck: 'matches' });
    const next = await laurel.playDemo();
    expect(await verify(next.winner.code)).toMatchObject({ verdict: 'valid', fileCheck: 'matches' });
    const checks = { database: 'ok', r2: 'ok', s3: 'down' };
    await expect.poll(ready).toEqual([200, { status: 'ready', checks, faults: [], breakers: expect.any(Object) }]);
  });

  it('every missed S3 copy counts as a failed write, also while the breaker is open', async () => {
    const { db } = openOperatorDatabase(laurel.variables);
    const missed = await db.sql`SELECT 1 FROM object_item WHERE s3_status = 'wanted'`;
    await db.close();
    expect(missed.length).toBeGreaterThan(5);
    await expect.poll(() => count('cert_s3_write_fail'), { interval: 500 }).toBeGreaterThanOrEqual(missed.length);
  });

  it('probes of /readyz do not count as reads', async () => {
    const before = await count('cert_s3_exists_(?:success|fail)');
    for (let times = 0; times < 5; times += 1) await (await fetch(`${laurel.url}/readyz`)).text();
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await verify(demo.winner.code);
    expect(await count('cert_s3_exists_(?:success|fail)')).toBe(before);
  });
});

describe('with R2 down as well', () => {
  let id: string;
  let headers: { authorization: string };

  beforeAll(async () => {
    const token = await signToken(laurel.jwtSecret, { sub: demo.organizerId, roles: ['organizer'], ttlSeconds: 600 });
    headers = { authorization: `Bearer ${token}` };
    const legacy = await ask(`/api/tournaments/certificates/verify/${demo.winner.code}/`, 'application/json');
    id = ((await legacy.json()) as { certificate_id: string }).certificate_id;
    laurel.breakR2();
  });

  /** Bypasses the cache. */
  const ask = (path: string, accept: string, language = 'en') =>
    fetch(laurel.url + path, {
      headers: { ...headers, accept, 'accept-language': language, 'cache-control': 'no-cache' },
    });

  it('the JSON has the verdict of the database and says that the file was not checked', async () => {
    const answer = await ask(`/c/${demo.winner.code}`, 'application/json');
    expect([answer.status, await answer.json()]).toMatchObject([200, { verdict: 'valid', fileCheck: 'unreachable' }]);
    const legacy = await ask(`/api/tournaments/certificates/verify/${demo.winner.code}/`, 'application/json');
    expect(await legacy.json()).toMatchObject({ valid: true, revoked: false, is_tampered: false });
  });

  it.each(['en', 'bn'] as const)(
    'the page in %s shows the same and does not say that the file was altered',
    async (language) => {
      const { verdict, fileCheck } = words[language];
      const page = await ask(`/c/${demo.winner.code}`, 'text/html', language);
      const text = await page.text();
      expect(page.status).toBe(200);
      for (const shown of [verdict.valid, fileCheck.unreachable]) expect(text).toContain(shown);
      for (const hidden of [verdict.altered, fileCheck.matches]) expect(text).not.toContain(hidden);
    },
  );

  it('a download returns 503 with Retry-After and is not counted', async () => {
    for (const format of ['pdf', 'png']) {
      const answer = await ask(`/v1/certificates/${id}/file?as=${format}`, '*/*');
      expect([answer.status, answer.headers.get('content-type')]).toEqual([503, 'application/problem+json']);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
      expect(await answer.json()).toMatchObject({ code: 'unavailable', facts: { dependency: 'object_store' } });
    }
    const record = await (await ask(`/v1/certificates/${id}`, 'application/json')).json();
    expect(record).toMatchObject({ downloadCount: 0, firstDownloadedAt: null });
  });
});

describe('with an S3 that accepts connections and never responds', () => {
  let silent: WholeLaurel;

  beforeAll(async () => {
    silent = await startWholeLaurel({
      CERT_S3_DUAL_WRITE: 'true',
      CERT_S3_READ_PRIMARY: 'true',
      S3_ENDPOINT: `http://127.0.0.1:${inject('blackhole').port}`,
    });
  });

  afterAll(() => silent?.stop());

  it('timeouts open its breaker', async () => {
    const ask = async () =>
      (await fetch(`${silent.url}/readyz`)).json() as Promise<{ breakers: { s3: { read: string } } }>;
    await Promise.all(Array.from({ length: 6 }, ask));
    expect((await ask()).breakers.s3.read).toBe('open');
  });
});

describe('with an S3 whose response bodies stall', () => {
  let slow: WholeLaurel;
  let proxy: Awaited<ReturnType<typeof startFaultProxy>>;

  beforeAll(async () => {
    const s3 = inject('s3');
    const { origin } = new URL(s3.endpoint);
    proxy = await startFaultProxy(origin);
    slow = await startWholeLaurel({
      CERT_S3_DUAL_WRITE: 'true',
      CERT_S3_READ_PRIMARY: 'true',
      S3_ENDPOINT: s3.endpoint.replace(origin, `http://127.0.0.1:${proxy.port}`),
      S3_ACCESS_KEY_ID: s3.accessKeyId,
      S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
    });
  });

  afterAll(async () => {
    await slow?.stop();
    await proxy?.stop();
  });

  it('files are read from R2, the read breaker opens, and the log has the cause', async () => {
    const demo = await slow.playDemo();
    await planFaults(proxy.port, { kinds: ['stall'] });
    const headers = { accept: 'application/json', 'cache-control': 'no-cache' };
    const check = async (code: string) => (await fetch(`${slow.url}/c/${code}`, { headers })).json();
    const isOpen = async () => {
      const { breakers } = (await (await fetch(`${slow.url}/readyz`)).json()) as { breakers: { s3: { read: string } } };
      return breakers.s3.read === 'open';
    };
    for (let round = 0; round < 3; round += 1) {
      const answers = await Promise.all([demo.winner.code, demo.runnerUp.code].map(check));
      for (const answer of answers) expect(answer).toMatchObject({ verdict: 'valid', fileCheck: 'matches' });
    }
    await expect.poll(isOpen).toBe(true);
    expect(slow.readLog()).toMatch(/cert\.s3\.read\.fallback.*"cause":{"store":"s3".*"code":"the stream broke"/);
  });
});
