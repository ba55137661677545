// Changes of issued certificates, over HTTP.

import { beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/core/outcome.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { type Answer, aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { backend } from '../../support/isolate/backend-rpc.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aLiveTournament, move, ok, playAllMatches, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

interface Certificate {
  readonly id: string;
  readonly code: string;
  readonly registrationId: string;
  readonly displayName: string;
}

let stage: Stage & { players: Person[] };
let certificates: Certificate[];
let moderator: Person;

beforeAll(async () => {
  stage = await aLiveTournament(12, { accentColor: '#1D3F8A' });
  await playAllMatches(stage);
  await move(stage, 'completed');
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  certificates = (await untilIssued(stage)).items;
  moderator = await aPerson({ roles: ['moderator'] });
});

const now = { accept: 'application/json', 'cache-control': 'no-cache' };
const verdictOf = async (code: string) => ok(await get(`/c/${code}`, { headers: now }), 200);
const pageOf = async (code: string) =>
  (await get(`/c/${code}`, { headers: { accept: 'text/html', 'cache-control': 'no-cache' } })).text;
const codeOf = (answer: Answer<{ code?: string }>) => [answer.status, answer.body.code];
const act = (certificate: Certificate, path: string, as: Person, body: object, method = 'POST') =>
  call(method, `/v1/certificates/${certificate.id}/${path}`, { as, body });
const holderOf = ({ displayName }: Certificate) =>
  stage.players.find((player) => player.name === displayName) as Person;
/** Each test has a certificate of its own. */
const next = () => certificates.shift() as Certificate;
const auditOf = async ({ id }: Certificate) => {
  const { items } = ok(await get(`/v1/moderation/audit?refType=certificate&refId=${id}`, { as: moderator }), 200);
  return items.map((row: { event: string }) => row.event);
};
const reason = 'Under review by the league';

describe('suspending', () => {
  it('shows its reason, stops downloads, and leaves no trace on the page after the reinstatement', async () => {
    const one = next();
    ok(await act(one, 'suspension', moderator, { reason }), 200);
    expect(await verdictOf(one.code)).toMatchObject({ verdict: 'suspended', reason });
    expect(await pageOf(one.code)).toMatch(/This certificate is suspended.*Suspended on.*Under review by the league/s);
    expect(codeOf(await get(`/v1/certificates/${one.id}/file`, { as: holderOf(one) }))).toEqual([
      409,
      'certificate_suspended',
    ]);
    expect(codeOf(await act(one, 'suspension', stage.organizer, { reason }))).toEqual([409, 'state_conflict']);
    ok(await act(one, 'reinstatement', stage.organizer, { reason: 'Cleared' }), 200);
    expect(await verdictOf(one.code)).toMatchObject({ verdict: 'valid', reason: null });
    ok(await get(`/v1/certificates/${one.id}/file`, { as: holderOf(one) }), 200);
    expect(await auditOf(one)).toEqual(['certificate.reinstated', 'certificate.suspended']);
  });

  it('is forbidden to the holder; a moderator may not replace or set an expiry', async () => {
    const one = next();
    expect((await act(one, 'suspension', holderOf(one), { reason })).status).toBe(403);
    expect((await act(one, 'revocation', moderator, { reason })).status).toBe(403);
    expect((await act(one, 'replacement', moderator, { reason, language: 'bn' })).status).toBe(403);
  });
});

describe('replacing', () => {
  it('makes a new certificate with another code; old and new link to each other', async () => {
    const one = next();
    const name = '  Ada\u202e  King\u200b ';
    const body = { reason: 'Name misspelt', displayName: name, language: 'bn', hideOldName: false };
    const made = ok(await act(one, 'replacement', stage.organizer, body), 202);
    expect(await verdictOf(one.code)).toMatchObject({
      verdict: 'superseded',
      replacedBy: made.code,
      reason: body.reason,
    });
    await untilIssued(stage);
    expect(await verdictOf(made.code)).toMatchObject({
      verdict: 'valid',
      replaces: one.code,
      certificate: { printedName: 'Ada King', language: 'bn', accentColor: '#1d3f8a' },
    });
    expect(await pageOf(one.code)).toContain(`/c/${made.code}`);
    expect(await pageOf(made.code)).toContain(`/c/${one.code}`);
    expect(codeOf(await get(`/v1/certificates/${one.id}/file`, { as: holderOf(one) }))).toEqual([
      410,
      'certificate_replaced',
    ]);
    expect(codeOf(await act(one, 'replacement', stage.organizer, body))).toEqual([409, 'state_conflict']);
    expect(await auditOf(one)).toEqual(['certificate.replaced']);
  });

  it('ten times concurrently happens once', async () => {
    const one = next();
    const body = { reason: 'Other language', language: 'bn' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => act(one, 'replacement', stage.organizer, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([202, ...Array(9).fill(409)]);
    await untilIssued(stage);
  });

  it('a suspended certificate is refused until it is reinstated', async () => {
    const one = next();
    ok(await act(one, 'suspension', moderator, { reason }), 200);
    expect(codeOf(await act(one, 'replacement', stage.organizer, { reason, language: 'bn' }))).toEqual([
      409,
      'state_conflict',
    ]);
  });

  it.each([
    ['a name of a hundred thousand characters', { reason, displayName: 'A'.repeat(100_000) }],
    ['a name of more than fifty', { reason, displayName: 'A'.repeat(51) }],
    ['a name of nothing but invisible characters', { reason, displayName: '\u200b\u202e\ufeff' }],
    ['a name that is no Unicode', '{"reason":"Name misspelt","displayName":"\\ud800"}'],
    ['a reason that is no Unicode', '{"reason":"abc \\udc00","language":"bn"}'],
    ['a reason that turns the reading direction', { reason: 'abc \u202e def', language: 'bn' }],
    ['nothing to change', { reason }],
  ])('refuses %s and changes nothing', async (_, body) => {
    const [one] = certificates as [Certificate];
    const answer = await call('POST', `/v1/certificates/${one.id}/replacement`, { as: stage.organizer, body });
    expect(codeOf(answer)).toEqual([422, 'invalid_request']);
    expect((await verdictOf(one.code)).verdict).toBe('valid');
  });
});

describe('a holder who hides the name', () => {
  it('leaves nothing that was printed in any answer, and no answer calls the certificate valid', async () => {
    const one = next();
    expect((await act(one, 'privacy', stage.organizer, { isPrivate: true }, 'PUT')).status).toBe(403);
    ok(await act(one, 'privacy', holderOf(one), { isPrivate: true }, 'PUT'), 200);
    const { certificate, verdict, isPrivate } = await verdictOf(one.code);
    expect([verdict, isPrivate, Object.keys(certificate)]).toEqual(['hidden', true, ['code', 'verificationUrl']]);
    const page = await pageOf(one.code);
    const legacy = ok(await get(`/api/tournaments/certificates/verify/${one.code}/`, { headers: now }), 200);
    expect(legacy).toMatchObject({ valid: false, is_private: true, participant_display_name: null, tournament: null });
    const record = unwrap(await backend().certificateByCode(one.code.replaceAll('-', '')));
    for (const text of [page, JSON.stringify(legacy), JSON.stringify(record)]) {
      expect(text).not.toContain(one.displayName);
      expect(text).not.toContain('Autumn Open');
    }
    expect(page).not.toContain('og:image');
    expect((await get(`/c/${one.code}/preview.png`)).status).toBe(404);
    expect(
      (await get(`/v1/certificates/${one.id}`, { as: stage.players.find((p) => p !== holderOf(one)) as Person }))
        .status,
    ).toBe(403);
    ok(await act(one, 'privacy', holderOf(one), { isPrivate: false }, 'PUT'), 200);
    expect(await pageOf(one.code)).toContain(one.displayName);
    const shown = ok(await get(`/api/tournaments/certificates/verify/${one.code}/`, { headers: now }), 200);
    expect(shown).toMatchObject({ valid: true, is_private: false });
  });

  it('does not hide that the certificate expired, was suspended or was revoked', async () => {
    const one = next();
    ok(await act(one, 'privacy', holderOf(one), { isPrivate: true }, 'PUT'), 200);
    const verdict = async () => (await verdictOf(one.code)).verdict;
    expect(await verdict()).toBe('hidden');
    const expiresAt = new Date().toISOString();
    ok(await act(one, 'expiry', stage.organizer, { reason, expiresAt }, 'PUT'), 200);
    expect(await verdict()).toBe('expired');
    ok(await act(one, 'suspension', stage.organizer, { reason }), 200);
    expect(await verdict()).toBe('suspended');
    ok(await act(one, 'revocation', stage.organizer, { reason }), 200);
    expect(await verdict()).toBe('revoked');
  });
});

describe('a player', () => {
  it('lists only their own certificates, newest first', async () => {
    const [one] = certificates as [Certificate];
    const { items } = ok(await get('/v1/me/certificates', { as: holderOf(one) }), 200);
    expect(items.map((item: Certificate) => [item.id, item.displayName])).toEqual([[one.id, one.displayName]]);
    expect(ok(await get('/v1/me/certificates', { as: moderator }), 200)).toEqual({ items: [], nextCursor: null });
    expect((await get('/v1/me/certificates')).status).toBe(401);
  });
});

describe('issuing again', () => {
  const issue = (body: object) => post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body });

  it('for all does not replace a revoked certificate; for a named registration it does', async () => {
    const one = next();
    ok(await act(one, 'revocation', stage.organizer, { reason }), 200);
    const before = ok(await issue({}), 202).total;
    expect((await issue({ registrationIds: [one.registrationId] })).body).toMatchObject({
      total: before + 1,
      pending: 1,
    });
    await untilIssued(stage);
    expect((await verdictOf(one.code)).verdict).toBe('revoked');
  });

  it('for an entrant without a place names the registration', async () => {
    const unknown = `reg_${'0'.repeat(26)}`;
    expect((await issue({ registrationIds: [unknown] })).body).toMatchObject({
      code: 'not_placed',
      facts: { registrations: [unknown] },
    });
  });
});

describe('the database refuses', () => {
  const refused = (statement: Promise<unknown>) =>
    statement.then(
      () => 'done',
      (error: { constraint_name?: string }) => error.constraint_name,
    );

  it('to change printed fields, to reactivate a revoked certificate, and to delete', async () => {
    const { sql } = database;
    for (const column of ['display_name', 'printed_name', 'issuer', 'issuer_site', 'signatory_name', 'logo_key']) {
      const rewritten = refused(sql`UPDATE certificate_certificate SET ${sql(column)} = 'Another name'`);
      expect(await rewritten, column).toBe('certificate_words_final');
    }
    expect(await refused(sql`UPDATE certificate_certificate SET state = 'active' WHERE state = 'revoked'`)).toBe(
      'certificate_revoked_for_ever',
    );
    expect(await refused(sql`DELETE FROM certificate_certificate`)).toBe('certificate_never_deleted');
  });
});

describe('a link older than codes', () => {
  it('finds its certificate by the printed UUID', async () => {
    const uuid = crypto.randomUUID();
    await database.sql`INSERT INTO certificate_certificate (id, code, legacy_code, tournament_id, registration_id, type, language,
        state, display_name, tournament_title, place, entrant_count, ended_on, issuer, created_at, revoked_at, revoked_reason)
      SELECT 'crt_' || repeat('0', 26), repeat('0', 16), ${uuid}, tournament_id, registration_id, type, language, 'revoked',
        'Old Holder', tournament_title, place, entrant_count, ended_on, issuer, created_at, now(), 'Moved from elsewhere'
      FROM certificate_certificate LIMIT 1`;
    const path = `/api/tournaments/certificates/verify/${uuid.toUpperCase()}/`;
    expect(ok(await get(path), 200)).toMatchObject({ participant_display_name: 'Old Holder', revoked: true });
    const typed = await get(`/verify?code=${uuid}`);
    expect((await get(typed.headers.get('location') ?? '')).text).toContain('Old Holder');
  });
});
