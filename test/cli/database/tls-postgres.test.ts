// TLS to Postgres, as `sslmode` and `sslrootcert` of the address ask for it, from Node and from Deno. The server's certificate is for
// `localhost`, by an authority of its own (test/fixtures/tls; its key is not kept).

import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { denoCommand } from '../../../src/cli/dev/local-deno.ts';
import { refuseUnreachableDatabase } from '../../../src/cli/operator/check-database.ts';
import { type LocalPostgres, startLocalPostgres } from '../../../src/cli/postgres/local-postgres.ts';
import { chownToPostgres } from '../../../src/cli/postgres/postgres-process.ts';
import { openDatabase } from '../../../src/db/client.ts';

const folder = mkdtempSync(join(tmpdir(), 'laurel-tls-'));
const [authority, other] = ['authority', 'other-authority'].map((name) => `test/fixtures/tls/${name}.crt`);
let server: LocalPostgres;

beforeAll(async () => {
  const [certificate, key] = ['server.crt', 'server.key'].map((name) => join(folder, name)) as [string, string];
  for (const file of [certificate, key]) {
    cpSync(join('test/fixtures/tls', file.slice(folder.length)), file);
    // Postgres refuses a key that others may read.
    chmodSync(file, 0o600);
    chownToPostgres(file);
  }
  server = await startLocalPostgres({
    folder: join(folder, 'postgres'),
    password: 'administrator',
    durable: false,
    settings: ['ssl=on', `ssl_cert_file=${certificate}`, `ssl_key_file=${key}`],
  });
});
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const addressOf = (host: string, query: string) => `${server.url.replace('127.0.0.1', host)}${query}`;

/** Address and answer. */
const cases = (): [string, RegExp][] => [
  [addressOf('localhost', ''), /^plain text$/],
  [addressOf('localhost', `?sslmode=verify-full&sslrootcert=${authority}`), /^TLSv1\.3$/],
  // A name of the client's alone is not sent to the server.
  [addressOf('localhost', `?sslmode=require&channel_binding=require`), /^TLSv1\.3$/],
  [addressOf('127.0.0.1', `?sslmode=verify-ca&sslrootcert=${authority}`), /^TLSv1\.3$/],
  [
    addressOf('127.0.0.1', `?sslmode=verify-full&sslrootcert=${authority}`),
    /^down: the certificate of 127.0.0.1 is not accepted: [^;]+$/,
  ],
  [
    addressOf('localhost', `?sslmode=verify-full&sslrootcert=${other}`),
    /^down: the certificate of localhost is not accepted: [^;]+$/,
  ],
  [
    addressOf('127.0.0.1', `?sslmode=verify-ca&sslrootcert=${other}`),
    /^down: the certificate of 127.0.0.1 is not accepted: [^;]+$/,
  ],
  [addressOf('localhost', '?sslmode=verify-full'), /^down: the certificate of localhost is not accepted: [^;]+$/],
  // A mode that nobody knows checks everything.
  [addressOf('localhost', '?sslmode=verify-fulll'), /^down: the certificate of localhost/],
  [
    addressOf('localhost', '?sslmode=verify-full&sslrootcert=/none'),
    /^down: TLS to localhost is not possible: .*\/none/,
  ],
  [`${inject('postgresUrl')}?sslmode=require`, /^down: the server has no TLS, which sslmode asks for$/],
  [`${inject('postgresUrl')}?sslmode=prefer`, /^plain text$/],
];

it.each<[string, readonly string[]]>([
  ['Node', [process.execPath]],
  ['Deno', denoCommand.slice(0, -1)],
])('%s accepts the certificate that the address asks for, and says of every other one why not', async (_, command) => {
  const [program = '', ...args] = command;
  const asked = cases();
  const script = 'test/support/laurels/ask-database.ts';
  const env = { ...process.env, DENO_NO_UPDATE_CHECK: '1' };
  const { stdout } = await promisify(execFile)(program, [...args, script, ...asked.map(([url]) => url)], { env });
  const answers = JSON.parse(stdout) as string[];
  for (const [index, [, expected]] of asked.entries()) expect(answers[index]).toMatch(expected);
});

it('a connection over TLS that the server ends is opened again', async () => {
  const { sql, close } = openDatabase(addressOf('localhost', `?sslmode=verify-full&sslrootcert=${authority}`), 1);
  const administrator = postgres(server.url, { max: 1, onnotice: () => {} });
  const rows = await sql`SELECT repeat('x', 1000000) AS text, pg_backend_pid() AS pid`;
  expect(String(rows[0]?.text)).toHaveLength(1_000_000);
  const waiting = sql`SELECT pg_sleep(60)`.then(
    () => 'answered',
    () => 'ended',
  );
  const isBusy = () => administrator`SELECT 1 FROM pg_stat_activity WHERE pid = ${rows[0]?.pid} AND state = 'active'`;
  await expect.poll(async () => (await isBusy()).length).toBe(1);
  await administrator`SELECT pg_terminate_backend(${rows[0]?.pid})`;
  expect(await waiting).toBe('ended');
  // As without TLS, what is asked within the first milliseconds is refused.
  const asked = () => sql`SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()`.catch(() => []);
  await expect.poll(async () => (await asked())[0]?.ssl).toBe(true);
  await close();
  await administrator.end();
});

it('commands say what is wrong with a certificate', async () => {
  const refusal = (url: string) =>
    refuseUnreachableDatabase(url).then(
      () => 'none',
      (error: Error) => error.message,
    );
  expect(await refusal(addressOf('localhost', '?sslmode=verify-full'))).toMatch(
    /has a certificate that is not accepted/,
  );
  expect(await refusal(addressOf('localhost', '?sslmode=require'))).toBe('none');
});
