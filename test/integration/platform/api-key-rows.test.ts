// The row types of API keys, and that SQL judges every state of a key as the pure rule does.

import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { type ApiKey, judgeKey, type KeyState, reaches, scopesFault } from '../../../src/api-keys/api-key.ts';
import * as store from '../../../src/api-keys/api-key-store.ts';
import { addSeconds, type Instant } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { scopes } from '../../../src/http/api-keys/scope.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';
import { aTournament } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const check = new RowCheck();
const now = '2026-01-02T03:04:05.006Z' as Instant;

let db: Database;
beforeAll(() => {
  db = openDatabase(database.url, 2);
  return () => db.close();
});

const keyShape = z.strictObject({
  ...{ id: id('apiKey'), creatorId: id('player'), name: z.string(), scopes: z.array(z.enum(scopes)) },
  ...{ reach: z.enum(reaches), issuer: z.string().nullable(), createdAt: instant, expiresAt: instant },
  ...{ revokedAt: instant.nullable(), lastUsedAt: instant.nullable() },
});
const hash = 'ab'.repeat(32);

function aKey(fields: Partial<ApiKey> = {}): ApiKey {
  return {
    ...{ id: newId('apiKey'), creatorId: newId('player'), name: 'A', scopes: ['matches:read', 'economy:write'] },
    ...{
      reach: 'own',
      issuer: 'shop',
      createdAt: now,
      expiresAt: addSeconds(now, 60),
      revokedAt: null,
      lastUsedAt: null,
    },
    ...fields,
  };
}
const auditOf = (key: ApiKey, event: 'api_key.made' | 'api_key.changed') =>
  ({ id: newId('audit'), event, actorId: key.creatorId, refId: key.id, createdAt: now }) as const;
const insert = (key: ApiKey) => store.insertApiKey(db.sql, key, hash, auditOf(key, 'api_key.made'));

it('keys, their holders and their use', async () => {
  const key = aKey();
  const page = { after: null, limit: 5 };
  expect(await check.of(store.hasRoomForKey, z.boolean(), db.sql, key.creatorId, now)).toBe(true);
  expect(await store.holdRoles(db.sql, key.creatorId)).toEqual([]);
  const admin = newId('player');
  await db.sql`INSERT INTO identity_player (id, created_at) VALUES (${admin}, ${now}::timestamptz)`;
  await db.sql`INSERT INTO identity_role (player_id, role, granted_at) VALUES (${admin}, 'admin', ${now}::timestamptz)`;
  expect(await check.of(store.holdRoles, z.array(z.string()), db.sql, admin)).toEqual(['admin']);
  await check.of(store.insertApiKey, z.void(), db.sql, key, hash, auditOf(key, 'api_key.made'));
  expect(await check.of(store.findApiKey, keyShape.nullable(), db.sql, key.id)).toEqual(key);
  const renamed = { ...key, name: 'B' };
  await check.of(store.updateApiKey, z.void(), db.sql, renamed, auditOf(key, 'api_key.changed'));
  expect(await check.of(store.lockApiKey, keyShape.nullable(), db.sql, key.id)).toEqual(renamed);
  await check.of(store.noteKeyUse, z.void(), db, key.id, now);
  await store.noteKeyUse(db, key.id, addSeconds(now, 59));
  expect(await check.of(store.listApiKeys, z.array(keyShape), db, key.creatorId, page)).toEqual([
    { ...renamed, lastUsedAt: now },
  ]);
  await store.noteKeyUse(db, key.id, addSeconds(now, 60));
  expect((await store.findApiKey(db.sql, key.id))?.lastUsedAt).toBe(addSeconds(now, 60));
  const holder = z.strictObject({
    ...{ creatorId: id('player'), scopes: z.string(), reach: z.enum(reaches), issuer: z.string().nullable() },
    roles: z.string(),
  });
  const asked = { id: key.id, hash, now };
  expect(await check.of(store.findKeyHolder, holder.nullable(), db, asked)).toMatchObject({
    issuer: 'shop',
    roles: '',
  });
  for (const wrong of [{ hash: 'cd'.repeat(32) }, { now: key.expiresAt }, { id: newId('apiKey') }])
    expect(await store.findKeyHolder(db, { ...asked, ...wrong })).toBeNull();
  await check.of(store.reachesTarget, z.boolean(), db, key.creatorId, { kind: 'tournament', id: newId('tournament') });
});

it('SQL judges a key as the rule does, in every state', async () => {
  const verdict = z.strictObject({
    verdict: z.enum(['ended', 'not_own', 'sanctioned']).nullable(),
    ...{
      reach: z.enum(reaches).nullable(),
      roles: z.string().nullable(),
      facts: z.record(z.string(), z.any()).nullable(),
    },
  });
  const own = await aTournament();
  const creatorId = own.organizer.id as ApiKey['creatorId'];
  const ends = [{}, { revokedAt: now }, { expiresAt: now }] as const;
  const keys = new Map(reaches.map((reach) => [reach, ends.map((end) => aKey({ creatorId, reach, ...end }))]));
  for (const key of [...keys.values()].flat()) {
    await insert(key);
    if (key.revokedAt !== null) await store.updateApiKey(db.sql, key, auditOf(key, 'api_key.changed'));
  }
  const disagreements: unknown[] = [];
  const judge = async (key: ApiKey, state: KeyState) => {
    const target = { kind: 'tournament', id: state.organizes ? own.id : newId('tournament'), isNew: state.isNew };
    const judged = await check.of(store.judgeApiKey, verdict, db.sql, key.id, target, now);
    if (judged.verdict !== judgeKey(state)) disagreements.push([state, judged]);
  };
  const bools = [false, true];
  for (const isSanctioned of bools) {
    if (isSanctioned)
      await db.sql`
        INSERT INTO sanction_record (id, player_id, kind, reason_code, statement, starts_at, imposed_by, created_at, needs_confirmation)
        VALUES (${newId('sanction')}, ${creatorId}, 'ban', 'rule_breach', 's', ${now}::timestamptz, ${newId('player')}, ${now}::timestamptz, false)`;
    for (const isAdmin of bools) {
      await db.sql`DELETE FROM identity_role WHERE player_id = ${creatorId}`;
      await db.sql`INSERT INTO identity_player (id, created_at) VALUES (${creatorId}, ${now}::timestamptz) ON CONFLICT DO NOTHING`;
      if (isAdmin)
        await db.sql`INSERT INTO identity_role (player_id, role, granted_at) VALUES (${creatorId}, 'admin', ${now}::timestamptz)`;
      for (const reach of reaches)
        for (const isNew of bools)
          for (const organizes of bools)
            for (const [index, key] of (keys.get(reach) ?? []).entries())
              await judge(key, { isEnded: index > 0, reach, isAdmin, isNew, organizes, isSanctioned });
    }
  }
  expect(disagreements).toEqual([]);
});

it('SQL refuses the scopes that the rule refuses, of every reach', async () => {
  const seen = new Set<boolean>();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...reaches), fc.subarray([...scopes], { minLength: 1 }), async (reach, some) => {
      const key = aKey({ reach, scopes: some });
      const isRefused = await insert(key).then(
        () => false,
        (error: { constraint_name?: string }) => error.constraint_name === 'api_key_credit_reaches_all',
      );
      expect([reach, some, isRefused]).toEqual([reach, some, scopesFault(key) !== null]);
      seen.add(isRefused);
    }),
  );
  expect(seen.size).toBe(2);
});

it('every function of the store was tried', () => {
  expect(check.missing(import.meta.glob('../../../src/api-keys/api-key-store.ts', { eager: true }))).toEqual([]);
});
