// Downloads by a presigned S3 URL, from a server that stores checksums like Amazon S3.

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, inject, it, vi } from 'vitest';
import type { Demo } from '../../../src/cli/demo/play-demo.ts';
import { signToken } from '../../../src/cli/operator/sign-token.ts';
import { startWholeLaurel, type WholeLaurel } from '../../support/laurels/whole-laurel.ts';
import {
  type S3Request,
  type S3Response,
  type ScriptedS3,
  startScriptedS3,
} from '../../support/servers/scripted-s3.ts';

const otherS3 = inject('otherS3');
const metricsToken = 'a-token-for-the-metrics-of-a-test';
/** Checksums that the server computed during uploads. */
const checksums = new Map<string, string>();

let scripted: ScriptedS3;
let laurel: WholeLaurel;
let demo: Demo;
let id: string;
let headers: { authorization: string };

async function store(asked: S3Request): Promise<S3Response> {
  const { method, url, key, headers: sent, body } = asked;
  const names = ['authorization', 'content-type', 'range', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-meta-sha256'];
  const forwarded = names.flatMap((name) => (sent[name] === undefined ? [] : [[name, String(sent[name])] as const]));
  const given = method === 'PUT' ? { body: new Uint8Array(body) } : {};
  const answer = await fetch(otherS3.endpoint + url, { method, headers: Object.fromEntries(forwarded), ...given });
  const { 'transfer-encoding': _, connection: __, ...answered } = Object.fromEntries(answer.headers);
  if (method === 'PUT') checksums.set(key, createHash('sha256').update(body).digest('base64'));
  const checksum = sent['x-amz-checksum-mode'] === 'ENABLED' ? checksums.get(key) : undefined;
  const verified = checksum === undefined ? answered : { ...answered, 'x-amz-checksum-sha256': checksum };
  return { status: answer.status, headers: verified, body: new Uint8Array(await answer.arrayBuffer()) };
}

beforeAll(async () => {
  scripted = await startScriptedS3(store);
  laurel = await startWholeLaurel({
    CERT_S3_DUAL_WRITE: 'true',
    CERT_S3_READ_PRIMARY: 'true',
    METRICS_TOKEN: metricsToken,
    S3_ENDPOINT: scripted.access.endpoint,
    S3_BUCKET: otherS3.bucket,
    S3_REGION: otherS3.region,
    S3_ACCESS_KEY_ID: otherS3.accessKeyId,
    S3_SECRET_ACCESS_KEY: otherS3.secretAccessKey,
    S3_DIALECT: 'aws',
    S3_ADDRESSING: 'path',
  });
  demo = await laurel.playDemo();
  const token = await signToken(laurel.jwtSecret, { sub: demo.organizerId, roles: ['organizer'], ttlSeconds: 600 });
  headers = { authorization: `Bearer ${token}` };
  const legacy = await fetch(`${laurel.url}/api/tournaments/certificates/verify/${demo.winner.code}/`);
  id = ((await legacy.json()) as { certificate_id: string }).certificate_id;
});

afterAll(async () => {
  await laurel?.stop();
  await scripted?.stop();
});

beforeEach(() => {
  scripted.respond = store;
});

const ask = (init: RequestInit = {}, query = 'as=pdf&delivery=redirect') =>
  fetch(`${laurel.url}/v1/certificates/${id}/file?${query}`, {
    redirect: 'manual',
    ...init,
    headers: { ...headers, ...init.headers },
  });
/** Asks until the store answered within the read budget: a busy machine can exceed it, and the Worker sends the bytes. */
const redirect = () =>
  vi.waitFor(
    async () => {
      const answer = await ask();
      expect(answer.status).toBe(302);
      return answer;
    },
    { timeout: 30_000, interval: 500 },
  );
const record = async () =>
  (await (await fetch(`${laurel.url}/v1/certificates/${id}`, { headers })).json()) as { downloadCount: number };
const sha256Of = async (response: Response) =>
  createHash('sha256')
    .update(new Uint8Array(await response.arrayBuffer()))
    .digest('hex');

it('a redirect serves the issued bytes with their file name for 60 s, and counts as a download', async () => {
  await redirect();
  const streamed = await sha256Of(await ask({}, 'as=pdf'));
  const { downloadCount } = await record();
  const redirected = await redirect();
  expect([redirected.status, redirected.headers.get('cache-control')]).toEqual([302, 'private, no-store']);
  const url = new URL(redirected.headers.get('location') ?? '');
  expect([url.origin, url.searchParams.get('X-Amz-Expires')]).toEqual([scripted.access.endpoint, '60']);
  expect(url.searchParams.get('response-content-disposition')).toMatch(
    /^attachment; filename="certificate-[\w-]+\.pdf"$/,
  );
  expect(url.search).not.toContain('+');
  expect(await sha256Of(await fetch(url))).toBe(streamed);
  await expect.poll(async () => (await record()).downloadCount).toBeGreaterThan(downloadCount);
});

it('cert.s3.url counts redirects, and failures when S3 returns no valid checksum', async () => {
  const count = async (end: string) => {
    const metrics = await fetch(`${laurel.url}/metrics`, { headers: { authorization: `Bearer ${metricsToken}` } });
    const series = (await metrics.text()).matchAll(new RegExp(`^cert_s3_url_${end}_total{.*} (\\d+)$`, 'gm'));
    return [...series].reduce((sum, [, value]) => sum + Number(value), 0);
  };
  const before = { success: await count('success'), fail: await count('fail') };
  await redirect();
  scripted.respond = async (asked) => (asked.method === 'HEAD' ? { status: 403 } : store(asked));
  await ask();
  await expect.poll(() => count('success'), { interval: 300 }).toBeGreaterThan(before.success);
  await expect.poll(() => count('fail'), { interval: 300 }).toBeGreaterThan(before.fail);
});

const other = createHash('sha256').update('other').digest('base64');
const withChecksum = (checksum: string | null) => async (asked: S3Request) => {
  const answer = await store(asked);
  const { 'x-amz-checksum-sha256': _, ...rest } = { 'x-amz-checksum-sha256': '', ...answer.headers };
  return { ...answer, headers: checksum === null ? rest : { ...rest, 'x-amz-checksum-sha256': checksum } };
};

it.each<[string, (asked: S3Request) => Promise<S3Response>]>([
  ['returns another checksum', withChecksum(other)],
  ['returns a composite checksum', withChecksum(`${other}-2`)],
  ['returns no checksum, only metadata', withChecksum(null)],
  ['has no such object', async (asked) => (asked.method === 'HEAD' ? { status: 404 } : store(asked))],
  ['fails', async () => ({ status: 500 })],
])('when S3 %s, the Worker sends the correct bytes itself', async (_, respond) => {
  const streamed = await sha256Of(await ask({}, 'as=pdf'));
  scripted.respond = respond;
  const answer = await ask();
  expect([answer.status, await sha256Of(answer)]).toEqual([200, streamed]);
});

it('the Worker answers HEAD and conditional requests; other delivery values are refused', async () => {
  expect((await ask({ method: 'HEAD' })).status).toBe(200);
  const etag = (await ask({}, 'as=pdf')).headers.get('etag') ?? '';
  expect((await ask({ headers: { 'if-none-match': etag } })).status).toBe(304);
  expect((await ask({}, 'as=pdf&delivery=post')).status).toBe(422);
});

it('a revoked certificate returns 410 with both deliveries', async () => {
  const body = JSON.stringify({ reason: 'Issued by mistake.' });
  const revoked = await fetch(`${laurel.url}/v1/certificates/${id}/revocation`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  });
  expect(revoked.status, await revoked.text()).toBe(200);
  expect((await ask()).status).toBe(410);
});
