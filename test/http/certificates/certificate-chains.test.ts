// Chains of replacements: hiding, reasons and revocation.

import { beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/core/outcome.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { type Answer, aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { backend } from '../../support/isolate/backend-rpc.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { aLiveTournament, move, ok, playAllMatches, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

interface Certificate {
  readonly id: string;
  readonly code: string;
  readonly displayName: string;
  readonly registrationId?: string;
}

let stage: Stage & { players: Person[] };
let certificates: Certificate[];

beforeAll(async () => {
  stage = await aLiveTournament(18, { timeZone: 'Asia/Dhaka' });
  await playAllMatches(stage);
  await move(stage, 'completed');
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  certificates = (await untilIssued(stage)).items;
});

/** Each test has a certificate of its own. */
const next = () => certificates.shift() as Certificate;
const now = { 'cache-control': 'no-cache' };
const act = (id: string, path: string, body: object, as = stage.organizer, method = 'POST') =>
  call(method, `/v1/certificates/${id}/${path}`, { as, body });
const holderOf = ({ displayName }: Certificate) =>
  stage.players.find((player) => player.name === displayName) as Person;
const hide = (one: Certificate, id: string, isPrivate = true) =>
  act(id, 'privacy', { isPrivate }, holderOf(one), 'PUT');
const codeOf = (answer: Answer<{ code?: string }>) => [answer.status, answer.body.code];
const verdictOf = async (code: string) =>
  ok(await get(`/c/${code}`, { headers: { ...now, accept: 'application/json' } }), 200);

/** Every public form of a certificate. */
async function publicForms(code: string): Promise<string> {
  const answers = await Promise.all([
    get(`/c/${code}`, { headers: { ...now, accept: 'application/json' } }),
    get(`/c/${code}`, { headers: { ...now, accept: 'text/html', 'accept-language': 'en' } }),
    get(`/c/${code}`, { headers: { ...now, accept: 'text/html', 'accept-language': 'bn' } }),
    get(`/api/tournaments/certificates/verify/${code}/`, { headers: now }),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  const record = unwrap(await backend().certificateByCode(code.replaceAll('-', '')));
  return [...answers.map(({ text }) => text), JSON.stringify(record)].join('\n');
}

async function replace(id: string, body: object): Promise<Certificate> {
  return { displayName: '', ...ok(await act(id, 'replacement', body), 202) };
}

const names = ['Adda Kingg', 'Ada Kingg', 'Ada King'];

describe('issuing again after a revocation', () => {
  const issueAgain = async ({ registrationId }: Certificate) => {
    ok(
      await post(`/v1/tournaments/${stage.id}/certificates`, {
        as: stage.organizer,
        body: { registrationIds: [registrationId] },
      }),
      202,
    );
    const { items } = await untilIssued(stage);
    const isNew = (item: Certificate & { state: string }) =>
      item.registrationId === registrationId && item.state === 'active';
    return items.find(isNew);
  };
  const revokeAll = async (id: string) =>
    ok(await act(id, 'revocation', { reason: 'Issued in error', cascade: true }), 200);

  it('keeps the corrected name and language, and no public form contains a former name', async () => {
    const first = next();
    const second = await replace(first.id, { displayName: 'Ada Two', reason: 'Corrected' });
    const third = await replace(second.id, {
      displayName: 'Ada Three',
      printedName: 'A. Three',
      language: 'bn',
      reason: 'Corrected',
    });
    await revokeAll(third.id);
    const again = await issueAgain(first);
    expect(again).toMatchObject({
      displayName: 'Ada Three',
      printedName: 'A. Three',
      language: 'bn',
      isPrivate: false,
    });
    const forms = await publicForms(again.code);
    expect(forms).toContain('A. Three');
    for (const former of [first.displayName, 'Ada Two']) expect(forms).not.toContain(former);
  });

  it('keeps what the holder hid hidden, and once more after that', async () => {
    const first = next();
    ok(await hide(first, first.id), 200);
    await revokeAll(first.id);
    const second = await issueAgain(first);
    expect(second).toMatchObject({ isPrivate: true });
    expect(await publicForms(second.code)).not.toContain(first.displayName);
    ok(await hide(first, second.id, false), 200);
    await revokeAll(second.id);
    expect(await issueAgain(first)).toMatchObject({ displayName: first.displayName, isPrivate: false });
  });

  it('waits for a change of privacy that has begun', async () => {
    const first = next();
    await revokeAll(first.id);
    let again: ReturnType<typeof issueAgain> | undefined;
    let isAnswered = false;
    await database.sql.begin(async (sql) => {
      await sql`UPDATE certificate_certificate SET is_private = true WHERE id = ${first.id}`;
      again = issueAgain(first).finally(() => {
        isAnswered = true;
      });
      for (let isWaiting = false; !isWaiting && !isAnswered; ) {
        const rows = await database.sql`
          SELECT 1 FROM pg_stat_activity
          WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%certificate_certificate%'`;
        isWaiting = rows.length > 0;
      }
    });
    expect(await again).toMatchObject({ isPrivate: true });
  });
});

describe('hiding', () => {
  it('one certificate of a chain hides the content of all of them, in every form', async () => {
    const chains = await Promise.all(
      [0, 1, 2].map(async (which) => {
        const first = next();
        const open = { hideOldName: false };
        const second = await replace(first.id, { displayName: names[1], ...open, reason: 'A letter too many' });
        const third = await replace(second.id, { displayName: names[2], ...open, reason: 'And another' });
        return { first, chain: [first, second, third], hidden: [first, second, third][which] as Certificate };
      }),
    );
    await untilIssued(stage);
    for (const { first, chain, hidden } of chains) {
      expect(await publicForms((chain[1] as Certificate).code)).toContain(names[1]);
      expect((await get(`/c/${chain[2]?.code}/preview.png`, { headers: now })).status).toBe(200);
      ok(await hide(first, hidden.id), 200);
      for (const { code } of chain) {
        const forms = await publicForms(code);
        const reasons = ['A letter too many', 'And another', 'name_corrected'];
        for (const text of [...names, first.displayName, 'Autumn Open', 'Dhaka', ...reasons])
          expect(forms).not.toContain(text);
        expect((await get(`/c/${code}/preview.png`, { headers: now })).status).toBe(404);
      }
      ok(await hide(first, hidden.id, false), 200);
      expect(await publicForms(first.code)).toContain(first.displayName);
    }
  });

  it('applies to replacements of a hidden certificate', async () => {
    const first = next();
    ok(await hide(first, first.id), 200);
    const second = await replace(first.id, { language: 'bn' });
    expect((await verdictOf(second.code)).isPrivate).toBe(true);
    expect(await publicForms(second.code)).not.toContain(first.displayName);
  });

  it('concurrently with a replacement hides the whole chain', async () => {
    const first = next();
    let newest = first.id;
    for (let turn = 0; turn < 12; turn += 1) {
      const isPrivate = turn % 2 === 0;
      const [replaced, hidden] = await Promise.all([
        act(newest, 'replacement', { displayName: `Turn ${turn}` }),
        hide(first, turn % 3 === 0 ? first.id : newest, isPrivate),
      ]);
      ok(hidden, 200);
      newest = ok(replaced, 202).id;
      const rows = await database.sql`SELECT DISTINCT is_private FROM certificate_certificate
        WHERE ${first.id} IN (id, chain_root_id)`;
      expect(rows.map((row) => row.is_private)).toEqual([isPrivate]);
    }
  });
});

describe('correcting a name', () => {
  it('hides the old name in all earlier certificates, unless the organizer keeps it visible', async () => {
    const first = next();
    const second = await replace(first.id, { language: 'bn', reason: 'Wanted in Bengali' });
    expect(await verdictOf(first.code)).toMatchObject({
      verdict: 'superseded',
      reason: 'Wanted in Bengali',
      reasonCode: 'language_changed',
      certificate: { printedName: first.displayName },
    });
    const reason = `Misspelt as ${first.displayName}`;
    const third = await replace(second.id, { displayName: 'Ada King', reason });
    for (const { code } of [first, second]) {
      expect(await publicForms(code)).not.toContain(first.displayName);
      expect(await verdictOf(code)).toMatchObject({ verdict: 'superseded', isPrivate: true, reason: null });
    }
    expect((await verdictOf(second.code)).reasonCode).toBe('name_corrected');
    expect(await publicForms(third.code)).toContain('Ada King');
    expect(await publicForms(third.code)).not.toContain(first.displayName);
  });

  it('to the present name is refused, however it is typed', async () => {
    const one = next();
    for (const body of [{ displayName: one.displayName }, { displayName: ` ${one.displayName} ` }, { language: 'en' }])
      expect(codeOf(await act(one.id, 'replacement', body))).toEqual([409, 'replacement_identical']);
    expect((await verdictOf(one.code)).verdict).toBe('valid');
    certificates.unshift(one);
  });
});

describe('the reason', () => {
  it('has a public part and a note for staff', async () => {
    const one = next();
    const body = { reasonCode: 'rules_violation', reason: 'Rule 7', internalNote: 'Reported by a neighbour' };
    const answer = ok(await act(one.id, 'revocation', body), 200);
    expect(answer).toMatchObject({ revokedInternalNote: body.internalNote, revokedReasonCode: 'rules_violation' });
    expect(await verdictOf(one.code)).toMatchObject({
      reasonCode: 'rules_violation',
      reason: 'Rule 7',
    });
    const seen = await Promise.all([
      publicForms(one.code),
      get(`/v1/certificates/${one.id}`, { as: holderOf(one) }).then(({ text }) => text),
      get('/v1/me/certificates', { as: holderOf(one) }).then(({ text }) => text),
      get(`/v1/certificates/${one.id}/file`, { as: holderOf(one) }).then(({ text }) => text),
    ]);
    expect(seen.join('\n')).not.toContain(body.internalNote);
    expect(seen.join('\n')).not.toContain('InternalNote');
    const list = await get(`/v1/tournaments/${stage.id}/certificates?limit=100`, { as: stage.organizer });
    expect(list.text).toContain(body.internalNote);
  });

  it('of a private certificate is shown only to its holder and staff', async () => {
    const one = next();
    ok(await hide(one, one.id), 200);
    ok(await act(one.id, 'suspension', { reasonCode: 'under_review', reason: 'A quarrel at table 4' }), 200);
    expect(await verdictOf(one.code)).toMatchObject({ verdict: 'suspended', reason: null, reasonCode: null });
    ok(await act(one.id, 'revocation', { reason: 'The quarrel at table 4' }), 200);
    const forms = await publicForms(one.code);
    for (const text of ['table 4', 'under_review', one.displayName]) expect(forms).not.toContain(text);
    expect((await get(`/v1/certificates/${one.id}`, { as: holderOf(one) })).text).toContain('table 4');
  });

  it.each([
    ['nothing said', {}],
    ['a code that is not on the list', { reasonCode: 'bad_hair' }],
    ['a code of another act', { reasonCode: 'language_changed' }],
    ['`other` and no word more', { reasonCode: 'other' }],
  ])('with %s is refused', async (_, body) => {
    const [one] = certificates as [Certificate];
    expect(codeOf(await act(one.id, 'revocation', body))).toEqual([422, 'invalid_request']);
  });
});

describe('revoking', () => {
  it('a replaced certificate names its newest successor; with cascade it revokes the whole chain', async () => {
    const first = next();
    const second = await replace(first.id, { language: 'bn' });
    const third = await replace(second.id, { displayName: 'Ada King' });
    for (const { id } of [first, second]) {
      const refused = await act(id, 'revocation', { reasonCode: 'disqualified' });
      expect(refused.body).toMatchObject({
        ...{ status: 409, code: 'successor_valid' },
        facts: { successor: third.code, successorId: third.id },
      });
    }
    expect((await verdictOf(third.code)).verdict).toBe('pending');
    ok(await act(first.id, 'revocation', { reasonCode: 'disqualified', cascade: true }), 200);
    for (const { code, id } of [first, second, third]) {
      expect((await verdictOf(code)).verdict).toBe('revoked');
      const [audited] = await database.sql`SELECT count(*)::integer AS count FROM moderation_audit
        WHERE ref_id = ${id} AND event = 'certificate.revoked'`;
      expect(audited?.count).toBe(1);
    }
    expect(codeOf(await act(second.id, 'revocation', { reasonCode: 'disqualified', cascade: true }))).toEqual([
      409,
      'state_conflict',
    ]);
  });

  it('only the newest leaves the old one superseded, which may then be revoked as well', async () => {
    const first = next();
    const second = await replace(first.id, { language: 'bn' });
    ok(await act(second.id, 'revocation', { reasonCode: 'issued_in_error' }), 200);
    expect((await verdictOf(first.code)).verdict).toBe('superseded');
    ok(await act(first.id, 'revocation', { reasonCode: 'issued_in_error' }), 200);
  });

  it.each([
    [false, [202, 409, 'superseded pending']],
    [true, [202, 200, 'revoked revoked']],
  ])('beside replacing (cascade: %s) has one of two outcomes', async (cascade, replacedFirst) => {
    const revokedFirst = [409, 200, 'revoked'];
    const outcomes = [];
    for (const [turn, id] of (await manyCertificates(caseCount({ usual: 8, nightly: 18 }))).entries()) {
      const replacing = () => act(id, 'replacement', { language: 'bn' });
      const revoking = () => act(id, 'revocation', { reasonCode: 'disqualified', cascade });
      // The request that starts first has a small advantage.
      const early = turn % 2 === 0 ? replacing() : null;
      const [revoked, replaced] = await Promise.all([revoking(), early ?? replacing()]);
      if (replaced.status === 409) expect(replaced.body.code).toBe('state_conflict');
      if (revoked.status === 409)
        expect(revoked.body).toMatchObject({ code: 'successor_valid', facts: { successorId: replaced.body.id } });
      const rows = await database.sql`SELECT replace(state, 'active', 'pending') AS state FROM certificate_certificate
        WHERE ${id} IN (id, chain_root_id) ORDER BY replaces_id NULLS FIRST`;
      outcomes.push([replaced.status, revoked.status, rows.map((row) => row.state).join(' ')]);
    }
    for (const outcome of outcomes) expect([revokedFirst, replacedFirst]).toContainEqual(outcome);
  });
});

/** Of other types, beside those that were issued: each registration may have one of each. */
async function manyCertificates(count: number): Promise<string[]> {
  const rows = await database.sql`
    INSERT INTO certificate_certificate (id, code, tournament_id, registration_id, type, language, state, display_name,
      tournament_title, place, entrant_count, ended_on, issuer, pdf_sha256, png_sha256, created_at, issued_at)
    SELECT 'crt_' || substr(md5(random()::text), 1, 26), upper(translate(substr(md5(random()::text), 1, 16), 'iloua', '01234')),
      c.tournament_id, c.registration_id, t.type, 'en', 'active', c.display_name, c.tournament_title, c.place,
      c.entrant_count, c.ended_on, c.issuer, c.pdf_sha256, c.png_sha256, c.created_at, c.issued_at
    FROM (SELECT DISTINCT ON (registration_id) * FROM certificate_certificate WHERE pdf_sha256 IS NOT NULL) c
      CROSS JOIN unnest(ARRAY['winner', 'runner_up', 'third_place', 'participant']) AS t(type)
    WHERE NOT EXISTS (SELECT 1 FROM certificate_certificate o WHERE (o.registration_id, o.type) = (c.registration_id, t.type))
    LIMIT ${count} RETURNING id`;
  return rows.map((row) => row.id);
}

describe('the database refuses', () => {
  const refused = (statement: Promise<unknown>) =>
    statement.then(
      () => 'done',
      (error: { constraint_name?: string }) => error.constraint_name,
    );

  it('to revoke before the successor, to show a hidden name again, and a replacement more public than its chain', async () => {
    const { sql } = database;
    const first = next();
    const second = await replace(first.id, { displayName: 'Ada King' });
    const revoke = (id: string) =>
      refused(
        sql`UPDATE certificate_certificate SET state = 'revoked', revoked_at = now(), revoked_reason_code = 'other' WHERE id = ${id}`,
      );
    expect(await revoke(first.id)).toBe('certificate_successor_first');
    expect(await refused(sql`UPDATE certificate_certificate SET is_name_hidden = false WHERE id = ${first.id}`)).toBe(
      'certificate_name_stays_hidden',
    );
    expect([await revoke(second.id), await revoke(first.id)]).toEqual(['done', 'done']);
  });
});

describe('dates', () => {
  it('are those of the tournament’s time zone and name it; fields in JSON stay UTC', async () => {
    const one = next();
    const expiresAt = '2036-01-01T00:00:00+06:00';
    ok(await act(one.id, 'expiry', { reason: 'Ten years', expiresAt }, stage.organizer, 'PUT'), 200);
    expect(await verdictOf(one.code)).toMatchObject({ expiresAt: '2035-12-31T18:00:00.000Z', timeZone: 'Asia/Dhaka' });
    const page = (language: string) =>
      get(`/c/${one.code}`, { headers: { ...now, accept: 'text/html', 'accept-language': language } });
    expect((await page('en')).text).toContain('1 January 2036, 00:00 (Asia/Dhaka, UTC+06:00)');
    expect((await page('bn')).text).toContain('১ জানুয়ারি ২০৩৬, ০০:০০ (Asia/Dhaka, UTC+06:00)');
  });

  it('of the end of a tournament are printed in its time zone', async () => {
    const one = next();
    await database.sql`UPDATE tournament_tournament SET ended_at = '2026-11-30T18:30:00Z' WHERE id = ${stage.id}`;
    ok(await act(one.id, 'revocation', { reasonCode: 'issued_in_error' }), 200);
    const [row] = await database.sql`SELECT registration_id FROM certificate_certificate WHERE id = ${one.id}`;
    const body = { registrationIds: [row?.registration_id] };
    ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body }), 202);
    await untilIssued(stage);
    const [made] = await database.sql`SELECT ended_on::text FROM certificate_certificate
      WHERE registration_id = ${row?.registration_id} ORDER BY created_at DESC LIMIT 1`;
    expect(made?.ended_on).toBe('2026-12-01');
  });

  it.each(['+06:00', 'Mars/Olympus', '', 'Asia/Dhaka\u0000', 'x'.repeat(70)])(
    'of the zone %j are refused',
    async (timeZone) => {
      const organizer = await aPerson({ roles: ['organizer'] });
      const body = { title: 'T', issuer: 'I', capacity: 4, startsAt: '2030-01-01T10:00:00Z', timeZone };
      expect(codeOf(await post('/v1/tournaments', { as: organizer, body }))).toEqual([422, 'invalid_request']);
    },
  );
});
