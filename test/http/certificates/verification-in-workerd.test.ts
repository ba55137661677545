// Verification with what only workerd has: the cache of the data centre, a clock that can be set, and R2 objects that are lost.

import { env } from 'cloudflare:workers';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aLiveTournament, move, ok, playAllMatches, type Stage } from '../../support/tournaments/tournament.ts';

useDatabase();

interface Certificate {
  readonly id: string;
  readonly code: string;
  readonly displayName: string;
}

let stage: Stage & { players: Person[] };
let certificates: Certificate[];

beforeAll(async () => {
  stage = await aLiveTournament(4);
  await playAllMatches(stage);
  await move(stage, 'completed');
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  certificates = (await untilIssued(stage)).items;
});

const json = { accept: 'application/json' };

afterEach(() => vi.useRealTimers());

it('a cached verification has a max-age so short that a downstream cache without support for Age shows nothing older than 60 s', async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  const { id, code } = certificates[0] as Certificate;
  const other = await get(`/c/${(certificates[1] as Certificate).code}`, { headers: json });
  const control = other.headers.get('cache-control');
  const maxAge = Number(/^public, max-age=(\d+)$/.exec(control ?? '')?.[1]);
  expect(2 * maxAge).toBeLessThanOrEqual(60);
  // Stores another certificate's answer, with the given age, in the data centre's cache, as another isolate would.
  const putCached = (form: string, ageSeconds: number) => {
    const createdAtMs = Date.now() - ageSeconds * 1000;
    const headers = {
      'cache-control': control ?? '',
      'content-type': 'application/json',
      'x-created-at': String(createdAtMs),
    };
    const url = `https://answers.laurel.internal/${encodeURIComponent(`${code.replaceAll('-', '')} ${form}`)}`;
    return caches.default.put(url, new Response(other.text, { headers }));
  };
  ok(await post(`/v1/certificates/${id}/suspension`, { as: stage.organizer, body: { reason: 'Under review' } }), 200);
  await putCached('json', maxAge - 1);
  const ask = () => get(`/c/${code}`, { headers: json });
  const cached = await ask();
  expect(cached.text).toBe(other.text);
  expect(Number(cached.headers.get('age'))).toBe(maxAge - 1);
  // Expired in the data centre's cache and in memory.
  await putCached('legacy', maxAge);
  const legacy = await get(`/api/tournaments/certificates/verify/${code}/`);
  expect([legacy.body.valid, legacy.headers.get('age')]).toEqual([false, '0']);
  vi.setSystemTime(Date.now() + 1_000);
  const renewed = await ask();
  expect([renewed.body.verdict, renewed.headers.get('age')]).toEqual(['suspended', '0']);
  const cleared = { as: stage.organizer, body: { reason: 'Cleared' } };
  ok(await post(`/v1/certificates/${id}/reinstatement`, cleared), 200);
});

it('an expiry is set, takes effect by itself, and can be removed', async () => {
  const { id, code, displayName } = certificates[0] as Certificate;
  const holder = stage.players.find(({ name }) => name === displayName) as Person;
  const headers = { ...json, 'cache-control': 'no-cache' };
  const verdict = async () => ok(await get(`/c/${code}`, { headers }), 200);
  const expire = async (at: string | null) => {
    const body = { reason: 'Under review by the league', expiresAt: at };
    ok(await call('PUT', `/v1/certificates/${id}/expiry`, { as: stage.organizer, body }), 200);
  };
  const expiresAt = new Date(Date.now() + 600_000).toISOString();
  await expire(expiresAt);
  expect(await verdict()).toMatchObject({ verdict: 'valid', expiresAt });
  const page = await get(`/c/${code}`, { headers: { ...headers, accept: 'text/html' } });
  expect(page.text).toContain('Valid until');
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse(expiresAt) - 1 });
  expect((await verdict()).verdict).toBe('valid');
  vi.setSystemTime(expiresAt);
  expect(await verdict()).toMatchObject({ verdict: 'expired', since: expiresAt });
  ok(await get(`/v1/certificates/${id}/file`, { as: holder }), 200);
  await expire(null);
  expect((await verdict()).verdict).toBe('valid');
});

it('a certificate whose object is missing stays valid by its record; its download answers file_lost and is not counted', async () => {
  const { id, code } = certificates[2] as Certificate;
  const keys = (await env.CERTIFICATES.list()).objects.map((object) => object.key);
  await env.CERTIFICATES.delete(keys);
  expect(ok(await get(`/c/${code}`, { headers: json }), 200)).toMatchObject({ verdict: 'valid', fileCheck: 'missing' });
  const download = await get(`/v1/certificates/${id}/file`, { as: stage.organizer });
  expect([download.status, download.body.code]).toEqual([404, 'file_lost']);
  const record = ok(await get(`/v1/certificates/${id}`, { as: stage.organizer }), 200);
  expect([record.downloadCount, record.firstDownloadedAt]).toEqual([0, null]);
});
