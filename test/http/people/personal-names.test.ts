// Personal names are only on certificates and their pages: not in keys, metadata, logs, metrics or URLs.

import { env } from 'cloudflare:workers';
import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { createS3Store } from '../../../src/objects/stores/s3.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { aPerson, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';
import { aTournament, enter, move, ok, playAllMatches } from '../../support/tournaments/tournament.ts';

const metricsToken = 'a-token-for-the-metrics-of-a-test';
const s3Access = inject('s3');
await rebind({ CERT_S3_DUAL_WRITE: 'true', CERT_S3_READ_PRIMARY: 'true', METRICS_TOKEN: metricsToken });

const database = useDatabase();
const names = ['Curaçao Ünal', '東京 花子', 'Δημήτρης', '🏆 Mia 🏆', 'রহিমা খাতুন', 'O’Neil "Quote" <b>&'];
const title = 'Copa Curaçao 東京 Δ 🏆 কাপ';
/** The printed spelling of names that cannot be drawn. */
const [printedName, printedTitle] = ['Hanako of Tōkyō', 'Copa Curaçao Tōkyō'];

const logged: string[] = [];
const urls = new Set<string>();

beforeAll(() => {
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, level).mockImplementation((...words) => void logged.push(words.map(String).join(' ')));
  }
});

afterAll(() => {
  vi.restoreAllMocks();
});

/** The encodings of a text: plain, URL, JSON, Base64, hexadecimal. */
function guises(text: string): string[] {
  const bytes = new TextEncoder().encode(text);
  const binary = String.fromCharCode(...bytes);
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const escaped = [...text]
    .map((letter) => (letter > '~' ? `\\u${letter.charCodeAt(0).toString(16)}` : letter))
    .join('');
  return [text, encodeURIComponent(text), escaped, btoa(binary), hex, binary];
}

it('a tournament with names in many scripts leaks none of them', async () => {
  const stage = await aTournament({ title, capacity: 8 });
  await move(stage, 'published', 'registration_open');
  const players = await Promise.all(names.map((name) => aPerson({ name })));
  for (const player of players) await enter(stage, [player], player.name.startsWith('東京') ? { printedName } : {});
  await move(stage, 'registration_closed');
  ok(
    await post(`/v1/tournaments/${stage.id}/seeding`, { as: stage.organizer, body: { method: 'registration_order' } }),
    200,
  );
  await move(stage, 'live');
  await playAllMatches({ ...stage, players });
  await move(stage, 'completed');
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: { printedTitle } }), 202);
  await untilIssued(stage);

  const { items } = (await get(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer })).body;
  expect(items.map((item: { displayName: string }) => item.displayName).sort()).toEqual([...names].sort());
  const s3 = createS3Store(s3Access);
  const places: string[] = [];
  for (const { key } of await database.sql`SELECT key FROM object_item`) {
    places.push(String(key));
    const url = await s3.presign({ method: 'GET', key: String(key) });
    urls.add(url);
    const { headers, body } = await fetch(url);
    await body?.cancel();
    places.push(JSON.stringify([...headers]));
    const r2 = await env.CERTIFICATES.head(String(key));
    places.push(JSON.stringify([r2?.key, r2?.customMetadata, r2?.httpMetadata]));
  }
  expect(places.length).toBe(6 * 2 * 3);
  for (const item of items) {
    for (const value of Object.values(item)) if (/^https?:/.test(String(value))) urls.add(String(value));
    const file = await get(`/v1/certificates/${item.id}/file?as=pdf`, { as: stage.organizer });
    expect(file.status).toBe(200);
    places.push(JSON.stringify([...file.headers]));
    ok(await get(`/c/${item.code}`, { headers: { accept: 'application/json' } }), 200);
  }
  await get('/c/0000-0000-0000-0000');
  const metrics = await get('/metrics', { headers: { authorization: `Bearer ${metricsToken}` } });
  const outbox = await database.sql`SELECT payload::text FROM event_outbox WHERE type = 'certificates_issued'`;
  places.push(metrics.text, ...urls, ...logged, ...outbox.map((row) => String(row.payload)));
  const everything = places.join('\n');
  for (const guise of [...names, title, printedName, printedTitle].flatMap(guises))
    expect(everything).not.toContain(guise);
  expect(everything).not.toContain(s3Access.secretAccessKey);
});
