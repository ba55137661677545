// The row types of identity, privacy and of one's own lists, on real rows.

import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import type { Id } from '../../../src/core/id.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { grantableRoles } from '../../../src/identity/player.ts';
import * as identity from '../../../src/identity/store.ts';
import * as privacy from '../../../src/privacy/store.ts';
import * as ownRegistrations from '../../../src/tournaments/registration/own-registration-store.ts';
import { registrationStates } from '../../../src/tournaments/registration/registration.ts';
import { tournamentStates } from '../../../src/tournaments/tournament.ts';
import { aPerson, type Person } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';
import { aTournament, enter, move } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const check = new RowCheck();
const now = '2026-01-02T03:04:05.006Z' as never;

let db: Database;
let person: Person;
const playerId = () => person.id as Id<'player'>;

beforeAll(async () => {
  db = openDatabase(database.url, 2);
  person = await aPerson({ name: 'Ada' });
  return () => db.close();
});

const player = z.strictObject({
  id: id('player'),
  displayName: z.string().nullable(),
  createdAt: instant,
  erasedAt: instant.nullable(),
});
const granted = z.strictObject({
  role: z.enum(grantableRoles),
  grantedBy: id('player').nullable(),
  grantedAt: instant,
});

it('players, subjects and roles', async () => {
  const link = { issuer: 'https://id.test/', subject: 's', playerId: newId('player'), name: 'Ada', hashes: ['h'], now };
  await check.of(identity.findOrMakePlayer, id('player'), db, link);
  await check.of(identity.insertPlayer, z.void(), db, { id: playerId(), name: 'Ada', now });
  await check.of(identity.renamePlayer, player, db, { id: playerId(), name: 'Ada King', now });
  await check.of(identity.findPlayer, player.nullable(), db, playerId());
  const role = { playerId: playerId(), role: 'admin' as const };
  const audit = { id: newId('audit'), actorId: playerId(), refId: playerId(), createdAt: now } as const;
  const grant = { ...role, grantedBy: playerId(), now };
  await check.of(identity.insertRole, granted, db.sql, grant, { ...audit, event: 'player.role_granted' });
  await check.of(identity.listRoles, z.array(granted), db, playerId());
  const withdrawal = { ...audit, id: newId('audit'), event: 'player.role_withdrawn' } as const;
  await check.of(identity.deleteRole, z.boolean(), db, role, withdrawal);
});

it('own registrations', async () => {
  const stage = await aTournament();
  await move(stage, 'published', 'registration_open');
  await enter(stage, [person]);
  const own = z.strictObject({
    registration: z.strictObject({
      id: id('registration'),
      tournamentId: id('tournament'),
      playerId: id('player'),
      teamId: id('team').nullable(),
      displayName: z.string(),
      printedName: z.string().nullable(),
      club: z.string().nullable(),
      country: z.string().nullable(),
      rating: z.int().nullable(),
      language: z.enum(['en', 'bn']),
      state: z.enum(registrationStates),
      seed: z.int().nullable(),
      waitlist: z.strictObject({ position: z.int(), length: z.int(), offerEndsAt: instant.nullable() }).nullable(),
      checkedInAt: instant.nullable(),
      isGuest: z.boolean(),
      createdAt: instant,
    }),
    isReadable: z.boolean(),
    tournament: z.strictObject({
      title: z.string(),
      state: z.enum(tournamentStates),
      startsAt: instant,
      registrationOpensAt: instant.nullable(),
      registrationClosesAt: instant.nullable(),
    }),
  });
  const page = { after: null, limit: 5 };
  await check.of(ownRegistrations.listOwnRegistrations, z.array(own), db, playerId(), registrationStates, page);
});

it('personal data', async () => {
  const kept = z.array(z.strictObject({ key: z.string(), item: z.string() }));
  await check.of(privacy.listKept, kept, db, playerId(), { part: 'registrations', after: '', limit: 5 });
  const erasure = { player: playerId(), actor: playerId(), auditId: newId('audit'), now };
  await check.of(privacy.erasePersonalData, z.void(), db, erasure);
});

it('every query of these stores was checked', () => {
  const stores = import.meta.glob('../../../src/{identity,privacy}/store.ts', { eager: true });
  expect(Object.keys(stores).length).toBe(2);
  expect(check.missing({ ...stores, ownRegistrations })).toEqual([]);
});
