// Certificates for organizers and the public: issuing, the public page, revocation.

import { beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { issuedStage, untilIssued } from '../../support/certificates/certificates.ts';
import { type Answer, aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

interface Certificate {
  readonly id: string;
  readonly code: string;
  readonly type: string;
}

let stage: Stage & { players: Person[] };
let certificates: Certificate[];
let holder: Person;

beforeAll(async () => {
  ({ stage, certificates } = await issuedStage(5));
  holder = stage.players[0] as Person;
});
const winner = () => certificates.find((certificate) => certificate.type === 'winner') as Certificate;
// Uncached: most tests here need the current state.
const json = { accept: 'application/json', 'cache-control': 'no-cache' };
const html = { accept: 'text/html', 'cache-control': 'no-cache' };
const verdictOf = async (code: string) => ok(await get(`/c/${code}`, { headers: json }), 200);

describe('issuing', () => {
  it('creates one certificate for each entrant, by rank; both losers of the semi-finals are third', () => {
    expect(certificates.map((certificate) => certificate.type).sort()).toEqual([
      'participant',
      'runner_up',
      'third_place',
      'third_place',
      'winner',
    ]);
  });

  it('records shared places', async () => {
    const rows = await database.sql`
      SELECT type, is_place_shared FROM certificate_certificate WHERE tournament_id = ${stage.id} AND replaces_id IS NULL
      ORDER BY place, id`;
    expect(rows.map((row) => [row.type, row.is_place_shared])).toEqual([
      ['winner', false],
      ['runner_up', false],
      ['third_place', true],
      ['third_place', true],
      ['participant', false],
    ]);
  });

  it('repeated twenty times concurrently, changes nothing', async () => {
    const again = () => post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} });
    const answers = await Promise.all(Array.from({ length: 20 }, again));
    expect(answers.map((answer) => [answer.status, answer.body.total, answer.body.pending])).toEqual(
      Array(20).fill([202, 5, 0]),
    );
    expect((await untilIssued(stage)).items).toEqual(certificates);
  });

  it('sends an event when it is complete', async () => {
    const { items } = ok(await get(`/v1/tournaments/${stage.id}/events?since=0`), 200);
    const sent = items.filter((event: { type: string }) => event.type === 'certificates_issued');
    expect(sent.at(-1).payload).toEqual({ total: 5, issued: 5, pending: 0 });
  });
});

