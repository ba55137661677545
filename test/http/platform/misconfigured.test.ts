// A deployment whose PUBLIC_URL other people cannot open: it issues no certificates, reports the fault, and still verifies. And one without
// a key for webhooks.

import { expect, it } from 'vitest';
import { aPerson, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';
import { aLiveTournament, move, playAllMatches } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
await rebind({ PUBLIC_URL: 'http://localhost:8787', LAUREL_ENV: 'production', WEBHOOK_SECRET: undefined });

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

it('without a key of its own makes no webhook, and says that it is missing as soon as there is one', async () => {
  const host = await aPerson({ roles: ['organizer'] });
  const refused = await post('/v1/webhooks', { as: host, body: { url: 'https://93.184.215.14/' } });
  expect([refused.status, refused.body.code, refused.body.facts.variable]).toEqual([
    503,
    'misconfigured',
    'WEBHOOK_SECRET',
  ]);
  const named = async () => (await get('/readyz')).body.faults.map(({ variable }: { variable: string }) => variable);
  expect(await named()).not.toContain('WEBHOOK_SECRET');
  await database.sql`
    INSERT INTO webhook_endpoint (id, owner_id, reach, url, scheme, event_types, tournament_ids, state, created_at)
    VALUES ('whk_0123456789abcdefghjkmnpqrs', ${host.id}, 'own', 'https://hooks.example.com/', 'v1', '{}', '{}', 'active', now())`;
  expect(await named()).toContain('WEBHOOK_SECRET');
});
