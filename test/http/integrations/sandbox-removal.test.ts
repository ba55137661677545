// The organizer of a sandbox removes it at any time, also while its simulated players act; cron does by its age.

import { env, exports } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import type { Instant } from '../../../src/core/instant.ts';
import { unwrap } from '../../../src/core/outcome.ts';
import { openDatabase } from '../../../src/db/client.ts';
import { expireHolds } from '../../../src/economy/holds/expire-holds.ts';
import { reconcileLedger } from '../../../src/economy/reports/reconcile-ledger.ts';
import { removeSandboxes } from '../../../src/tournaments/sandbox/remove-sandboxes.ts';
import { sandboxesMax } from '../../../src/tournaments/sandbox/sandbox.ts';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { portsOf } from '../../support/isolate/ports.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { aTournament, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

async function make(fields: object, creator?: Person) {
  const as = creator ?? (await aPerson({ roles: ['organizer'] }));
  const { tournament } = ok(await post('/v1/sandbox/tournaments', { as, body: fields }), 201);
  return { id: tournament.id as Id<'tournament'>, as };
}

const remove = (id: string, as?: Person, headers?: Record<string, string>) =>
  call('DELETE', `/v1/sandbox/tournaments/${id}`, { as, ...(headers === undefined ? {} : { headers }) });
const outcome = async (answer: ReturnType<typeof remove>) => {
  const { status, body } = await answer;
  return status === 204 ? 204 : [status, body.code, ...Object.values(body.facts ?? {})];
};

/** Beside the queue, until nobody acts any more. @returns what went wrong. */
async function drive(id: Id<'tournament'>): Promise<unknown[]> {
  const faults: unknown[] = [];
  for (;;) {
    const [row] = await database.sql`SELECT next_at FROM tournament_sandbox WHERE tournament_id = ${id}`;
    if (row === undefined || row.next_at === null) return faults;
    await env.BACKEND.getByName('0')
      .driveSandbox(id)
      .then(unwrap)
      .catch((error: unknown) => faults.push(error));
  }
}

/** Tables with rows of the tournament. */
async function tablesOf(id: string): Promise<string[]> {
  const tables = await database.sql`
    SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'tournament_id'
      AND table_name IN (SELECT tablename FROM pg_tables WHERE schemaname = 'public')`;
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await database.sql`SELECT 1 FROM ${database.sql(name)} WHERE tournament_id = ${id} LIMIT 1`;
    if (row !== undefined) found.push(name);
  }
  return found;
}

