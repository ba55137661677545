// Revoking certificates in chains: reasons, whole chains, and what the database refuses.

import { beforeAll, describe, expect, it } from 'vitest';
import {
  type Certificate,
  certifiedStage,
  chainActs,
  codeOf,
  publicForms,
  verdictOf,
} from '../../support/certificates/chains.ts';
import { get, type Person } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

let stage: Stage & { players: Person[] };
let certificates: Certificate[];

beforeAll(async () => {
  ({ stage, certificates } = await certifiedStage());
});

const { next, act, holderOf, hide, replace } = chainActs(() => ({ stage, certificates }));

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
