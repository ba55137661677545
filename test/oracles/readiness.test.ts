// /readyz sends each store a request whose answer distinguishes a working store from a missing or inaccessible bucket.

import { afterAll, beforeAll, expect, inject, it, vi } from 'vitest';
import { readReadiness } from '../../src/app/readiness.ts';
import { toInstant } from '../../src/core/instant.ts';
import { createBreakers, createGuardedStore } from '../../src/objects/stores/breaker.ts';
import { createS3Store, type S3Config } from '../../src/objects/stores/s3.ts';
import { type S3Response, type ScriptedS3, startScriptedS3 } from '../support/servers/scripted-s3.ts';

let server: ScriptedS3;

beforeAll(async () => {
  server = await startScriptedS3(() => ({ status: 500 }));
});
afterAll(() => server?.stop());

const clock = () => toInstant(Date.now());

async function readinessOf(access: S3Config) {
  const breakers = createBreakers({ clock });
  const store = createGuardedStore(createS3Store(access, { readBudgetMs: 1_900 }), breakers, { clock });
  const probeDatabase = async () => ({ hasQueryCache: false, versionFault: null, webhookFault: null });
  return readReadiness({ probeDatabase, faults: [], guarded: [store], breakers: { s3: breakers } });
}

it.each(['s3', 'otherS3'] as const)(
  'a server that works (%s) is ok, and a missing bucket on it is down',
  async (name) => {
    const access = inject(name);
    expect((await readinessOf(access)).checks.s3).toBe('ok');
    expect((await readinessOf({ ...access, bucket: 'no-such-bucket' })).checks.s3).toBe('down');
  },
);

const error = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;

it.each<[string, string, S3Response]>([
  ['a missing key', 'ok', { status: 404, body: error('NoSuchKey') }],
  ['a missing bucket', 'down', { status: 404, body: error('NoSuchBucket') }],
  ['a 404 of a web server', 'down', { status: 404, body: '<html>Not Found</html>' }],
  ['a refusal', 'down', { status: 403, body: error('AccessDenied') }],
  ['a web page', 'down', { status: 200, body: '<html>Welcome</html>' }],
  ['a redirection', 'down', { status: 301, body: error('PermanentRedirect') }],
])('%s means %s', async (_, expected, answer) => {
  server.asked.length = 0;
  server.respond = () => answer;
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  try {
    const { status, checks, breakers } = await readinessOf(server.access);
    expect([status, checks.s3]).toEqual(['ready', expected]);
    expect(breakers.s3).toEqual({ read: 'closed', write: 'closed', list: 'closed' });
    expect(server.asked.every(({ method }) => method === 'GET')).toBe(true);
    // The log has the cause.
    const logged = warn.mock.calls.map(([line]) => JSON.parse(line));
    if (expected === 'ok') expect(logged).toEqual([]);
    else expect(logged).toMatchObject([{ store: 's3', operation: 'get', status: answer.status }]);
  } finally {
    warn.mockRestore();
  }
});