describe('who may remove a sandbox', () => {
  it('its organizer in any state, with an audit row; then it is gone for everybody', async () => {
    const { id, as } = await make({ actsPerMinute: 1 });
    await move({ id, organizer: as }, 'published', 'registration_open');
    expect(await outcome(remove(id, as))).toBe(204);
    for (const path of [`/v1/tournaments/${id}`, `/v1/sandbox/tournaments/${id}`])
      expect((await get(path, { as })).status, path).toBe(404);
    expect(await tablesOf(id)).toEqual([]);
    const audit = await database.sql`
      SELECT event, actor_id AS actor FROM moderation_audit WHERE ref_id = ${id} ORDER BY created_at, id`;
    expect(audit.at(-1)).toEqual({ event: 'tournament.deleted', actor: as.id });
    expect(audit.length).toBeGreaterThan(2);
    expect(await outcome(remove(id, as))).toEqual([404, 'not_found', 'tournament']);
  });

  it('an admin; nobody else, and of a draft nobody else learns that it is there', async () => {
    const { id, as } = await make({ actsPerMinute: 1 });
    const stranger = await aPerson({ roles: ['organizer'] });
    expect(await outcome(remove(id, stranger))).toEqual([404, 'not_found', 'tournament']);
    await move({ id, organizer: as }, 'published');
    expect((await remove(id)).status).toBe(401);
    const helper = await aPerson();
    ok(await post(`/v1/tournaments/${id}/staff`, { as, body: { playerId: helper.id, role: 'co_organizer' } }), 201);
    ok(await post(`/v1/tournaments/${id}/staff/${helper.id}/acceptance`, { as: helper }), 200);
    for (const other of [stranger, helper, await aPerson({ roles: ['moderator', 'finance'] })])
      expect(await outcome(remove(id, other))).toEqual([403, 'forbidden', 'organizer of this tournament']);
    expect((await get(`/v1/tournaments/${id}`)).status).toBe(200);
    expect(await outcome(remove(id, await aPerson({ roles: ['admin'] })))).toBe(204);
  });

  it('nobody a real tournament, in no state', async () => {
    const real = await aTournament();
    const admin = await aPerson({ roles: ['admin'] });
    for (const to of [null, 'published', 'registration_open']) {
      if (to !== null) await move(real, to);
      for (const as of [real.organizer, admin])
        expect(await outcome(remove(real.id, as))).toEqual([404, 'not_found', 'sandbox']);
    }
    expect(await outcome(remove(real.id, await aPerson()))).toEqual([404, 'not_found', 'sandbox']);
    expect(ok(await get(`/v1/tournaments/${real.id}`), 200).state).toBe('registration_open');
  });

  it('a key with the scope of its organizer, and no other key', async () => {
    const { id, as } = await make({ actsPerMinute: 1 });
    await move({ id, organizer: as }, 'published');
    const keyOf = async (owner: Person, scopes: string[]): Promise<Person> => {
      const { key } = ok(await post('/v1/api-keys', { as: owner, body: { name: 'Tests', scopes } }), 201);
      return { id: owner.id, name: '', token: key };
    };
    const stranger = await aPerson({ roles: ['organizer'] });
    const others = [await keyOf(as, ['tournaments:read']), await keyOf(stranger, ['tournaments:write'])];
    for (const key of others) expect((await remove(id, key)).body.code).toBe('insufficient_scope');
    const key = await keyOf(as, ['tournaments:write']);
    expect(await outcome(remove(id, key))).toBe(204);
    const [row] = await database.sql`
      SELECT meta ? 'apiKeyId' AS named FROM moderation_audit WHERE ref_id = ${id} AND event = 'tournament.deleted'`;
    expect(row?.named).toBe(true);
  });
});

it('with If-Match it is removed only if it is as it was read', async () => {
  const { id, as } = await make({ actsPerMinute: 1 });
  const etag = (await get(`/v1/sandbox/tournaments/${id}`, { as })).headers.get('etag') ?? '';
  await move({ id, organizer: as }, 'published', 'registration_open');
  expect((await remove(id, as, { 'if-match': etag })).status).toBe(412);
  expect(await outcome(remove(id, as, { 'if-match': '*' }))).toBe(204);
});

it('of twenty removals at once one is done, and the others find none', async () => {
  const { id, as } = await make({ actsPerMinute: 600 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => remove(id, as)));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, ...Array.from({ length: 19 }, () => 404)]);
  const rows = await database.sql`SELECT FROM moderation_audit WHERE ref_id = ${id} AND event = 'tournament.deleted'`;
  expect(rows.length).toBe(1);
});

it('its place among the sandboxes of its creator is free at once', async () => {
  const as = await aPerson({ roles: ['organizer'] });
  const made = await Promise.all(Array.from({ length: sandboxesMax }, () => make({ actsPerMinute: 1, size: 4 }, as)));
  expect((await post('/v1/sandbox/tournaments', { as, body: {} })).body.code).toBe('limit_reached');
  await move({ id: made[0]?.id as string, organizer: as }, 'published');
  expect(await outcome(remove(made[0]?.id as string, as))).toBe(204);
  await make({ actsPerMinute: 1 }, as);
  for (const { id } of made.slice(1)) expect(await outcome(remove(id, as))).toBe(204);
});

