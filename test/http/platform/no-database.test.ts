// Responses while the database is unreachable: 503 with Retry-After, never a verdict.

import { env } from 'cloudflare:workers';
import { expect, inject, it } from 'vitest';
import { expiryOf, linkText, signedText } from '../../../src/certificates/links/download-link.ts';
import { createLinkKeys } from '../../../src/certificates/links/link-keys.ts';
import { systemClock } from '../../../src/core/instant.ts';
import { aPerson, get, post } from '../../support/isolate/api.ts';
import { rebind } from '../../support/isolate/isolate.ts';

await rebind({ DATABASE_URL: `postgres://laurel:hidden@127.0.0.1:${inject('closedPort')}/laurel` });

const code = '7K2M-9QXA-0B1C-D3EF';

it('programs get a problem that names the dependency and leaks no secret', async () => {
  const answers = [
    await get(`/c/${code}`, { headers: { accept: 'application/json' } }),
    await get('/v1/tournaments'),
    await post('/v1/wallets', { as: await aPerson(), body: {} }),
  ];
  for (const answer of answers) {
    expect([answer.status, answer.body.code, answer.body.facts.dependency]).toEqual([503, 'unavailable', 'database']);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(answer.text).not.toContain('hidden');
  }
});

it.each([
  ['en', 'cannot be looked up just now', 'says nothing about the certificate'],
  ['bn', 'এই মুহূর্তে খুঁজে দেখা যাচ্ছে না', 'সত্যতা সম্পর্কে কিছুই বোঝায় না'],
])('browsers get a page in %s that says so', async (language, heading, hint) => {
  const page = await get(`/c/${code}?lang=${language}`, { headers: { accept: 'text/html' } });
  expect([page.status, page.headers.get('cache-control')]).toEqual([503, 'no-store']);
  expect(page.text).toContain(heading);
  expect(page.text).toContain(hint);
});

it('a download link is judged without the database; only the right of its person needs it', async () => {
  const keys = createLinkKeys({ secrets: [(env as unknown as { JWT_SECRET: string }).JWT_SECRET], fault: null });
  const reader = { playerId: 'ply_00000000000000000000000000', role: 'player' } as const;
  const id = 'crt_00000000000000000000000000';
  const link = { id, format: 'pdf', reader, expiresAt: expiryOf(systemClock()) } as const;
  const path = `/v1/certificates/downloads/${linkText(link, await keys.sign(signedText(link)))}`;
  const [forged, signed] = [await get(path.replace('.pdf.', '.png.')), await get(path)];
  expect([forged.status, forged.body.code]).toEqual([403, 'link_not_valid']);
  expect([signed.status, signed.body.code]).toEqual([503, 'unavailable']);
});

it('the server is healthy but not ready', async () => {
  expect((await get('/healthz')).status).toBe(200);
  const checks = { database: 'down', r2: 'ok', s3: 'ok' };
  const closed = { read: 'closed', write: 'closed', list: 'closed' };
  const body = { status: 'not_ready', checks, faults: [], breakers: { r2: closed, s3: closed } };
  await expect.poll(() => get('/readyz')).toMatchObject({ status: 503, body });
});
