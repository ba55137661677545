// A player who has left personal data everywhere that Laurel keeps some.

import { expect } from 'vitest';
import { openDatabase } from '../../../src/db/client.ts';
import { rateLists } from '../../../src/tournaments/rating-lists/rate-lists.ts';
import { untilIssued } from '../certificates/certificates.ts';
import { aKnownPerson, aPerson, aToken, call, get, type Person, post } from '../isolate/api.ts';
import type { TestDatabase } from '../isolate/database.ts';
import { newKey } from '../ledger/ledger.ts';
import { setLineUp, setPlan } from '../tournaments/match-days.ts';
import { aTournament, matchesOf, move, ok } from '../tournaments/tournament.ts';

export const name = 'Zebulon Quist';
export const issuer = 'https://id.elsewhere.test/';

export interface Certificate {
  readonly id: string;
  readonly code: string;
}

export async function aStranger(sub: string): Promise<Person> {
  const token = await aToken({ iss: issuer, sub, name });
  return { name, token, id: ok(await get('/v1/me', { as: { id: '', name, token } }), 200).id };
}

/** Tables and columns with this text. */
export async function findText(database: TestDatabase, text: string): Promise<string[]> {
  const columns = await database.sql<{ table: string; column: string }[]>`
    SELECT c.table_name AS "table", c.column_name AS "column" FROM information_schema.columns c
    JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.data_type IN ('text', 'jsonb', 'ARRAY', 'character varying')`;
  expect(columns.length).toBeGreaterThan(100);
  const found = await Promise.all(
    columns.map(async ({ table, column }) => {
      const rows = await database.sql.unsafe(
        `SELECT 1 FROM ${table} WHERE position('${text}' IN ${column}::text) > 0 LIMIT 1`,
      );
      return rows.length > 0 ? [`${table}.${column}`] : [];
    }),
  );
  return found.flat().sort();
}

/** `finished` is a tournament that is over; `certificate` is of it. */
export async function aPersonWithTraces(database: TestDatabase) {
  const admin = await aPerson({ roles: ['admin'] });
  const subject = crypto.randomUUID();
  const person = await aStranger(subject);
  ok(await post(`/v1/players/${person.id}/roles`, { as: admin, body: { role: 'organizer' } }), 200);
  const { certificate, finished } = await playSolo(database, person);
  await playTeam(person);
  const { id: walletId } = ok(await post('/v1/wallets', { as: person, body: {} }), 201);
  const { id: other } = ok(await post('/v1/wallets', { as: await aPerson(), body: {} }), 201);
  const credit = { walletId, amountCoins: 10, note: 'Welcome' };
  ok(await post('/v1/credits', { as: await aPerson({ roles: ['finance'] }), body: credit, headers: newKey() }), 201);
  const hold = { walletId, toWalletId: other, amountCoins: 1 };
  ok(await post('/v1/holds', { as: person, body: hold, headers: newKey() }), 201);
  const key = { name: `Server of ${name}`, scopes: ['matches:read'] };
  ok(await post('/v1/api-keys', { as: person, body: key }), 201);
  ok(await call('PUT', '/v1/issuers/me', { as: person, body: { name: 'Quist Events' } }), 200);
  ok(await post('/v1/series', { as: person, body: { title: 'Mine', points: [1] } }), 201);
  const warning = { playerId: person.id, kind: 'warn', reasonCode: 'other', statement: 'Be there in time.' };
  const imposed = await post('/v1/sanctions', { as: await aPerson({ roles: ['moderator'] }), body: warning });
  const appeal = `/v1/sanctions/${ok(imposed, 201).id}/appeals`;
  ok(await post(appeal, { as: person, body: { text: 'I was there in time, look again.' } }), 201);
  const rude = { subject: { type: 'player', id: (await aKnownPerson()).id }, category: 'harassment', text: 'Shouted.' };
  ok(await post('/v1/reports', { as: person, body: rude }), 201);
  const about = { subject: { type: 'player', id: person.id }, category: 'offensive_name', text: 'Look at it.' };
  ok(await post('/v1/reports', { as: await aPerson(), body: about }), 201);
  const printed = { subject: { type: 'certificate', id: certificate.id }, category: 'offensive_name', text: 'Look.' };
  ok(await post('/v1/reports', { as: await aPerson(), body: printed }), 201);
  const own = { title: 'Mine', capacity: 8, startsAt: '2030-01-01T10:00:00Z' };
  ok(await post('/v1/tournaments', { as: person, body: own, headers: newKey() }), 201);
  return { admin, subject, person, certificate, finished };
}

