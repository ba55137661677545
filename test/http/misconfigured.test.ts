// A deployment whose PUBLIC_URL other people cannot open: it issues no certificates, reports the fault, and still verifies.

import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { get, post } from '../support/api.ts';
import { useDatabase } from '../support/database.ts';
import { aLiveTournament, move, playAllMatches } from '../support/tournament.ts';

const database = useDatabase();
Object.assign(env, { PUBLIC_URL: 'http://localhost:8787', LAUREL_ENV: 'production' });

it('refuses to issue and names the variable', async () => {
  const stage = await aLiveTournament(2);
  await playAllMatches(stage);
  await move(stage, 'completed');
  const path = `/v1/tournaments/${stage.id}/certificates`;
  const refused = await post(path, { as: stage.organizer, body: {} });
  expect([refused.status, refused.body.code, refused.body.facts.variable]).toEqual([
    503,
    'misconfigured',
    'PUBLIC_URL',
  ]);
  expect(await database.sql`SELECT 1 FROM certificate_certificate`).toEqual([]);
  expect((await post(path, { body: {} })).status).toBe(401);
});

it('is not ready, and still verifies', async () => {
  const ready = await get('/readyz');
  expect([ready.status, ready.body.status, ready.body.checks.database]).toEqual([503, 'not_ready', 'ok']);
  expect(ready.body.faults).toEqual([{ variable: 'PUBLIC_URL', reason: expect.any(String) }]);
  expect((await get('/c/7K2M-9QXA-0B1C-D3EF', { headers: { accept: 'application/json' } })).status).toBe(404);
});
