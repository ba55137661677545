// Download links: who gets one, what it opens, and that everything is judged again when it is used.

import { env, exports } from 'cloudflare:workers';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../../src/app/api.ts';
import { createBackendRpc } from '../../../src/app/backend-rpc.ts';
import { edge } from '../../../src/app/edge.ts';
import { type DownloadLink, expiryOf, linkText, signedText } from '../../../src/certificates/links/download-link.ts';
import { createLinkKeys } from '../../../src/certificates/links/link-keys.ts';
import type { OpenLinkPorts } from '../../../src/certificates/links/open-link.ts';
import type { Id } from '../../../src/core/id.ts';
import { systemClock, toInstant } from '../../../src/core/instant.ts';
import type { GrantedRoles } from '../../../src/http/context.ts';
import { bn } from '../../../src/pages/words-bn.ts';
import { en } from '../../../src/pages/words-en.ts';
import { createApiServices, edgeServicesOf } from '../../../src/platform/cloudflare/services.ts';
import { untilIssued } from '../../support/certificates/certificates.ts';
import { type Answer, aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import {
  aTournament,
  enter,
  move,
  ok,
  people,
  playAllMatches,
  type Stage,
} from '../../support/tournaments/tournament.ts';

useDatabase();
await rebind({ RATE_LIMITS: 'off' });

interface Certificate {
  readonly id: Id<'certificate'>;
  readonly code: string;
  readonly displayName: string;
}

let stage: Stage & { players: Person[] };
let certificates: Certificate[];
/** For a spelling of its name. */
let waiting: Certificate;

beforeAll(async () => {
  const [tournament, named, unprintable] = [await aTournament({ capacity: 12 }), await people(10), await aPerson()];
  stage = { ...tournament, players: [...named, unprintable] };
  await move(stage, 'published', 'registration_open');
  await enter(stage, named);
  await enter(stage, [unprintable], { displayName: 'محمد علي' });
  await move(stage, 'registration_closed', 'live');
  await playAllMatches(stage);
  await move(stage, 'completed');
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  const { items } = await untilIssued(stage);
  certificates = items.filter(({ state }: { state: string }) => state === 'active');
  waiting = items.find(({ state }: { state: string }) => state === 'pending');
});

/** Each test that changes one has a certificate of its own. */
const next = () => certificates.shift() as Certificate;
const first = () => certificates.at(-1) as Certificate;
const holderOf = ({ displayName }: Certificate) =>
  stage.players.find((player) => player.name === displayName) as Person;
const codeOf = (answer: Answer<{ code?: string }>) => [answer.status, answer.body.code];
const ask = ({ id }: Certificate, as: Person | undefined, body: object = {}) =>
  post(`/v1/certificates/${id}/download-links`, { as, body });

const publicUrl = 'https://laurel.test';
const pathOf = (url: string) => url.slice(publicUrl.length);
/** The path of a new link. */
const linkTo = async (one: Certificate, as = holderOf(one), body: object = {}): Promise<string> =>
  pathOf(ok(await ask(one, as, body), 201).url);

const keys = createLinkKeys({ secrets: [(env as unknown as { JWT_SECRET: string }).JWT_SECRET], fault: null });
/** A link that is signed correctly, whoever may have it. */
const signed = async ({ id }: Certificate, fields: Partial<DownloadLink> = {}): Promise<string> => {
  const reader = { playerId: stage.organizer.id as Id<'player'>, role: 'player' } as const;
  const link = { id, format: 'pdf', reader, expiresAt: expiryOf(systemClock()), ...fields } as const;
  return `/v1/certificates/downloads/${linkText(link, await keys.sign(signedText(link)))}`;
};
const readerOf = ({ id }: Person) => ({ playerId: id as Id<'player'>, role: 'player' }) as const;

const bytesOf = async (path: string, headers: Record<string, string> = {}) => {
  const response = await exports.default.fetch(publicUrl + path, { headers });
  expect(response.status).toBe(200);
  return new Uint8Array(await response.arrayBuffer());
};

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

describe('a browser that opens a refused link', () => {
  const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
  const open = (path: string, language: string) => get(path, { headers: { accept, 'accept-language': language } });

  it.each([
    ['en', en],
    ['bn', bn],
  ] as const)('gets a page that says what to do, in %s', async (language, texts) => {
    const path = await signed(first(), { expiresAt: toInstant(Date.now() - 1000) });
    for (const opened of [await open(path, language), await open(`${path}?lang=${language}`, 'de')]) {
      expect([opened.status, opened.headers.get('content-type')]).toEqual([403, 'text/html; charset=UTF-8']);
      expect(opened.text).toContain(`<html lang="${language}">`);
      for (const text of [texts.linkEnded, texts.linkEndedHint]) expect(opened.text).toContain(text);
      expect(opened.headers.get('cache-control')).toContain('no-store');
      expect(opened.headers.get('referrer-policy')).toBe('no-referrer');
    }
  });

  it('gets another page if the certificate is refused', async () => {
    const one = next();
    const link = await linkTo(one);
    ok(
      await post(`/v1/certificates/${one.id}/revocation`, { as: stage.organizer, body: { reason: 'Wrong result' } }),
      200,
    );
    const { status, text } = await open(link, 'en');
    expect(status).toBe(410);
    expect(text).toContain(en.noDownload);
    expect(text).not.toContain('Wrong result');
  });

  it('gets the problem itself as a program', async () => {
    const path = await signed(first(), { expiresAt: toInstant(Date.now() - 1000) });
    for (const type of ['application/json', '*/*'])
      expect((await get(path, { headers: { accept: type } })).body.code).toBe('link_not_valid');
  });
});

describe('when it is used', () => {
  const act = ({ id }: Certificate, path: string, body: object, as = stage.organizer, method = 'POST') =>
    call(method, `/v1/certificates/${id}/${path}`, { as, body });
  const reason = 'Under review by the league';

  it.each([
    ['suspended', 'suspension', 409, 'certificate_suspended'],
    ['revoked', 'revocation', 410, 'certificate_revoked'],
  ])('a %s certificate is refused as with a token', async (_, path, status, code) => {
    const one = next();
    const link = await linkTo(one);
    ok(await act(one, path, { reason }), 200);
    expect(codeOf(await get(link))).toEqual([status, code]);
    expect((await get(link)).body.facts).toMatchObject({ reason });
    expect(codeOf(await ask(one, holderOf(one)))).toEqual([status, code]);
  });

  it('a suspension that has ended lets the same link work again', async () => {
    const one = next();
    const link = await linkTo(one);
    ok(await act(one, 'suspension', { reason }), 200);
    ok(await act(one, 'reinstatement', { reason }), 200);
    expect((await get(link)).status).toBe(200);
  });

  it('a replaced certificate is refused, and its link does not open the replacement', async () => {
    const one = next();
    const link = await linkTo(one);
    const { code } = ok(await act(one, 'replacement', { reason, displayName: 'Ada King' }), 202);
    const answer = await get(link);
    expect([...codeOf(answer), answer.body.facts.replacedBy]).toEqual([410, 'certificate_replaced', code]);
  });

  it('a certificate that is hidden from the public still opens for its holder', async () => {
    const one = next();
    const link = await linkTo(one);
    ok(await act(one, 'privacy', { isPrivate: true }, holderOf(one), 'PUT'), 200);
    expect((await get(link)).status).toBe(200);
  });

  it('a certificate whose name waits to be spelled says so, and gets no link', async () => {
    expect(codeOf(await get(await signed(waiting)))).toEqual([409, 'needs_printed_name']);
    expect(codeOf(await ask(waiting, stage.organizer))).toEqual([409, 'needs_printed_name']);
  });

  it('the person must still have the right', async () => {
    const stranger = await signed(first(), { reader: readerOf(await aPerson()) });
    expect(codeOf(await get(stranger))).toEqual([403, 'forbidden']);
  });

  it('a role that was granted in Laurel and withdrawn ends it at once; the role of a token lasts as long as the link', async () => {
    const [admin, granted] = [await aPerson({ roles: ['admin'] }), await aPerson()];
    ok(await post(`/v1/players/${granted.id}/roles`, { as: admin, body: { role: 'admin' } }), 200);
    const [own, byToken] = [await linkTo(first(), granted), await linkTo(first(), admin)];
    expect([own.includes('.admin.'), byToken.includes('.admin.')]).toEqual([false, true]);
    expect([(await get(own)).status, (await get(byToken)).status]).toEqual([200, 200]);
    await call('DELETE', `/v1/players/${granted.id}/roles/admin`, { as: admin });
    expect([codeOf(await get(own)), (await get(byToken)).status]).toEqual([[403, 'forbidden'], 200]);
  });
});

describe('with other services', () => {
  const waiter = { waitUntil: () => {}, passThroughOnException: () => {}, props: {} } as unknown as ExecutionContext;
  const atEdge = async (path: string, links: Partial<OpenLinkPorts>) => {
    const own = edgeServicesOf(env as unknown as Env);
    const services = { ...own, links: { ...own.links, ...links } };
    const response = await edge.fetch(new Request(publicUrl + path), { services }, waiter);
    const isFile = response.headers.get('content-type') === 'application/pdf';
    return [response.status, isFile ? 'file' : ((await response.json()) as { code: string }).code];
  };

  it('the clock decides to the millisecond', async () => {
    const expiresAt = toInstant(1_900_000_000_000);
    const path = await signed(first(), { expiresAt });
    const open = (offsetMs: number) => atEdge(path, { clock: () => toInstant(Date.parse(expiresAt) + offsetMs) });
    expect(await open(-1)).toEqual([200, 'file']);
    expect(await open(0)).toEqual([403, 'link_not_valid']);
    expect(await open(1)).toEqual([403, 'link_not_valid']);
  });

  it('a server without a secret makes and opens no links, and names the variable to those who may download', async () => {
    const fault = { variable: 'DOWNLOAD_SECRET', reason: 'is not set' };
    const linkKeys = createLinkKeys({ secrets: [], fault });
    expect(await atEdge(await signed(first()), { linkKeys })).toEqual([503, 'misconfigured']);
    const own = createApiServices(env as unknown as Env, waiter);
    try {
      const create = async ({ token }: Person) => {
        const headers = { authorization: `Bearer ${token}` };
        const path = `/v1/certificates/${first().id}/download-links`;
        const services = { ...own, linkKeys };
        return (await api.request(path, { method: 'POST', headers }, { services })).json();
      };
      expect(await create(stage.organizer)).toMatchObject({ status: 503, code: 'misconfigured', facts: fault });
      expect(await create(await aPerson())).toMatchObject({ status: 403, code: 'forbidden' });
    } finally {
      await own.ports.db.close();
    }
  });

  it('granted roles are looked up afresh for a link, and may be cached for a token', async () => {
    const own = createApiServices(env as unknown as Env, waiter);
    try {
      const asked: boolean[] = [];
      const grantedRoles: GrantedRoles = async (_, { isFresh }) => {
        asked.push(isFresh);
        return new Set();
      };
      const rpc = createBackendRpc({ ...own, grantedRoles });
      const [stranger, file] = [await aPerson(), { id: first().id, format: 'pdf' } as const];
      const byLink = await rpc.grantDownload({ ...file, reader: readerOf(stranger) });
      const byToken = await rpc.grantDownload({ ...file, authorization: `Bearer ${stranger.token}` });
      expect([byLink, byToken]).toMatchObject([{ code: 'forbidden' }, { code: 'forbidden' }]);
      expect(asked).toEqual([true, false]);
    } finally {
      await own.ports.db.close();
    }
  });
});