it('files that were given as evidence go with it', async () => {
  const { id, as } = await make({
    format: 'single_elimination',
    playoffSize: null,
    actsPerMinute: 1200,
    noShowPercent: 0,
  });
  const matches = async () => ok(await get(`/v1/tournaments/${id}/matches`, { as }), 200).items;
  const driven = drive(id);
  await expect.poll(async () => (await matches()).length, { timeout: 30_000 }).toBeGreaterThan(0);
  const [match] = await matches();
  const body = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52]);
  const given = await exports.default.fetch(`https://laurel.test/v1/matches/${match.id}/evidence/files`, {
    ...{ method: 'POST', body },
    headers: { authorization: `Bearer ${as.token}`, 'content-type': 'image/png' },
  });
  expect(given.status, await given.clone().text()).toBe(201);
  const [evidence] = await database.sql`
    SELECT object_key AS key FROM tournament_evidence WHERE match_id = ${match.id} AND object_key IS NOT NULL`;
  const items = () => database.sql`SELECT FROM object_item WHERE key = ${evidence?.key} AND deleted_at IS NULL`;
  expect((await items()).length).toBe(1);
  expect(await outcome(remove(id, as))).toBe(204);
  expect((await items()).length).toBe(0);
  expect(await driven).toEqual([]);
});

it('acts that wait for a removal find no tournament, although it was there when they began', async () => {
  const { id, as } = await make({ actsPerMinute: 1 });
  await move({ id, organizer: as }, 'published', 'registration_open');
  const helper = await aPerson();
  ok(await post(`/v1/tournaments/${id}/staff`, { as, body: { playerId: helper.id, role: 'referee' } }), 201);
  const acts: readonly [string, string, object?][] = [
    ['POST', 'staff', { playerId: (await aPerson()).id, role: 'referee' }],
    ['POST', 'invitation-codes', {}],
    ['POST', 'guests', { displayName: 'Guest' }],
    ['POST', 'allow-list', { add: [{ playerId: helper.id }] }],
    ['POST', 'transitions', { to: 'registration_closed' }],
    ['PUT', 'match-plan', { stations: ['Board 1'] }],
    ['PATCH', '', { title: 'Another' }],
  ];
  let sent: Promise<(readonly [string, number])[]> | undefined;
  await database.sql.begin(async (sql) => {
    await sql`SELECT tournament_take_sandbox(${id})`;
    sent = Promise.all(
      acts.map(async ([method, path, body]) => {
        const { status, text } = await call(method, `/v1/tournaments/${id}/${path}`, { as, body });
        return [`${path} ${status === 404 ? '' : text}`, status] as const;
      }),
    );
    const waiting = async () => (await sql`SELECT 1 FROM pg_locks WHERE NOT granted`).length;
    await expect.poll(waiting, { timeout: 10_000 }).toBeGreaterThan(2);
  });
  expect(await sent).toEqual(acts.map(([, path]) => [`${path} `, 404]));
});

it('a removal between two transactions of an act makes it not_found', async () => {
  const { id, as } = await make({ actsPerMinute: 1 });
  await move({ id, organizer: as }, 'published', 'registration_open');
  await database.sql.unsafe(`
    CREATE FUNCTION test_removal() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
      BEGIN PERFORM tournament_take_sandbox(NEW.tournament_id); RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER test_removal AFTER INSERT ON tournament_registration DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION test_removal()`);
  try {
    const { status, body } = await post(`/v1/tournaments/${id}/guests`, { as, body: { displayName: 'Guest' } });
    expect([status, body.code, body.facts]).toEqual([404, 'not_found', { kind: 'tournament' }]);
  } finally {
    await database.sql.unsafe('DROP FUNCTION test_removal CASCADE');
  }
});

