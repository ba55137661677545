// The audit trail over HTTP: by reference, by actor and by event, in pages, and exported as CSV and as JSON lines.

import Papa from 'papaparse';
import { beforeAll, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { exportAudit } from '../../../src/moderation/audit/export-audit.ts';
import { aKnownPerson, aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const path = '/v1/moderation/audit';
let moderator: Person;
let busy: Person;
let db: Database;

interface Row {
  readonly id: string;
  readonly event: string;
  readonly actorId: string;
  readonly refId: string;
  readonly createdAt: string;
}

beforeAll(async () => {
  [moderator, busy] = [await aPerson({ roles: ['moderator'] }), await aPerson({ roles: ['moderator'] })];
  db = openDatabase(database.url, 1);
  for (const as of [busy, busy, moderator]) {
    const body = {
      playerId: (await aKnownPerson()).id,
      kind: 'warn',
      reasonCode: 'other',
      statement: '=1+1, "said"\nso',
    };
    const { id } = ok(await post('/v1/sanctions', { as, body }), 201);
    ok(await post(`/v1/sanctions/${id}/revocation`, { as, body: { reason: '=SUM(A1)' } }), 200);
  }
  return () => db.close();
});

async function list(query: string): Promise<Row[]> {
  const found: Row[] = [];
  let cursor = '';
  do {
    const { items, nextCursor } = ok(await get(`${path}?limit=2${query}${cursor}`, { as: moderator }), 200);
    found.push(...items);
    cursor = nextCursor === null ? '' : `&cursor=${nextCursor}`;
  } while (cursor !== '');
  return found;
}

it('is read by actor, by event, by both, between times, and whole, newest first, in pages', async () => {
  const all = await list('');
  expect(all.map(({ id }) => id)).toEqual(
    all
      .map(({ id }) => id)
      .sort()
      .reverse(),
  );
  expect(await list(`&actorId=${busy.id}`)).toEqual(all.filter(({ actorId }) => actorId === busy.id));
  const revoked = await list('&event=sanction.revoked');
  expect(revoked).toEqual(all.filter(({ event }) => event === 'sanction.revoked'));
  expect(revoked).toHaveLength(3);
  expect(await list(`&event=sanction.revoked&actorId=${busy.id}`)).toEqual(
    revoked.filter(({ actorId }) => actorId === busy.id),
  );
  const [from, to] = [all[3]?.createdAt as string, all[1]?.createdAt as string];
  expect(await list(`&from=${from}&to=${to}`)).toEqual(
    all.filter(({ createdAt }) => createdAt >= from && createdAt < to),
  );
  const refId = all[0]?.refId as string;
  expect(await list(`&refType=sanction&refId=${refId}`)).toEqual(all.filter((row) => row.refId === refId));
});

it('is refused to others, and half a reference too', async () => {
  for (const form of ['', '.csv', '.ndjson']) {
    ok(await get(`${path}${form}`, { as: await aPerson({ roles: ['organizer'] }) }), 403);
    for (const half of ['refType=sanction', `refId=${newId('sanction')}`])
      expect(ok(await get(`${path}${form}?${half}`, { as: moderator }), 422).code).toBe('invalid_request');
  }
});

it('is exported as CSV and as JSON lines with the rows of the list; no cell is a formula', async () => {
  const rows = await list(`&actorId=${busy.id}`);
  const csv = await get(`${path}.csv?actorId=${busy.id}`, { as: moderator });
  expect(csv.headers.get('content-disposition')).toBe('attachment; filename="audit.csv"');
  const { data } = Papa.parse<Record<string, string>>(csv.text.trim(), { header: true });
  expect(data.map((row) => [row.ID, row.Event, row.Date])).toEqual(
    rows.map(({ id, event, createdAt }) => [id, event, createdAt]),
  );
  expect(data.flatMap(Object.values).filter((cell) => /^[=+@-]/.test(cell))).toEqual([]);
  const lines = (await get(`${path}.ndjson?actorId=${busy.id}`, { as: moderator })).text.trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(rows);
});

it('an export reads the next page when the reader asks, and holds no more than one', async () => {
  const actorId = newId('player');
  await database.sql`
    INSERT INTO moderation_audit (id, event, actor_id, ref_type, ref_id, meta, created_at)
    SELECT make_id('aud', now()), 'tournament.changed', ${actorId}, 'tournament', 'trn_' || n, '{}', now() FROM generate_series(1, 1234) n`;
  const reader = exportAudit(db, { actorId }, 'ndjson').getReader();
  const sizes: number[] = [];
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    // What is written behind the reader's back meanwhile does not repeat or skip a row.
    if (sizes.length === 1)
      await database.sql`
        INSERT INTO moderation_audit (id, event, actor_id, ref_type, ref_id, meta, created_at)
        VALUES (${newId('audit')}, 'tournament.changed', ${actorId}, 'tournament', 'trn_new', '{}', now())`;
    const lines = new TextDecoder().decode(value).split('\n').length - 1;
    if (lines > 0) sizes.push(lines);
  }
  expect(sizes).toEqual([500, 500, 234]);
});
