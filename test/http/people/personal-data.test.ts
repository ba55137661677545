// Export and erasure of personal data, through the API, with everything that a player may leave behind.

import { beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/db/client.ts';
import { keptParts } from '../../../src/privacy/kept-part.ts';
import { rateLists } from '../../../src/tournaments/rating-lists/rate-lists.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { aKnownPerson, aPerson, aToken, call, get, type Person, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newKey } from '../../support/ledger/ledger.ts';
import { setLineUp, setPlan } from '../../support/tournaments/match-days.ts';
import {
  aLiveTournament,
  aTournament,
  matchesOf,
  move,
  ok,
  playAllMatches,
} from '../../support/tournaments/tournament.ts';

const database = useDatabase();

const name = 'Zebulon Quist';
const issuer = 'https://id.elsewhere.test/';

let admin: Person;
let subject: string;
let person: Person;
/** Of a tournament that is over, and issued. */
let certificate: { readonly id: string; readonly code: string };
let finished: string;

async function aStranger(sub: string): Promise<Person> {
  const token = await aToken({ iss: issuer, sub, name });
  return { name, token, id: ok(await get('/v1/me', { as: { id: '', name, token } }), 200).id };
}

const erase = (id: string, as: Person) => call('DELETE', `/v1/players/${id}/personal-data`, { as });
const exportOf = async (as: Person) => ok(await get('/v1/me/export', { as }), 200);

/** Tables and columns with this text. */
async function findText(text: string): Promise<string[]> {
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

beforeAll(async () => {
  admin = await aPerson({ roles: ['admin'] });
  subject = crypto.randomUUID();
  person = await aStranger(subject);
  ok(await post(`/v1/players/${person.id}/roles`, { as: admin, body: { role: 'organizer' } }), 200);
  await playSolo();
  await playTeam();
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
});

async function playSolo(): Promise<void> {
  const stage = await aTournament({ capacity: 2 });
  finished = stage.id;
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
  [certificate] = ok(await get('/v1/me/certificates', { as: person }), 200).items;
}

/** The person is a member, not the captain. */
async function playTeam(): Promise<void> {
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

describe('the export', () => {
  it('has every part, and in it what the player has left behind', async () => {
    const { playerId, exportedAt, ...parts } = await exportOf(person);
    expect([playerId, typeof exportedAt]).toEqual([person.id, 'string']);
    expect(Object.keys(parts)).toEqual(keptParts);
    const empty = Object.entries(parts).filter(([, items]) => (items as unknown[]).length === 0);
    expect(empty.map(([part]) => part)).toEqual(['owed_payments', 'rule_trials', 'webhooks']);
    expect(parts.profile).toMatchObject([{ id: person.id, displayName: name }]);
    expect(parts.subjects).toMatchObject([{ issuer, subject }]);
    expect(parts.certificates).toMatchObject([{ id: certificate.id, displayName: name }]);
    expect(parts.audit).toContainEqual(expect.objectContaining({ event: 'player.role_granted', isByYou: false }));
  });

  it('has nothing of anybody else', async () => {
    const { playerId, exportedAt, ...parts } = await exportOf(await aPerson({ name: 'Nobody' }));
    expect(Object.values(parts).flat()).toEqual([]);
  });

  it('is read in pages: a thousand rows come once each, in order', async () => {
    const busy = await aPerson();
    await database.sql`INSERT INTO identity_player (id, created_at) VALUES (${busy.id}, now())`;
    await database.sql`INSERT INTO identity_subject (issuer, subject, player_id, linked_at)
      SELECT 'https://many.test/', lpad(i::text, 5, '0'), ${busy.id}, now() FROM generate_series(1, 1001) i`;
    const { subjects } = await exportOf(busy);
    const found = subjects.map((one: { subject: string }) => Number(one.subject));
    expect(found).toEqual(Array.from({ length: 1001 }, (_, index) => index + 1));
  });

  it('knows every part that a domain publishes', async () => {
    const parts = await database.sql<{ part: string }[]>`SELECT DISTINCT part FROM personal_data`;
    expect(parts.map(({ part }) => part).filter((part) => !keptParts.includes(part as never))).toEqual([]);
  });

  it('is for the player alone, and needs a token', async () => {
    ok(await get('/v1/me/export'), 401);
    expect((await get('/v1/me/export', { as: person })).headers.get('cache-control')).toBe('no-store');
  });
});

describe('the erasure', () => {
  it('is for the player and for administrators', async () => {
    ok(await call('DELETE', `/v1/players/${person.id}/personal-data`), 401);
    for (const roles of [[], ['organizer'], ['moderator'], ['finance']] as const)
      ok(await erase(person.id, await aPerson({ roles })), 403);
  });

  it('leaves the name nowhere but on the issued certificate', async () => {
    const before = await findText(name);
    expect(before).toEqual(
      expect.arrayContaining([
        'api_key_record.name',
        'certificate_certificate.display_name',
        'event_outbox.payload',
        'http_idempotency.outcome',
        'identity_player.display_name',
        'team_member.display_name',
        'tournament_registration.display_name',
        'tournament_registration.printed_name',
        'tournament_roster.display_name',
      ]),
    );
    ok(await erase(person.id, person), 204);
    expect(await findText(name)).toEqual([
      'certificate_certificate.display_name',
      'certificate_certificate.printed_name',
    ]);
    expect(await findText(subject)).toEqual([]);
  });

  it('revokes the API keys of the player', async () => {
    const [key] = await database.sql<{ revoked: boolean }[]>`
      SELECT revoked_at IS NOT NULL AS revoked FROM api_key_record WHERE creator_id = ${person.id}`;
    expect(key?.revoked).toBe(true);
  });

  it('makes the certificate private and keeps it valid; results stand', async () => {
    const { body } = await get(`/c/${certificate.code}`, {
      headers: { accept: 'application/json', 'cache-control': 'no-cache' },
    });
    expect(JSON.stringify(body)).not.toContain(name);
    expect(body.verdict ?? body.state).toBe('hidden');
    const { items } = ok(await get(`/v1/tournaments/${finished}/placements`), 200);
    expect(items).toHaveLength(2);
    expect(
      ok(await get(`/v1/tournaments/${finished}/registrations`), 200).items.map(
        (one: { displayName: string }) => one.displayName,
      ),
    ).toContain('Erased player');
  });

  it('unlinks the subject: its next request makes a new player', async () => {
    const next = await aStranger(subject);
    expect(next.id).not.toBe(person.id);
    expect(ok(await get(`/v1/players/${person.id}`), 200)).toEqual({ id: person.id, displayName: null });
    ok(await erase(person.id, next), 403);
    ok(await post('/v1/tournaments', { as: next, body: {} }), 403);
  });

  it('does not end a sanction: the same subject meets it again, until it is over', async () => {
    const moderator = await aPerson({ roles: ['moderator'] });
    const own = crypto.randomUUID();
    const banned = await aStranger(own);
    const terms = { kind: 'ban', reasonCode: 'cheating', statement: 'Seen.', note: 'Two recordings.' };
    const impose = async (player: Person, fields: object = {}) =>
      ok(await post('/v1/sanctions', { as: moderator, body: { ...terms, playerId: player.id, ...fields } }), 201);
    const inForce = await impose(banned);
    const later = await impose(banned, {
      kind: 'mute',
      startsAt: '2040-01-01T00:00:00Z',
      endsAt: '2041-01-01T00:00:00Z',
    });
    const lifted = await impose(banned);
    ok(await post(`/v1/sanctions/${lifted.id}/revocation`, { as: moderator, body: { reason: 'No.' } }), 200);
    ok(await erase(banned.id, banned), 204);
    const hashes = () => database.sql`SELECT hash FROM sanction_erased_subject WHERE player_id = ${banned.id}`;
    expect(await hashes()).toHaveLength(1);
    expect(await findText(own)).toEqual([]);

    const back = await aStranger(own);
    expect(back.id).not.toBe(banned.id);
    const { items } = ok(await get(`/v1/sanctions?playerId=${back.id}`, { as: moderator }), 200);
    const met = ({ id: _, playerId: __, ...same }: { id: string; playerId: string }) => same;
    expect(items.map(met)).toEqual(
      expect.arrayContaining([inForce, later].map((one) => ({ ...met(one), earlierId: one.id }))),
    );
    expect(items).toHaveLength(2);
    // The strikes that count follow too: not that of the sanction that was lifted.
    const strikes = ok(await get(`/v1/players/${back.id}/strikes`, { as: moderator }), 200);
    expect([strikes.points, strikes.items.length]).toEqual([12, 2]);
    const again = items.find(({ kind }: { kind: string }) => kind === 'ban');
    const stage = await aTournament();
    await move(stage, 'published', 'registration_open');
    expect(ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as: back, body: {} }), 403).code).toBe(
      'sanctioned',
    );
    expect(await hashes()).toEqual([]);
    const [row] = await database.sql`SELECT event, meta FROM moderation_audit WHERE ref_id = ${again.id}`;
    expect(row).toEqual({ event: 'sanction.met_again', meta: { earlierId: inForce.id } });

    ok(await erase(back.id, back), 204);
    expect(await database.sql`SELECT FROM sanction_erased_subject WHERE player_id = ${back.id}`).toHaveLength(1);
    for (const { id } of items)
      ok(await post(`/v1/sanctions/${id}/revocation`, { as: moderator, body: { reason: 'Over.' } }), 200);
    await tickCron();
    expect(await database.sql`SELECT FROM sanction_erased_subject`).toEqual([]);
    const free = await aStranger(own);
    expect(ok(await get('/v1/me/sanctions', { as: free }), 200).items).toEqual([]);
  });

  it('ends the rights of a moderator on queues', async () => {
    const [admin, gone] = [await aPerson({ roles: ['admin'] }), await aPerson({ roles: ['moderator'] })];
    ok(await call('PUT', `/v1/moderation/queues/fraud/moderators/${gone.id}`, { as: admin, body: {} }), 200);
    ok(await call('DELETE', `/v1/players/${gone.id}/personal-data`, { as: admin }), 204);
    expect(ok(await get('/v1/moderation/queues', { as: admin }), 200).items).toEqual([]);
  });

  it('may be repeated, and is audited once', async () => {
    const audit = () =>
      database.sql`SELECT actor_id FROM moderation_audit WHERE event = 'player.erased' AND ref_id = ${person.id}`;
    const [{ erased_at: first } = {}] =
      await database.sql`SELECT erased_at::text FROM identity_player WHERE id = ${person.id}`;
    ok(await erase(person.id, admin), 204);
    const [{ erased_at: again } = {}] =
      await database.sql`SELECT erased_at::text FROM identity_player WHERE id = ${person.id}`;
    expect(again).toBe(first);
    expect(await audit()).toEqual([{ actor_id: person.id }]);
  });

  it('of a `ply_…` player works without a profile, also by an administrator', async () => {
    const [stage, player] = [await aTournament(), await aPerson({ name: 'Nadia Unseen' })];
    await move(stage, 'published', 'registration_open');
    ok(await post(`/v1/tournaments/${stage.id}/registrations`, { as: player, body: {}, headers: newKey() }), 201);
    ok(await erase(player.id, admin), 204);
    expect(await findText('Nadia Unseen')).toEqual([]);
  });

  it('also hides a certificate that is issued after it', async () => {
    const stage = await aLiveTournament(2);
    await playAllMatches(stage);
    ok(await erase(stage.players[0]?.id ?? '', admin), 204);
    await move(stage, 'completed');
    ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
    const { items } = await untilIssued(stage);
    expect(
      items.map((item: { displayName: string; isPrivate: boolean }) => [item.displayName, item.isPrivate]),
    ).toEqual(
      expect.arrayContaining([
        ['Erased player', true],
        ['Player 2', false],
      ]),
    );
  });
});