async function playSolo(database: TestDatabase, person: Person) {
  const stage = await aTournament({ capacity: 2 });
  const list = ok(await post('/v1/rating-lists', { as: stage.organizer, body: { name: 'Club' } }), 201);
  const counted = { as: stage.organizer, body: { ratingListId: list.id } };
  ok(await call('PUT', `/v1/tournaments/${stage.id}/rating-list`, counted), 200);
  await move(stage, 'published', 'registration_open');
  const path = `/v1/tournaments/${stage.id}/registrations`;
  ok(await post(path, { as: person, body: { printedName: name }, headers: newKey() }), 201);
  const opponent = await aPerson();
  ok(await post(path, { as: opponent, body: {} }), 201);
  await move(stage, 'registration_closed', 'live');
  const [match] = await matchesOf(stage);
  ok(await post(`/v1/matches/${match?.id}/referee-calls`, { as: person, body: { reason: 'rules' } }), 201);
  const evidence = { url: 'https://video.test/42' };
  ok(await post(`/v1/matches/${match?.id}/evidence`, { as: person, body: evidence, headers: newKey() }), 201);
  ok(await post(`/v1/matches/${match?.id}/reports`, { as: opponent, body: { scores: [2, 1] } }), 200);
  const contested = { reason: 'other', text: `${name} has won the last game.` };
  const dispute = ok(await post(`/v1/matches/${match?.id}/disputes`, { as: person, body: contested }), 201);
  ok(await post(`/v1/disputes/${dispute.id}/withdrawal`, { as: person, body: {} }), 200);
  ok(await post(`/v1/matches/${match?.id}/confirmations`, { as: person, body: { scores: [2, 1] } }), 200);
  await move(stage, 'completed');
  const db = openDatabase(database.url, 1);
  await rateLists({ db });
  await db.close();
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  await untilIssued(stage);
  const [certificate] = ok(await get('/v1/me/certificates', { as: person }), 200).items as [Certificate];
  return { certificate, finished: stage.id };
}

/** The person is a member, not the captain. */
async function playTeam(person: Person): Promise<void> {
  const captain = await aPerson();
  const team = ok(await post('/v1/teams', { as: captain, body: { name: 'The Readers' } }), 201);
  ok(await post(`/v1/teams/${team.id}/members`, { as: person, body: { joinCode: team.joinCode } }), 201);
  const stage = await aTournament({ mode: 'team', rosterSize: 2 });
  const caster = { playerId: person.id, role: 'caster' };
  ok(await post(`/v1/tournaments/${stage.id}/staff`, { as: stage.organizer, body: caster }), 201);
  await move(stage, 'published', 'registration_open');
  const path = `/v1/tournaments/${stage.id}/registrations`;
  const entry = ok(await post(path, { as: captain, body: { teamId: team.id } }), 201);
  const [rival, mate] = [await aPerson(), await aPerson()];
  const other = ok(await post('/v1/teams', { as: rival, body: { name: 'The Writers' } }), 201);
  ok(await post(`/v1/teams/${other.id}/members`, { as: mate, body: { joinCode: other.joinCode } }), 201);
  ok(await post(path, { as: rival, body: { teamId: other.id } }), 201);
  ok(await setPlan(stage, { lineUpMin: 1, lineUpMax: 2 }), 200);
  await move(stage, 'registration_closed', 'live');
  const [match] = await matchesOf(stage);
  ok(await setLineUp(match?.id ?? '', entry.id, captain, person), 200);
}
