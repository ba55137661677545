// The Worker as it is deployed, with its S3 server really taken away in the middle of the day.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Demo } from '../../src/cli/play-demo.ts';
import { startWholeLaurel, type WholeLaurel } from '../support/whole-laurel.ts';

let laurel: WholeLaurel;

afterAll(() => laurel?.stop());

const verify = async (code: string) =>
  (await fetch(`${laurel.url}/c/${code}`, { headers: { accept: 'application/json' } })).json();

describe('with dual write and read-primary on', () => {
  let demo: Demo;

  beforeAll(async () => {
    laurel = await startWholeLaurel({ CERT_S3_DUAL_WRITE: 'true', CERT_S3_READ_PRIMARY: 'true' });
    demo = await laurel.playDemo();
  }, 120_000);

  it('certificates are issued to both stores and verify', async () => {
    expect(await verify(demo.winner.code)).toMatchObject({ verdict: 'valid', fileCheck: 'matches' });
    const ready = await (await fetch(`${laurel.url}/readyz`)).json();
    expect(ready).toMatchObject({ status: 'ready', checks: { database: 'ok', r2: 'ok', s3: 'ok' } });
  });

  it('once S3 is gone they still verify, byte for byte, and new ones are still issued', async () => {
    await laurel.s3.stop();
    expect(await verify(demo.runnerUp.code)).toMatchObject({ verdict: 'valid', fileCheck: 'matches' });
    const next = await laurel.playDemo();
    expect(await verify(next.winner.code)).toMatchObject({ verdict: 'valid', fileCheck: 'matches' });
    const ready = await fetch(`${laurel.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', checks: { database: 'ok', r2: 'ok', s3: 'down' }, breakers: expect.any(Object) },
    ]);
  }, 120_000);
});