describe('the public page', () => {
  it('shows every printed field and the verdict, in the reader’s language', async () => {
    const { certificate } = await verdictOf(winner().code);
    for (const [language, verdict] of [
      ['en', 'This code belongs to a valid certificate'],
      ['bn', 'এই কোডটি একটি বৈধ সনদের'],
    ] as const) {
      const page = await get(`/c/${winner().code}`, { headers: { ...html, 'accept-language': language } });
      expect(page.status).toBe(200);
      expect(page.headers.get('content-language')).toBe(language);
      expect(page.text).toMatch(new RegExp(`^<!doctype html><html lang="${language}"`));
      for (const text of [
        verdict,
        certificate.printedName,
        certificate.tournamentTitle,
        certificate.issuer,
        certificate.code,
      ]) {
        expect(page.text).toContain(text);
      }
    }
  });

  it('may load nothing from other origins and runs only its own scripts', async () => {
    const page = await get(`/c/${winner().code}`, { headers: html });
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self';/);
    expect(page.text.match(/<script[^>]*>/g)).toEqual([
      '<script src="/static/verify-file.js" type="module">',
      '<script src="/static/share.js" type="module">',
    ]);
    // A link is not a request.
    expect(page.text).not.toMatch(/https?:\/\/(?!laurel\.test|www\.linkedin\.com\/profile\/add\?)/);
  });

  it.each([
    ['a surrogate pair at the length limit', `${'A'.repeat(63)}😀`],
    ['a zero byte', '\0'],
    ['dots that a browser reads as a path', '..'],
    ['spaces only', '   '],
    ['a direction override', '\u202eABCD'],
  ])('of a code with %s never answers 500', async (_, typed) => {
    const asked = await get(`/verify?code=${encodeURIComponent(typed)}`);
    expect([asked.status, asked.headers.get('location')?.startsWith('/')]).toEqual([303, true]);
    const answers = await Promise.all([
      get(`/c/${encodeURIComponent(typed).replaceAll('.', '%2e')}`, { headers: html }),
      get(`/c/${encodeURIComponent(typed).replaceAll('.', '%2e')}/embed`),
    ]);
    for (const { status } of answers) expect(status).toBeLessThan(500);
  });

  it('escapes user input', async () => {
    const page = await get(`/c/${encodeURIComponent('"><b>x')}`, { headers: html });
    expect(page.text).not.toContain('<b>x');
  });

  it('is found by a code typed with look-alikes, and by the form', async () => {
    const typed = winner().code.toLowerCase().replace(/0/g, 'o').replace(/1/g, 'l').replace(/-/g, ' ');
    expect((await verdictOf(encodeURIComponent(typed))).certificate.code).toBe(winner().code);
    const form = await get(`/verify?code=${encodeURIComponent(typed)}&lang=bn`);
    expect([form.status, form.headers.get('location')]).toEqual([303, `/c/${winner().code}?lang=bn`]);
  });

  it('of an unknown code is 404, as JSON, HTML and by the legacy URL', async () => {
    const code = 'ZZZZ-ZZZZ-ZZZZ-ZZZZ';
    expect((await get(`/c/${code}`, { headers: json })).body.code).toBe('not_found');
    expect((await get(`/api/tournaments/certificates/verify/${code}/`)).status).toBe(404);
    const page = await get(`/c/${code}`, { headers: html });
    expect([page.status, page.headers.get('cache-control')]).toEqual([404, 'no-store']);
    expect(page.text).toContain('No certificate has this code');
  });

  it('answers legacy URLs with the legacy field names', async () => {
    const legacy = ok(await get(`/api/tournaments/certificates/verify/${winner().code}/`, { headers: json }), 200);
    expect(legacy).toEqual({
      valid: true,
      certificate_id: winner().id as Id<'certificate'>,
      tournament: 'Autumn Open',
      participant_display_name: 'Player 1',
      certificate_type: 'winner',
      placement: 1,
      generated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      revoked: false,
      revoked_reason: null,
      is_private: false,
      is_tampered: false,
      verification_url: `https://laurel.test/c/${winner().code}`,
    });
    // The trailing slash is optional.
    expect(ok(await get(`/api/tournaments/certificates/verify/${winner().code}`), 200)).toEqual(legacy);
  });
});

describe('revoking', () => {
  const target = () => certificates.find((certificate) => certificate.type === 'participant') as Certificate;
  const codeOf = (answer: Answer<{ code?: string }>) => [answer.status, answer.body.code];

  it('is allowed once, for the organizer, with a reason, and is final', async () => {
    const path = `/v1/certificates/${target().id}/revocation`;
    const body = { reason: 'Entered under a false name' };
    expect(codeOf(await post(path, { as: holder, body }))).toEqual([403, 'forbidden']);
    expect(codeOf(await post(path, { as: stage.organizer, body: { reason: '' } }))).toEqual([422, 'invalid_request']);
    ok(await post(path, { as: stage.organizer, body }), 200);
    expect(codeOf(await post(path, { as: stage.organizer, body }))).toEqual([409, 'state_conflict']);
    expect(await verdictOf(target().code)).toMatchObject({ verdict: 'revoked', reason: body.reason });
    const page = await get(`/c/${target().code}`, { headers: html });
    expect(page.text).toContain('This certificate was revoked');
    expect(page.text).toContain(body.reason);
    expect(page.headers.get('cache-control')).toBe('public, max-age=30');
    expect(codeOf(await get(`/v1/certificates/${target().id}/file`, { as: stage.organizer }))).toEqual([
      410,
      'certificate_revoked',
    ]);
    const moderator = await aPerson({ roles: ['moderator'] });
    const { items } = ok(
      await get(`/v1/moderation/audit?refType=certificate&refId=${target().id}`, { as: moderator }),
      200,
    );
    expect(items).toHaveLength(1);
  });

  it('does not let a holder list all certificates of the tournament', async () => {
    ok(await get(`/v1/tournaments/${stage.id}/certificates`, { as: holder }), 403);
    ok(await get(`/v1/certificates/crt_${'0'.repeat(26)}`, { as: holder }), 404);
  });
});
