// Download links when they are used: everything is judged again, and a browser reads why a link is refused.

import { env } from 'cloudflare:workers';
import { beforeAll, describe, expect, it } from 'vitest';
import { api } from '../../../src/app/api.ts';
import { createBackendRpc } from '../../../src/app/backend-rpc.ts';
import { edge } from '../../../src/app/edge.ts';
import { createLinkKeys } from '../../../src/certificates/links/link-keys.ts';
import type { OpenLinkPorts } from '../../../src/certificates/links/open-link.ts';
import { toInstant } from '../../../src/core/instant.ts';
import type { GrantedRoles } from '../../../src/http/context.ts';
import { bn } from '../../../src/pages/words-bn.ts';
import { en } from '../../../src/pages/words-en.ts';
import { createApiServices, edgeServicesOf } from '../../../src/platform/cloudflare/services.ts';
import {
  ask,
  type Certificate,
  codeOf,
  linkActs,
  linkedCertificates,
  publicUrl,
  readerOf,
} from '../../support/certificates/download-links.ts';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { rebind } from '../../support/isolate/isolate.ts';
import { ok, type Stage } from '../../support/tournaments/tournament.ts';

useDatabase();
await rebind({ RATE_LIMITS: 'off' });

let stage: Stage & { players: Person[] };
let certificates: Certificate[];
/** For a spelling of its name. */
let waiting: Certificate;

beforeAll(async () => {
  ({ stage, certificates, waiting } = await linkedCertificates());
});

const { signed, first, next, linkTo, holderOf } = linkActs(() => ({ stage, certificates }));

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
