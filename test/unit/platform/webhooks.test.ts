// The pure parts of webhooks: addresses, delays, bodies, signatures and sealed keys.

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Instant } from '../../../src/core/instant.ts';
import { isLoopbackAddress, isPublicAddress } from '../../../src/core/network/internet-address.ts';
import { createSecretKeys } from '../../../src/webhooks/endpoints/secret-keys.ts';
import { makeKey, secretText, signMessage } from '../../../src/webhooks/endpoints/signing-key.ts';
import { judgeTarget } from '../../../src/webhooks/endpoints/target.ts';
import { bodyOf, signedText } from '../../../src/webhooks/sending/message.ts';
import { delaysSeconds, nextDelaySeconds, readRetryAfter } from '../../../src/webhooks/sending/schedule.ts';
import { createWake } from '../../../src/webhooks/sending/wake-sender.ts';

it('an address is public if the whole internet can reach it', () => {
  const open = ['1.1.1.1', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '172.15.0.1', '172.32.0.1'];
  const openSix = ['2606:4700::1111', '[2a00:1450:4001::1]', '2001:4860:4860::8888', '2001:200::1'];
  const closed = [
    ...[
      '0.0.0.0',
      '10.0.0.1',
      '127.0.0.1',
      '100.64.0.1',
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.0.0.1',
    ],
    ...[
      '192.168.0.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '::',
      '::1',
      '[::1]',
      'fe80::1',
      'fec0::1',
      'fd00::1',
    ],
    ...['ff02::1', '::ffff:8.8.8.8', '::ffff:10.0.0.1', '64:ff9b::8.8.8.8', '64:ff9b:1::1', '2002:a00:1::', '2001::1'],
    ...['2001:db8::1', '3fff::1', '100::1', '', 'example.com', '1.2.3', '256.1.1.1', '1.2.3.4.5', ':::', 'g::1'],
  ];
  expect([...open, ...openSix].filter((text) => !isPublicAddress(text))).toEqual([]);
  expect(closed.filter(isPublicAddress)).toEqual([]);
  expect(['127.0.0.1', '127.9.9.9', '[::1]', '::1'].filter((text) => !isLoopbackAddress(text))).toEqual([]);
  expect(['10.0.0.1', '::2', '128.0.0.1', 'localhost'].filter(isLoopbackAddress)).toEqual([]);
});

it('only a development server sends to its own machine', async () => {
  const resolveHost = async () => ['93.184.215.14'];
  const judge = async (url: string, allowsLoopback: boolean) =>
    (await judgeTarget({ resolveHost, allowsLoopback }, url)).verdict;
  for (const url of ['http://localhost:8000/', 'https://127.0.0.1/', 'http://[::1]/', 'http://a.localhost./']) {
    expect(await judge(url, true)).toBe('allowed');
    expect(await judge(url, false)).toBe(url.startsWith('https') ? 'not_public' : 'not_https');
  }
  expect(await judge('http://192.168.0.1/', true)).toBe('not_https');
  expect(await judge('https://hooks.laurel.test/', false)).toBe('allowed');
});

it('there are ten attempts; each comes after its delay and up to a tenth more, or when the receiver asks, within a day', () => {
  const hour = 3600;
  expect(delaysSeconds).toEqual([0, 5, 300, 1800, 2 * hour, 5 * hour, 10 * hour, 14 * hour, 20 * hour, 24 * hour]);
  expect(nextDelaySeconds(10, { random: 0 })).toBeNull();
  const cases = fc.record({
    failures: fc.integer({ min: 1, max: 9 }),
    random: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
    retryAfterSeconds: fc.option(fc.integer({ min: 0, max: 10 * 24 * hour })),
  });
  fc.assert(
    fc.property(cases, ({ failures, ...rest }) => {
      const least = Math.max(delaysSeconds[failures] ?? 0, Math.min(rest.retryAfterSeconds ?? 0, 24 * hour));
      const delay = nextDelaySeconds(failures, rest) ?? 0;
      expect(delay).toBeGreaterThanOrEqual(least);
      expect(delay).toBeLessThanOrEqual(Math.ceil(least * 1.1));
    }),
  );
});

