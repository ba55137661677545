// Download links: who gets one, what it opens, how often it counts, and which are not valid.

import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { toInstant } from '../../../src/core/instant.ts';
import {
  ask,
  bytesOf,
  type Certificate,
  codeOf,
  linkActs,
  linkedCertificates,
  publicUrl,
} from '../../support/certificates/download-links.ts';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { ok, type Stage } from '../../support/tournaments/tournament.ts';

useDatabase();
await rebind({ RATE_LIMITS: 'off' });

let stage: Stage & { players: Person[] };
let certificates: Certificate[];

beforeAll(async () => {
  ({ stage, certificates } = await linkedCertificates());
});

const { first, holderOf, linkTo, next, signed } = linkActs(() => ({ stage, certificates }));

describe('a link', () => {
  it('is made for the holder, the organizer and an administrator, and for nobody else', async () => {
    const one = first();
    const [admin, moderator] = [await aPerson({ roles: ['admin'] }), await aPerson({ roles: ['moderator'] })];
    for (const as of [holderOf(one), stage.organizer, admin])
      expect((await get(await linkTo(one, as))).status).toBe(200);
    const stranger = holderOf(certificates[0] as Certificate);
    for (const as of [stranger, moderator]) expect(codeOf(await ask(one, as))).toEqual([403, 'forbidden']);
    expect(codeOf(await ask(one, undefined))).toEqual([401, 'unauthenticated']);
    expect(codeOf(await ask({ ...one, id: `crt_${'0'.repeat(26)}` }, stranger))).toEqual([404, 'not_found']);
  });

  it.each([
    ['pdf', {}],
    ['pdf', { format: 'pdf' }],
    ['png', { format: 'png' }],
  ])('sends the issued %s, as with a token, for %j', async (format, body) => {
    const one = first();
    const file = `/v1/certificates/${one.id}/file?as=${format}`;
    const withToken = await bytesOf(file, { authorization: `Bearer ${holderOf(one).token}` });
    expect(await bytesOf(await linkTo(one, holderOf(one), body))).toEqual(withToken);
  });

  it('refuses another format or an unknown field', async () => {
    const one = first();
    for (const body of [{ format: 'gif' }, { format: null }, { as: 'pdf' }])
      expect(codeOf(await ask(one, holderOf(one), body))).toEqual([422, 'invalid_request']);
  });

  it('is valid for 300 s at most, says until when, and is not cached', async () => {
    const before = Date.now();
    const answer = await ask(first(), stage.organizer);
    const left = Date.parse(answer.body.expiresAt) - before;
    expect(left).toBeGreaterThan(298_000);
    expect(Date.parse(answer.body.expiresAt) - Date.now()).toBeLessThanOrEqual(300_000);
    expect(answer.body.url.startsWith(`${publicUrl}/v1/certificates/downloads/`)).toBe(true);
    expect(answer.headers.get('cache-control')).toBe('private, no-store');
  });

  it('tells no cache, no next site and no name', async () => {
    const one = first();
    const path = await linkTo(one);
    const { headers } = await get(path);
    expect(headers.get('cache-control')).toBe('private, no-store, no-transform');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-disposition')).toBe(`attachment; filename="certificate-${one.code}.pdf"`);
    expect(decodeURIComponent(path).toLowerCase()).not.toContain('player 1');
    const refusal = await get(`${path}x`);
    expect(refusal.headers.get('cache-control')).toContain('no-store');
    expect(refusal.headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('answers HEAD, ranges and validators as with a token', async () => {
    const path = await linkTo(first());
    const whole = await bytesOf(path);
    const head = await call('HEAD', path);
    expect([head.status, head.text, head.headers.get('content-length')]).toEqual([200, '', String(whole.byteLength)]);
    const part = await get(path, { headers: { range: 'bytes=0-3' } });
    expect([part.status, part.text]).toEqual([206, '%PDF']);
    expect((await get(path, { headers: { range: 'bytes=99999999-' } })).status).toBe(416);
    const etag = head.headers.get('etag') ?? '';
    expect((await get(path, { headers: { 'if-none-match': etag } })).status).toBe(304);
    expect((await post(path, { body: {} })).status).toBe(405);
    expect(codeOf(await get(`${path}?as=png`))).toEqual([422, 'invalid_request']);
  });

  it('ignores a token that comes with it', async () => {
    const path = await linkTo(first());
    expect((await get(path, { as: await aPerson() })).status).toBe(200);
    expect((await get(path, { headers: { authorization: 'Bearer none' } })).status).toBe(200);
  });
});

describe('the count of downloads', () => {
  const countOf = async ({ id }: Certificate): Promise<number> =>
    ok(await get(`/v1/certificates/${id}`, { as: stage.organizer }), 200).downloadCount;

  it('grows by the first bytes alone; twenty links, made and used at once, all work', async () => {
    const one = next();
    const paths = await Promise.all(Array.from({ length: 20 }, () => linkTo(one)));
    expect(await countOf(one)).toBe(0);
    await call('HEAD', paths[0] as string);
    await get(paths[0] as string, { headers: { range: 'bytes=100-' } });
    const files = await Promise.all(paths.map((path) => bytesOf(path)));
    expect(files.every((bytes) => bytes.byteLength === files[0]?.byteLength)).toBe(true);
    await expect.poll(() => countOf(one)).toBe(20);
  });
});

describe('a link that is not valid', () => {
  const notValid = [403, 'link_not_valid'];

  it('with any changed byte is refused', async () => {
    const path = await linkTo(first());
    const prefix = '/v1/certificates/downloads/';
    const character = fc.constantFrom(...'abcXYZ0189-_.~%!*(é');
    await fc.assert(
      fc.asyncProperty(fc.nat(path.length - prefix.length - 1), character, async (offset, changed) => {
        const index = prefix.length + offset;
        fc.pre(path[index] !== changed);
        const answer = await get(path.slice(0, index) + changed + path.slice(index + 1));
        expect(codeOf(answer)).toEqual(notValid);
        expect(answer.body.facts).toBeUndefined();
      }),
      { numRuns: caseCount({ usual: 100, nightly: 2_000 }) },
    );
  });

  it('says the same of a certificate that exists and of one that does not', async () => {
    const [real, none] = [await signed(first()), await signed({ ...first(), id: `crt_${'0'.repeat(26)}` })];
    const answers = [await get(`${real.slice(0, -1)}!`), await get(`${none.slice(0, -1)}!`)];
    for (const { body } of answers) delete body.requestId;
    expect(answers[0]?.body).toEqual(answers[1]?.body);
    expect(answers[0]?.body).toMatchObject({ code: 'link_not_valid', detail: expect.stringContaining('new one') });
  });

  it('of one certificate, format or person opens no other', async () => {
    const [one, two] = [first(), certificates[0] as Certificate];
    const path = await linkTo(one, stage.organizer);
    for (const [from, to] of [
      [one.id, two.id],
      ['.pdf.', '.png.'],
      [stage.organizer.id, holderOf(one).id],
      ['.player.', '.admin.'],
    ] as const) {
      expect(path).toContain(from);
      expect(codeOf(await get(path.replace(from, to)))).toEqual(notValid);
    }
  });

  it('is one that has expired', async () => {
    const second = Math.floor(Date.now() / 1000) * 1000;
    expect(codeOf(await get(await signed(first(), { expiresAt: toInstant(second) })))).toEqual(notValid);
    expect((await get(await signed(first(), { expiresAt: toInstant(second + 300_000) }))).status).toBe(200);
  });
});
