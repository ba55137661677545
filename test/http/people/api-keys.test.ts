// API keys: their life, and whose rights they have. test/http/platform/authorization.test.ts tries a key on every route.

import { beforeAll, describe, expect, it } from 'vitest';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, newKey } from '../../support/ledger/ledger.ts';
import { aKey, anAdminBy, codeOf, rename } from '../../support/people/api-keys.ts';
import { aTournament, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

let root: Person;
beforeAll(async () => {
  root = await aPerson({ name: 'Root', roles: ['admin'] });
});

const anAdmin = () => anAdminBy(root);

describe('the text of a key', () => {
  it('is shown once: neither a repetition, nor a read, nor the database has it', async () => {
    const organizer = await aPerson({ roles: ['organizer'] });
    const request = { as: organizer, body: { name: 'A', scopes: ['matches:read'] }, headers: newKey() };
    const first = await post('/v1/api-keys', request);
    const { apiKey, key } = ok(first, 201);
    expect(key).toMatch(/^lk_live_[0-9a-hjkmnp-tv-z]{26}_[0-9A-Za-z]{49}$/);
    expect(first.headers.get('cache-control')).toBe('no-store');
    const again = await post('/v1/api-keys', request);
    expect([ok(again, 201), again.headers.get('idempotency-replayed')]).toEqual([{ apiKey, key: null }, 'true']);
    const read = await get(`/v1/api-keys/${apiKey.id}`, { as: organizer });
    expect(ok(read, 200)).toEqual(apiKey);
    const secret = key.split('_')[3];
    const [row] = await database.sql<{ found: boolean }[]>`
      SELECT bool_or(position(${secret} IN text) > 0) AS found FROM (
        SELECT k::text AS text FROM api_key_record k UNION ALL SELECT i::text FROM http_idempotency i UNION ALL SELECT a::text FROM moderation_audit a) t`;
    expect(row?.found).toBe(false);
  });

  it('with another character is refused without a look-up, and a well-formed one of nobody with one', async () => {
    const key = await aKey(await aPerson({ roles: ['organizer'] }), ['tournaments:read']);
    const other = key.token.replace(/.$/, (last) => (last === 'a' ? 'b' : 'a'));
    const typo = await get('/v1/tournaments', { as: { ...key, token: other } });
    expect([typo.status, typo.body.code, typo.body.detail]).toEqual([401, 'unauthenticated', expect.any(String)]);
    expect(typo.body.facts.reason).toContain('checksum');
    for (const token of ['lk_', 'lk_live_', `${key.token}x`, 'lk_test_1', key.token.toUpperCase()])
      expect((await get('/v1/tournaments', { as: { ...key, token } })).status).toBe(401);
  });
});

describe('a key', () => {
  it('of an organizer acts in own tournaments within its scopes; audit rows name the key', async () => {
    const own = await aTournament();
    const foreign = await aTournament();
    const key = await aKey(own.organizer, ['tournaments:read', 'tournaments:write']);
    ok(await rename(key, own.id, 'By a server'), 200);
    expect(ok(await get(`/v1/tournaments/${own.id}`, { as: key }), 200).title).toBe('By a server');
    expect(codeOf(await rename(key, foreign.id, 'X'))).toBe('insufficient_scope');
    expect((await get(`/v1/tournaments/${foreign.id}`, { as: key })).status).toBe(404);
    const guest = { as: key, body: { displayName: 'Guest' } };
    expect((await post(`/v1/tournaments/${own.id}/guests`, guest)).body.facts).toEqual({
      needs: 'registrations:write',
    });
    const { items } = ok(await get(`/v1/moderation/audit?refId=${own.id}&refType=tournament`, { as: root }), 200);
    expect(items.map(({ meta }: { meta: object }) => 'apiKeyId' in meta)).toEqual([true, false]);
    expect(items[0]).toMatchObject({ actorId: own.organizer.id, meta: { apiKeyId: key.keyId } });
  });

  it('of an organizer whom staff elsewhere made co-organizer does not reach that tournament', async () => {
    const foreign = await aTournament();
    const organizer = await aPerson({ roles: ['organizer'] });
    await database.sql`
      INSERT INTO tournament_staff (tournament_id, player_id, role, state, invited_by, invited_at, accepted_at)
      VALUES (${foreign.id}, ${organizer.id}, 'co_organizer', 'active', ${foreign.organizer.id}, now(), now())`;
    ok(await rename(organizer, foreign.id, 'By staff'), 200);
    expect(codeOf(await rename(await aKey(organizer, ['tournaments:write']), foreign.id, 'X'))).toBe(
      'insufficient_scope',
    );
  });

  it('creates tournaments while Laurel grants its creator the role, whatever the token of the creator said', async () => {
    const organizer = await aPerson({ roles: ['organizer'] });
    const key = await aKey(organizer, ['tournaments:write']);
    const body = { title: 'Open', capacity: 8, startsAt: '2030-01-01T10:00:00Z' };
    const unmade = await post('/v1/tournaments', { as: key, body });
    expect([codeOf(unmade), unmade.body.facts]).toEqual([
      'forbidden',
      { needs: 'organizer', reason: expect.stringContaining('grants') },
    ]);
    ok(await post(`/v1/players/${organizer.id}/roles`, { as: root, body: { role: 'organizer' } }), 200);
    const made = ok(await post('/v1/tournaments', { as: key, body }), 201);
    ok(await rename(key, made.id, 'Renamed'), 200);
  });

  it('that reaches everything is made by an administrator only, and ends with the role', async () => {
    const organizer = await aPerson({ roles: ['organizer'] });
    const body = { name: 'A', scopes: ['economy:credit'], reach: 'all' };
    expect(codeOf(await post('/v1/api-keys', { as: organizer, body }))).toBe('forbidden');
    // Of a token the role would count for nothing.
    const byToken = await post('/v1/api-keys', { as: root, body });
    expect([codeOf(byToken), byToken.body.facts]).toEqual([
      'forbidden',
      { needs: 'admin', reason: expect.stringContaining('npm run grant') },
    ]);
    for (const scopes of [['economy:credit'], ['matches:read', 'economy:credit']]) {
      const useless = await post('/v1/api-keys', { as: organizer, body: { ...body, scopes, reach: 'own' } });
      const problem = 'economy:credit does nothing without the reach `all`';
      expect([codeOf(useless), useless.body.errors]).toEqual(['invalid_request', [{ field: 'scopes', problem }]]);
    }
    const admin = await anAdmin();
    const key = await aKey(admin, ['economy:credit', 'tournaments:write'], { reach: 'all' });
    const { walletId } = await anOwner();
    const credit = () =>
      post('/v1/credits', { as: key, headers: newKey(), body: { walletId, amountCoins: 5, note: 'Sold' } });
    ok(await credit(), 201);
    const stage = await aTournament();
    ok(await rename(key, stage.id, 'By the server of the administrator'), 200);
    // As another backend object would do it.
    await database.sql`DELETE FROM identity_role WHERE player_id = ${admin.id}`;
    const ended = await credit();
    expect([codeOf(ended), ended.body.facts.needs]).toEqual([
      'insufficient_scope',
      expect.stringContaining('reach all'),
    ]);
    expect(codeOf(await rename(key, stage.id, 'X'))).toBe('insufficient_scope');
  });

  it('does nothing while a sanction keeps its creator from hosting', async () => {
    const own = await aTournament();
    const key = await aKey(own.organizer, ['tournaments:write']);
    const body = {
      playerId: own.organizer.id,
      kind: 'ban',
      reasonCode: 'rule_breach',
      statement: 'The rules of the event.',
    };
    const { id } = ok(await post('/v1/sanctions', { as: root, body }), 201);
    const refused = await rename(key, own.id, 'X');
    expect([codeOf(refused), refused.body.facts.sanctionId]).toEqual(['sanctioned', id]);
    ok(await post(`/v1/sanctions/${id}/revocation`, { as: root, body: { reason: 'Mistake' } }), 200);
    ok(await rename(key, own.id, 'Again'), 200);
  });

  it('never makes, reads or revokes keys, and never acts in somebody’s own name', async () => {
    const key = await aKey(await anAdmin(), ['tournaments:read', 'registrations:write'], { reach: 'all' });
    for (const [method, path] of [
      ['POST', '/v1/api-keys'],
      ['GET', '/v1/api-keys'],
      ['POST', `/v1/api-keys/${key.keyId}/revocation`],
      ['GET', '/v1/me'],
      ['POST', `/v1/players/${key.id}/roles`],
    ] as const)
      expect((await call(method, path, { as: key, body: method === 'GET' ? undefined : {} })).body.code).toBe(
        'insufficient_scope',
      );
  });

  it('ends when it expires, and its end may be moved within two years', async () => {
    const own = await aTournament();
    const key = await aKey(own.organizer, ['tournaments:write']);
    const path = `/v1/api-keys/${key.keyId}`;
    const move = (expiresAt: string) => call('PATCH', path, { as: own.organizer, body: { expiresAt } });
    for (const expiresAt of ['2020-01-01T00:00:00Z', '2090-01-01T00:00:00Z'])
      expect(codeOf(await move(expiresAt))).toBe('invalid_request');
    const soon = new Date(Date.now() + 86_400_000).toISOString();
    expect(ok(await move(soon), 200).expiresAt).toBe(soon);
    await database.sql`UPDATE api_key_record SET expires_at = now() - interval '1 second' WHERE id = ${key.keyId}`;
    expect(codeOf(await rename(key, own.id, 'X'))).toBe('unauthenticated');
    expect((await get('/v1/tournaments', { as: key })).status).toBe(401);
  });

  it('is changed under If-Match; its scopes never change, and strangers do not find it', async () => {
    const organizer = await aPerson({ roles: ['organizer'] });
    const key = await aKey(organizer, ['tournaments:read']);
    const path = `/v1/api-keys/${key.keyId}`;
    const etag = (await get(path, { as: organizer })).headers.get('etag') ?? '';
    const body = { name: 'Renamed' };
    ok(await call('PATCH', path, { as: organizer, body, headers: { 'if-match': etag } }), 200);
    expect(codeOf(await call('PATCH', path, { as: organizer, body, headers: { 'if-match': etag } }))).toBe(
      'precondition_failed',
    );
    expect(codeOf(await call('PATCH', path, { as: organizer, body: { scopes: ['economy:credit'] } }))).toBe(
      'invalid_request',
    );
    await expect(
      database.sql`UPDATE api_key_record SET scopes = '{economy:credit}' WHERE id = ${key.keyId}`,
    ).rejects.toThrow('never change');
    expect(codeOf(await get(path, { as: await aPerson({ roles: ['organizer'] }) }))).toBe('not_found');
    const mine = ok(await get('/v1/api-keys', { as: organizer }), 200).items;
    expect(mine.map(({ id, name }: { id: string; name: string }) => [id, name])).toEqual([[key.keyId, 'Renamed']]);
    expect(ok(await get(`/v1/players/${organizer.id}/api-keys`, { as: root }), 200).items).toEqual(mine);
    expect(codeOf(await get(`/v1/players/${root.id}/api-keys`, { as: organizer }))).toBe('forbidden');
  });

  it('has its own requests counted and its own idempotency keys, and shows when it was used', async () => {
    const own = await aTournament();
    const [one, two] = [
      await aKey(own.organizer, ['tournaments:write']),
      await aKey(own.organizer, ['tournaments:write']),
    ];
    const headers = newKey();
    const publish = (as: Person) =>
      post(`/v1/tournaments/${own.id}/transitions`, { as, headers, body: { to: 'published' } });
    const first = await publish(one);
    ok(first, 200);
    expect(first.headers.get('ratelimit-policy')).toBe('"key";q=10000;w=3600');
    expect((await publish(one)).headers.get('idempotency-replayed')).toBe('true');
    expect((await publish(two)).headers.get('idempotency-replayed')).toBeNull();
    const usedAt = async () => ok(await get(`/v1/api-keys/${one.keyId}`, { as: own.organizer }), 200).lastUsedAt;
    await expect.poll(usedAt).not.toBeNull();
  });

  it('is one of at most 50 that one creator has', async () => {
    const organizer = await aPerson({ roles: ['organizer'] });
    await database.sql`
      INSERT INTO api_key_record (id, creator_id, name, hash, scopes, reach, created_at, expires_at)
      SELECT 'key_' || lpad(n::text, 26, '0'), ${organizer.id}, 'n', repeat('0', 64), '{matches:read}', 'own', now(), now() + interval '1 day'
      FROM generate_series(1, 49) n`;
    const body = { name: 'A', scopes: ['matches:read'] };
    const answers = await Promise.all([1, 2, 3].map(() => post('/v1/api-keys', { as: organizer, body })));
    expect(answers.map(codeOf).sort()).toEqual(['done', 'limit_reached', 'limit_reached']);
  });
});
