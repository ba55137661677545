// How the revocation of an API key, or the withdrawal of the role that it uses, meets an act with the key at one moment.

import { beforeAll, describe, expect, it } from 'vitest';
import { aPerson, call, get, type Person } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aKey, anAdminBy, codeOf, rename, revoke } from '../../support/people/api-keys.ts';
import { aTournament, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

let root: Person;
beforeAll(async () => {
  root = await aPerson({ name: 'Root', roles: ['admin'] });
});

describe('a revocation beside an act', () => {
  it('waits for the act that runs, and every later request is refused', async () => {
    const own = await aTournament();
    const key = await aKey(own.organizer, ['tournaments:write']);
    const { running, revoked } = await database.sql.begin(async (sql) => {
      await sql`SELECT FROM tournament_tournament WHERE id = ${own.id} FOR UPDATE`;
      const running = rename(key, own.id, 'In flight');
      await untilWaiting('tournament');
      const revoked = revoke(own.organizer, key);
      await untilWaiting('api_key');
      return { running: [running], revoked: [revoked] };
    });
    expect([...(await Promise.all(running)), ...(await Promise.all(revoked))].map(codeOf)).toEqual(['done', 'done']);
    expect(codeOf(await rename(key, own.id, 'Late'))).toBe('unauthenticated');
    expect(ok(await get(`/v1/tournaments/${own.id}`, { as: own.organizer }), 200).title).toBe('In flight');
  });

  it('that waits comes before the acts that begin meanwhile, however many there are', async () => {
    const own = await aTournament();
    const key = await aKey(own.organizer, ['tournaments:write']);
    const acts = await database.sql.begin(async (sql) => {
      await sql`SELECT FROM tournament_tournament WHERE id = ${own.id} FOR UPDATE`;
      const running = rename(key, own.id, 'In flight');
      await untilWaiting('tournament');
      const revoked = revoke(own.organizer, key);
      await untilWaiting('api_key');
      const late = rename(key, own.id, 'Late');
      await untilWaiting('api_key', 2);
      return [[running, revoked, late]] as const;
    });
    const [answers = []] = acts;
    expect((await Promise.all(answers)).map(codeOf)).toEqual(['done', 'done', 'unauthenticated']);
  });

  it('of a role that waits does so too', async () => {
    const [own, admin] = [await aTournament(), await anAdminBy(root)];
    const key = await aKey(admin, ['tournaments:write'], { reach: 'all' });
    const acts = await database.sql.begin(async (sql) => {
      await sql`SELECT FROM tournament_tournament WHERE id = ${own.id} FOR UPDATE`;
      const running = rename(key, own.id, 'In flight');
      await untilWaiting('tournament');
      const withdrawn = call('DELETE', `/v1/players/${admin.id}/roles/admin`, { as: root });
      await untilWaiting('identity_role');
      const late = rename(key, own.id, 'Late');
      await untilWaiting('api_key');
      return [[running, withdrawn, late]] as const;
    });
    const [answers = []] = acts;
    expect((await Promise.all(answers)).map(codeOf)).toEqual(['done', 'done', 'insufficient_scope']);
  });

  it('that comes first ends the act with nothing changed', async () => {
    const own = await aTournament();
    const key = await aKey(own.organizer, ['tournaments:write']);
    const running = await database.sql.begin(async (sql) => {
      await sql`UPDATE api_key_record SET revoked_at = now() WHERE id = ${key.keyId}`;
      const running = rename(key, own.id, 'In flight');
      await untilWaiting('api_key');
      return [running];
    });
    expect((await Promise.all(running)).map(codeOf)).toEqual(['unauthenticated']);
    expect(ok(await get(`/v1/tournaments/${own.id}`, { as: own.organizer }), 200).title).not.toBe('In flight');
    await expect(database.sql`UPDATE api_key_record SET revoked_at = NULL WHERE id = ${key.keyId}`).rejects.toThrow(
      'never change',
    );
    ok(await revoke(own.organizer, key), 200);
  });
});

/** Until so many statements of the Worker on this wait for a lock. */
async function untilWaiting(text: string, least = 1): Promise<void> {
  const count = async () => {
    const [row] = await database.sql<{ count: number }[]>`
      SELECT count(*)::integer AS count FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE ${`%${text}%`} AND pid <> pg_backend_pid()`;
    return row?.count ?? 0;
  };
  await expect.poll(count).toBeGreaterThanOrEqual(least);
}