describe('while its simulated players act', () => {
  const delays = Array.from({ length: caseCount({ usual: 12, nightly: 100 }) }, (_, index) => index * 130);
  it.each(delays)('%i ms after its first act: nothing of it is left, and no driver fails', async (delay) => {
    const { id, as } = await make({ actsPerMinute: 6000, noShowPercent: 20, seed: String(delay) });
    const driven = drive(id);
    await new Promise((resolve) => setTimeout(resolve, delay));
    expect(await outcome(remove(id, as))).toBe(204);
    expect(await driven).toEqual([]);
    // A driver of the queue may have the last act still under way.
    expect((await tablesOf(id)).filter((name) => !name.startsWith('economy_'))).toEqual([]);
  });

  it.each(delays.filter((_, index) => index % 3 === 0))(
    '%i ms after its first act: what people do and read at the same time is done or refused, never a fault',
    async (delay) => {
      const { id, as } = await make({ actsPerMinute: 3000, seed: `people ${delay}` });
      const driven = drive(id);
      await new Promise((resolve) => setTimeout(resolve, delay));
      const people = await Promise.all(Array.from({ length: 6 }, () => aPerson()));
      const acts = [
        ...people.map((person) => post(`/v1/tournaments/${id}/registrations`, { as: person, body: {} })),
        ...people.map(({ id: playerId }) =>
          post(`/v1/tournaments/${id}/staff`, { as, body: { playerId, role: 'referee' } }),
        ),
        ...['published', 'registration_open', 'live'].map((to) =>
          post(`/v1/tournaments/${id}/transitions`, { as, body: { to } }),
        ),
        ...[1, 2, 3].map((n) => call('PATCH', `/v1/tournaments/${id}`, { as, body: { title: `Title ${n}` } })),
        ...[1, 2].map(() => post(`/v1/tournaments/${id}/invitation-codes`, { as, body: {} })),
        ...[1, 2].map(() => post(`/v1/tournaments/${id}/guests`, { as, body: { displayName: 'Guest' } })),
        ...['', '/matches', '/registrations', '/standings', '/events', '/dashboard'].map((path) =>
          get(`/v1/tournaments/${id}${path}`, { as }),
        ),
        get(`/v1/sandbox/tournaments/${id}`, { as }),
      ];
      const removed = remove(id, as);
      const answers = await Promise.all(acts);
      expect(answers.filter(({ status }) => status >= 500).map(({ text }) => text)).toEqual([]);
      expect(await outcome(removed)).toBe(204);
      expect(await driven).toEqual([]);
    },
  );

  it('every coin of the ledger stays, balances add up, and holds end by themselves', async () => {
    const db = openDatabase(database.url, 1);
    const sums = await database.sql`
      SELECT currency, sum(balance)::integer AS sum FROM economy_wallet GROUP BY 1 HAVING sum(balance) <> 0`;
    expect([...sums]).toEqual([]);
    expect((await reconcileLedger(portsOf(db))).driftCount).toBe(0);
    await expireHolds({ ...portsOf(db), clock: () => '2099-01-01T00:00:00.000Z' as Instant });
    const open = await database.sql`SELECT id FROM economy_hold WHERE state = 'active'`;
    expect([...open]).toEqual([]);
    await db.close();
  });
});

it('after seven days cron removes it, and leaves only its coins and its audit rows', async () => {
  const db = openDatabase(database.url, 1);
  const [old, young] = [await make({ actsPerMinute: 6000, seed: 'old' }), await make({ actsPerMinute: 1 })];
  await drive(old.id);
  const age = (days: number) =>
    database.sql`UPDATE tournament_sandbox SET created_at = now() - make_interval(days => ${days}, hours => 1) WHERE tournament_id = ${old.id}`;
  await age(6);
  expect(await removeSandboxes({ ...portsOf(db), closeRooms: async () => {} })).toBe(0);
  await age(7);
  expect((await tablesOf(old.id)).length).toBeGreaterThan(10);
  expect(await removeSandboxes({ ...portsOf(db), closeRooms: async () => {} })).toBe(1);
  expect(await removeSandboxes({ ...portsOf(db), closeRooms: async () => {} })).toBe(0);
  expect((await tablesOf(old.id)).filter((name) => !name.startsWith('economy_'))).toEqual([]);
  expect((await get(`/v1/tournaments/${old.id}`, { as: old.as })).status).toBe(404);
  expect((await get(`/v1/tournaments/${young.id}`, { as: young.as })).status).toBe(200);
  // Of real tournaments nothing goes, whoever asks.
  const real = await aTournament();
  const [row] = await database.sql`SELECT tournament_remove_sandbox(${real.id}, now() + interval '1 year') AS removed`;
  expect(row?.removed).toBe(false);
  await db.close();
});
