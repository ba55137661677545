// The row types of src/moderation/sanctions/store.ts, on real rows.

import { beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { type Database, openDatabase } from '../../src/db/client.ts';
import * as store from '../../src/moderation/sanctions/store.ts';
import { sanctionReasonCodes } from '../../src/sanctions/reasons.ts';
import { sanctionAreas, sanctionKinds } from '../../src/sanctions/sanction.ts';
import { useDatabase } from '../support/database.ts';
import { id, instant, newId, RowCheck } from '../support/row-check.ts';

const database = useDatabase();
const check = new RowCheck();
const now = '2026-01-02T03:04:05.006Z' as never;

let db: Database;

beforeAll(() => {
  db = openDatabase(database.url, 2);
  return () => db.close();
});

const sanction = z.strictObject({
  id: id('sanction'),
  playerId: id('player'),
  kind: z.enum(sanctionKinds),
  areas: z.array(z.enum(sanctionAreas)).nullable(),
  tournamentId: id('tournament').nullable(),
  reasonCode: z.enum(sanctionReasonCodes),
  statement: z.string(),
  note: z.string().nullable(),
  startsAt: instant,
  endsAt: instant.nullable(),
  imposedBy: id('player'),
  createdAt: instant,
  needsConfirmation: z.boolean(),
  confirmedBy: id('player').nullable(),
  confirmedAt: instant.nullable(),
  revokedBy: id('player').nullable(),
  revokedAt: instant.nullable(),
  revokeReason: z.string().nullable(),
});

it('sanctions', async () => {
  const [imposedBy, second, playerId] = [newId('player'), newId('player'), newId('player')];
  const imposed = {
    id: newId('sanction'),
    playerId,
    kind: 'ban',
    areas: ['competing', 'hosting'],
    tournamentId: null,
    reasonCode: 'fraud',
    statement: 'Said.',
    note: 'Kept.',
    startsAt: now,
    endsAt: null,
    imposedBy,
    createdAt: now,
    needsConfirmation: true,
    confirmedBy: null,
    confirmedAt: null,
    revokedBy: null,
    revokedAt: null,
    revokeReason: null,
  } as const;
  const audit = () => ({ id: newId('audit'), actorId: imposedBy, refId: imposed.id, createdAt: now }) as const;
  const verdict = z.enum(['done', 'closed', 'own_sanction', 'not_found']);
  const inserted = z.enum(['done', 'conflict_of_interest']);
  await check.of(store.insertSanction, inserted, db.sql, imposed, { ...audit(), event: 'sanction.imposed', meta: {} });
  expect(await check.of(store.findSanction, sanction.nullable(), db.sql, imposed.id)).toEqual(imposed);
  const decision = { id: imposed.id, actorId: second, now };
  await check.of(store.confirm, verdict, db.sql, decision, { ...audit(), event: 'sanction.confirmed' });
  const revocation = { ...decision, reason: 'A mistake.' };
  await check.of(store.revoke, verdict, db.sql, revocation, { ...audit(), event: 'sanction.revoked', meta: {} });
  await check.of(store.listSanctionsOf, z.array(sanction), db, playerId, { after: null, limit: 5 });
  const stores = import.meta.glob('../../src/moderation/sanctions/store.ts', { eager: true });
  expect(check.missing(stores as never)).toEqual([]);
});
