// Certificates for holders, organizers and the public: issuing, the public page, downloads, altered files, revocation.

import { beforeAll, describe, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { anObject } from '../../contracts/object-store.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { type Answer, aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { backend } from '../../support/isolate/backend-rpc.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { firstStore } from '../../support/isolate/first-store.ts';
import { aLiveTournament, move, ok, playAllMatches, type Stage } from '../../support/tournaments/tournament.ts';

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
  stage = await aLiveTournament(5);
  await playAllMatches(stage);
  await move(stage, 'completed');
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  certificates = (await untilIssued(stage)).items;
  holder = stage.players[0] as Person;
});

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
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

describe('a download', () => {
  /** Downloads that delivered the first byte. */
  let delivered = 0;
  const file = async (as: Person | undefined, query = '', headers: Record<string, string> = {}) => {
    const answer = await get(`/v1/certificates/${winner().id}/file${query}`, { as, headers });
    if (answer.status === 200 || answer.headers.get('content-range')?.startsWith('bytes 0-')) delivered += 1;
    return answer;
  };

  it('is allowed for the holder and the organizer', async () => {
    const answers = [
      await file(holder),
      await file(stage.organizer),
      await file(stage.players[1]),
      await file(undefined),
    ];
    expect(answers.map((answer) => answer.status)).toEqual([200, 200, 403, 401]);
    expect(answers[0]?.headers.get('content-disposition')).toBe(
      `attachment; filename="certificate-${winner().code}.pdf"`,
    );
    expect(answers[0]?.headers.get('cache-control')).toBe('private, max-age=300, no-transform');
  });

  it('supports ranges and conditional requests', async () => {
    const etag = (await file(holder)).headers.get('etag') ?? '';
    expect((await file(holder, '', { 'if-none-match': etag })).status).toBe(304);
    const part = await file(holder, '', { range: 'bytes=0-3' });
    expect([part.status, part.text, part.headers.get('content-range')?.startsWith('bytes 0-3/')]).toEqual([
      206,
      '%PDF',
      true,
    ]);
    expect((await file(holder, '', { range: 'bytes=99999999-' })).status).toBe(416);
    expect((await file(holder, '?as=gif')).body.code).toBe('invalid_request');
  });

  /** Downloads are counted after the answer. The wait would reveal a download that was counted without delivery. */
  const record = async () => {
    const now = async () => ok(await get(`/v1/certificates/${winner().id}`, { as: holder }), 200);
    await expect.poll(async () => (await now()).downloadCount).toBeGreaterThanOrEqual(delivered);
    await sleep(150);
    return now();
  };
  const head = (as: Person | undefined) => call('HEAD', `/v1/certificates/${winner().id}/file?as=png`, { as });

  it('is counted when it delivers the first byte: not for later ranges, 304, refusals or HEAD', async () => {
    const { downloadCount, firstDownloadedAt } = await record();
    const etag = (await file(holder, '?as=png')).headers.get('etag') ?? '';
    const others = [
      await file(holder, '?as=png', { 'if-none-match': etag }),
      await file(holder, '?as=png', { range: 'bytes=100-' }),
      await file(holder, '?as=png', { range: 'bytes=0-', 'if-none-match': etag }),
      await file(holder, '?as=png', { range: 'bytes=99999999-' }),
      await file(stage.players[1], '?as=png'),
      await head(holder),
    ];
    expect(others.map((answer) => answer.status)).toEqual([304, 206, 304, 416, 403, 200]);
    expect(await record()).toMatchObject({ downloadCount: downloadCount + 1, firstDownloadedAt });
    expect((await file(holder, '?as=png', { range: 'bytes=0-99' })).status).toBe(206);
    expect(await record()).toMatchObject({ downloadCount: downloadCount + 2, firstDownloadedAt });
  });

  it('cannot be counted by a caller who may not download', async () => {
    const { downloadCount } = await record();
    const count = (as: Person | undefined) =>
      backend().acknowledgeDownload({
        authorization: as === undefined ? null : `Bearer ${as.token}`,
        id: winner().id as Id<'certificate'>,
        format: 'pdf',
      });
    const answers = await Promise.all([count(stage.players[1]), count(undefined)]);
    expect(answers).toMatchObject([
      { kind: 'refused', code: 'forbidden' },
      { kind: 'refused', code: 'unauthenticated' },
    ]);
    expect((await record()).downloadCount).toBe(downloadCount);
  });

  it('twenty times concurrently is counted twenty times', async () => {
    const { downloadCount, firstDownloadedAt } = await record();
    await Promise.all(Array.from({ length: 20 }, () => file(holder)));
    expect(await record()).toMatchObject({ downloadCount: downloadCount + 20, firstDownloadedAt });
  });

  it('answers HEAD with the permissions and headers of GET', async () => {
    const [whole, headOnly] = [await file(holder, '?as=png'), await head(holder)];
    expect([headOnly.status, headOnly.text]).toEqual([200, '']);
    for (const name of ['etag', 'content-length', 'content-type', 'content-disposition', 'accept-ranges']) {
      expect(headOnly.headers.get(name), name).toBe(whole.headers.get(name));
    }
    expect([(await head(stage.players[1])).status, (await head(undefined)).status]).toEqual([403, 401]);
  });
});

describe('a certificate whose file', () => {
  const keyOf = async (code: string) => {
    const [row] =
      await database.sql`SELECT pdf_sha256, created_at FROM certificate_certificate WHERE code = ${code.replaceAll('-', '')}`;
    const month = new Date(row?.created_at).toISOString().slice(0, 7).replace('-', '/');
    return `pdf/${month}/${row?.pdf_sha256}.pdf`;
  };

  it('was overwritten in the store is altered', async () => {
    const { code } = certificates.find((certificate) => certificate.type === 'third_place') as Certificate;
    await firstStore.put({ ...(await anObject()), key: await keyOf(code) });
    expect(await verdictOf(code)).toMatchObject({ verdict: 'altered', fileCheck: 'differs' });
    expect(ok(await get(`/api/tournaments/certificates/verify/${code}/`), 200)).toMatchObject({
      valid: false,
      is_tampered: true,
    });
  });

  it('is missing stays valid by its record, and the page says that the file is missing', async () => {
    const { code } = certificates.find((certificate) => certificate.type === 'runner_up') as Certificate;
    await firstStore.delete(await keyOf(code));
    expect(await verdictOf(code)).toMatchObject({ verdict: 'valid', fileCheck: 'missing' });
    expect((await get(`/c/${code}`, { headers: html })).text).toContain('was not found in storage');
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
