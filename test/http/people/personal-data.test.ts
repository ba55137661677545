// Export and erasure of personal data, through the API, with everything that a player may leave behind.

import { beforeAll, describe, expect, it } from 'vitest';
import { keptParts } from '../../../src/privacy/kept-part.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { tickCron } from '../../support/isolate/cron.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newKey } from '../../support/ledger/ledger.ts';
import {
  aPersonWithTraces,
  aStranger,
  type Certificate,
  findText,
  issuer,
  name,
} from '../../support/people/personal-data.ts';
import { aLiveTournament, aTournament, move, ok, playAllMatches } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

let admin: Person;
let subject: string;
let person: Person;
/** Of a tournament that is over, and issued. */
let certificate: Certificate;
let finished: string;

beforeAll(async () => {
  ({ admin, subject, person, certificate, finished } = await aPersonWithTraces(database));
});

const erase = (id: string, as: Person) => call('DELETE', `/v1/players/${id}/personal-data`, { as });
const exportOf = async (as: Person) => ok(await get('/v1/me/export', { as }), 200);

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
    const before = await findText(database, name);
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
    expect(await findText(database, name)).toEqual([
      'certificate_certificate.display_name',
      'certificate_certificate.printed_name',
    ]);
    expect(await findText(database, subject)).toEqual([]);
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
    expect(await findText(database, own)).toEqual([]);

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
    expect(await findText(database, 'Nadia Unseen')).toEqual([]);
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