it('Retry-After is a number of seconds or a date', () => {
  const now = Date.parse('2026-11-29T12:00:00Z');
  const read = (text: string | null) => readRetryAfter(text, now);
  expect([read('120'), read('Sun, 29 Nov 2026 12:01:00 GMT'), read('Sun, 29 Nov 2026 11:00:00 GMT')]).toEqual([
    120, 60, 0,
  ]);
  expect([null, '', '-5', '1.5', 'soon', '1e9', '99999999999'].map(read)).toEqual(Array(7).fill(null));
});

it('the same event has the same bytes', () => {
  const source = {
    messageId: 'evt_1',
    type: 'checked_in',
    createdAt: '2026-11-29T12:00:00.000Z' as Instant,
    event: { tournamentId: 'trn_1', seq: 3, epoch: 'ab' },
    payload: { registrationId: 'reg_1', isCheckedIn: true },
  } as const;
  expect(bodyOf(source)).toBe(
    '{"type":"checked_in","timestamp":"2026-11-29T12:00:00.000Z","data":{"tournamentId":"trn_1","seq":3,"epoch":"ab","payload":{"registrationId":"reg_1","isCheckedIn":true}}}',
  );
  expect(JSON.parse(bodyOf({ ...source, type: 'webhook_test', event: null })).data).toMatchObject({ seq: null });
});

it('a signature is the one of Standard Webhooks', async () => {
  // The example of the specification.
  const secret = Uint8Array.from(atob('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'), (character) => character.charCodeAt(0));
  const text = signedText('msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}');
  expect(await signMessage('v1', secret, text)).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  const key = await makeKey('v1a');
  const [version, signature = ''] = (await signMessage('v1a', key.secret, text)).split(',');
  const raw = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
  const imported = await crypto.subtle.importKey('raw', raw(key.publicKey?.slice(5) ?? ''), 'Ed25519', false, [
    'verify',
  ]);
  const verify = (message: string) =>
    crypto.subtle.verify('Ed25519', imported, raw(signature), new TextEncoder().encode(message));
  expect([version, await verify(text), await verify(`${text} `)]).toEqual(['v1a', true, false]);
});

it('a sealed key opens in its own row, with the present or the previous secret only', async () => {
  const [old, present] = ['o'.repeat(32), 'p'.repeat(32)];
  const keysOf = (...secrets: string[]) => createSecretKeys({ secrets, fault: null });
  const { secret } = await makeKey('v1');
  const sealed = await keysOf(old).seal(secret, 'whs_1');
  expect(sealed).not.toContain(secretText(secret).slice(6));
  expect(await keysOf(old).open(sealed, 'whs_1')).toEqual({ secret, isOld: false });
  expect(await keysOf(present, old).open(sealed, 'whs_1')).toEqual({ secret, isOld: true });
  await expect(keysOf(old).open(sealed, 'whs_2')).rejects.toMatchObject({ code: 'misconfigured' });
  await expect(keysOf(present).open(sealed, 'whs_1')).rejects.toMatchObject({ code: 'misconfigured' });
  const missing = createSecretKeys({ secrets: [], fault: { variable: 'WEBHOOK_SECRET', reason: 'is not set' } });
  const refused = { code: 'misconfigured', facts: { variable: 'WEBHOOK_SECRET', reason: 'is not set' } };
  await expect(missing.seal(secret, 'whs_1')).rejects.toMatchObject(refused);
  await expect(missing.open(sealed, 'whs_1')).rejects.toMatchObject(refused);
});

it('each call comes before a look for webhooks, of calls within a second one together', async () => {
  let now = 0;
  const looks: number[] = [];
  const wake = createWake(
    async () => looks.push(now),
    () => now,
  );
  await Promise.all([wake(), wake()]);
  now = 1_000;
  await wake();
  now = 2_000;
  await Promise.all([wake(), wake(), wake()]);
  expect(looks).toEqual([0, 1_000, 2_000]);
});

it('a look for webhooks that fails is made again, three times at most', async () => {
  let now = 0;
  const lookAfter = async (failureCount: number) => {
    let count = 0;
    const look = async () => {
      count += 1;
      if (count <= failureCount) throw new Error('no database');
    };
    const outcome = await createWake(look, () => (now += 1_000))().then(
      () => 'looked',
      () => 'lost',
    );
    return [outcome, count];
  };
  expect([await lookAfter(0), await lookAfter(2), await lookAfter(3)]).toEqual([
    ['looked', 1],
    ['looked', 3],
    ['lost', 3],
  ]);
});
