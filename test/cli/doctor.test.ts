// `npm run doctor`: one change of a sound environment gives exactly one more fault, which names it and how to mend it.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { asAppRole } from '../../src/cli/database/app-role.ts';
import { repositoryFolder } from '../../src/cli/dev/home-folder.ts';
import { checkDeployment, checkPlan } from '../../src/cli/doctor/check-deployment.ts';
import { checkClock } from '../../src/cli/doctor/clock-skew.ts';
import { examine } from '../../src/cli/doctor/doctor.ts';
import { describeFindings, type Finding } from '../../src/cli/doctor/finding.ts';
import { createDatabase } from '../support/isolate/new-database.ts';
import { startScriptedS3 } from '../support/servers/scripted-s3.ts';

const folder = mkdtempSync(join(tmpdir(), 'laurel-doctor-'));
const file = join(folder, 'wrangler.toml');
const id = 'd1b2c3d4e5f60718293a4b5c6d7e8f90';
const s3 = inject('s3');

/** What the server answers by path: Cloudflare's API, or a deployed Worker. */
let answers: Record<string, unknown> = {};
let server: Server;
let url: string;
let ownerUrl: string;

const soundToml = readFileSync(join(repositoryFolder, 'wrangler.toml'), 'utf8')
  .replaceAll('PUBLIC_URL = ""', 'PUBLIC_URL = "https://laurel.test"')
  .replace('id = "00000000000000000000000000000000"', `id = "${id.replace('d', 'e')}"`)
  .replace('id = "00000000000000000000000000000000"', `id = "${id}"`);

const soundAccount = {
  [`/hyperdrive/configs/${id}`]: { caching: { disabled: true }, origin: { user: 'laurel_app' } },
  '/r2/buckets/laurel-production-certificates': { name: 'laurel-production-certificates' },
  '/queues?per_page=100': ['jobs', 'jobs-dead', 'webhooks']
    .map((name) => `laurel-production-${name}`)
    .map((queue_name) => ({
      queue_name,
    })),
  '/workers/scripts/laurel-production/secrets': ['JWT_SECRET', 'METRICS_TOKEN'].map((name) => ({ name })),
};

const soundVariables = () => ({
  CLOUDFLARE_API_BASE_URL: url,
  CLOUDFLARE_API_TOKEN: 'token',
  CLOUDFLARE_ACCOUNT_ID: 'account',
  DATABASE_URL: asAppRole(ownerUrl),
  S3_ENDPOINT: s3.endpoint,
  S3_BUCKET: s3.bucket,
  S3_REGION: s3.region,
  S3_ACCESS_KEY_ID: s3.accessKeyId,
  S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
});

beforeAll(async () => {
  ownerUrl = await createDatabase();
  server = createServer(({ url: path = '' }, response) => {
    const result = answers[path.replace('/accounts/account', '')];
    response.writeHead(result === undefined ? 404 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(path === '/readyz' ? result : { result }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server?.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Change {
  readonly toml?: (text: string) => string;
  readonly account?: Record<string, unknown>;
  readonly variables?: Record<string, string | undefined>;
}

async function faultsWith({ toml = (text) => text, account = {}, variables = {} }: Change): Promise<Finding[]> {
  writeFileSync(file, toml(soundToml));
  answers = { ...soundAccount, ...account };
  const found = await examine({ name: 'production', hasBuild: false, file }, { ...soundVariables(), ...variables });
  return found.filter(({ level }) => level === 'fault');
}

const inProduction = (from: string, to: string) => (text: string) => {
  const [before = '', after = ''] = text.split('[env.production]\n');
  return `${before}[env.production]\n${after.replace(from, to)}`;
};

it('a sound environment has no fault', async () => expect(describeFindings(await faultsWith({}))).not.toContain('✗'));

it.each<[string, Change, string]>([
  [
    'a binding is missing',
    { toml: inProduction('binding = "CERTIFICATES"', 'binding = "FILES"') },
    'CERTIFICATES is not declared',
  ],
  ['a variable is missing', { toml: inProduction('BACKEND_SHARDS = "2"\n', '') }, 'BACKEND_SHARDS is not declared'],
  [
    'the bucket is that of staging',
    {
      toml: inProduction(
        'bucket_name = "laurel-production-certificates"',
        'bucket_name = "laurel-staging-certificates"',
      ),
      account: { '/r2/buckets/laurel-staging-certificates': {} },
    },
    'is also that of staging',
  ],
  ['Hyperdrive is a placeholder', { toml: inProduction(id, '0'.repeat(32)) }, 'placeholder'],
  [
    'the address is not public',
    { toml: inProduction('https://laurel.test', 'http://localhost:8787') },
    'PUBLIC_URL does not begin with https://',
  ],
  [
    'a flag needs a second store',
    { toml: inProduction('READ_PRIMARY = "false"', 'READ_PRIMARY = "true"') },
    'S3_ENDPOINT is not set',
  ],
  [
    'a secret is not set',
    {
      account: {
        '/workers/scripts/laurel-production/secrets': [{ name: 'METRICS_TOKEN' }, { name: 'DOWNLOAD_SECRET' }],
      },
    },
    'JWT_SECRET is not set',
  ],
  ['a secret is too short', { variables: { JWT_SECRET: 'short' } }, 'at least 32 characters'],
  [
    "Hyperdrive's cache is on",
    { account: { [`/hyperdrive/configs/${id}`]: { caching: {}, origin: { user: 'laurel_app' } } } },
    'query cache',
  ],
  [
    'Hyperdrive logs in as the owner',
    { account: { [`/hyperdrive/configs/${id}`]: { caching: { disabled: true }, origin: { user: 'postgres' } } } },
    'logs in as postgres',
  ],
  [
    'the bucket does not exist',
    { account: { '/r2/buckets/laurel-production-certificates': undefined } },
    'certificates does not exist',
  ],
  [
    'a queue does not exist',
    {
      account: {
        '/queues?per_page=100': ['jobs', 'webhooks'].map((name) => ({ queue_name: `laurel-production-${name}` })),
      },
    },
    'laurel-production-jobs-dead does not exist',
  ],
  [
    'the database does not answer',
    { variables: { DATABASE_URL: 'postgres://laurel_app@127.0.0.1:1/laurel' } },
    'refuses connections',
  ],
  ['the key of the store is wrong', { variables: { S3_SECRET_ACCESS_KEY: 'wrong' } }, 's3'],
  [
    'the bucket of the store does not exist',
    { variables: { S3_BUCKET: 'no-such-bucket' } },
    'no-such-bucket|NoSuchBucket',
  ],
  ['the variables of the store are incomplete', { variables: { S3_BUCKET: undefined } }, 'S3_BUCKET'],
])('%s: one fault says so', async (_, change, said) => {
  const faults = await faultsWith(change);
  expect(faults.map(({ what }) => what)).toEqual([expect.stringMatching(new RegExp(said))]);
  expect(faults.every(({ why, mend }) => why !== undefined && mend !== undefined)).toBe(true);
});

it.each([
  [
    'a bucket in another region',
    400,
    'AuthorizationHeaderMalformed',
    /^the bucket is in another region: set the region/,
  ],
  ['an expired session token', 400, 'ExpiredToken', /^the session token has expired: get a new one/],
  ['a clock that is 20 minutes off', 403, 'RequestTimeTooSkewed', /^the clock of this machine is wrong/],
])('%s: the fault says what mends it', async (_, status, code, mend) => {
  const store = await startScriptedS3(() => ({ status, body: `<Error><Code>${code}</Code></Error>` }));
  const { endpoint, bucket } = store.access;
  const faults = await faultsWith({ variables: { S3_ENDPOINT: endpoint, S3_BUCKET: bucket } });
  await store.stop();
  expect(faults.map(({ check }) => check)).toEqual(['s3']);
  expect(faults[0]?.what).toContain(code);
  expect(faults[0]?.mend).toMatch(mend);
});

it('a database that is older, newer, never migrated or used by its owner is a fault', async () => {
  const changed = async (statement: string) => {
    const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
    try {
      await sql.unsafe(statement);
    } finally {
      await sql.end();
    }
    return (await faultsWith({})).map(({ what }) => what);
  };
  const insert = 'INSERT INTO drizzle.__drizzle_migrations (hash, created_at) VALUES';
  expect(await changed(`${insert} ('later', 99)`)).toEqual([expect.stringContaining('newer')]);
  const oldest = '(SELECT min(id) FROM drizzle.__drizzle_migrations)';
  await changed('DELETE FROM drizzle.__drizzle_migrations WHERE created_at = 99');
  expect(await changed(`DELETE FROM drizzle.__drizzle_migrations WHERE id = ${oldest}`)).toEqual([
    expect.stringContaining('1 of'),
  ]);
  expect(await changed('REVOKE USAGE ON SCHEMA drizzle FROM laurel_app')).toEqual([
    expect.stringContaining('never been migrated'),
  ]);
  const asOwner = await faultsWith({ variables: { DATABASE_URL: ownerUrl } });
  expect(asOwner.map(({ check }) => check)).toEqual(['migrations', 'role']);
});

it('a role that owns nothing, but is a member of one that does, is a fault', async () => {
  const [owner, member] = ['owner', 'member'].map((name) => `${name}_${crypto.randomUUID().replaceAll('-', '')}`);
  const [own, sql] = [await createDatabase(), postgres(ownerUrl, { max: 1, onnotice: () => {} })];
  const inOwn = postgres(own, { max: 1, onnotice: () => {} });
  await sql.unsafe(`CREATE ROLE ${owner}; CREATE ROLE ${member} LOGIN PASSWORD 'member' IN ROLE laurel_app, ${owner}`);
  await inOwn.unsafe(`CREATE TABLE owned (id int); ALTER TABLE owned OWNER TO ${owner}`);
  const url = new URL(own);
  [url.username, url.password] = [member ?? '', 'member'];
  const faults = await faultsWith({ variables: { DATABASE_URL: url.href } });
  expect(faults.map(({ what }) => what)).toEqual([
    `${member} owns 1 tables, views or indexes, or may act as their owner`,
  ]);
  await inOwn.unsafe(`DROP TABLE owned; DROP ROLE ${member}; DROP ROLE ${owner}`);
  await Promise.all([sql.end(), inOwn.end()]);
});

it('what a deployed Worker says is repeated, and something else at the address is not examined', async () => {
  answers = {
    '/readyz': {
      status: 'not_ready',
      faults: [{ variable: 'JWT_SECRET', reason: 'is not set' }],
      checks: { database: 'down', r2: 'ok' },
    },
  };
  const found = await checkDeployment(url);
  expect(found.map(({ level, what }) => [level, what])).toEqual([
    ['fault', 'JWT_SECRET is not set'],
    ['fault', 'database is down'],
    ['ok', 'that of Cloudflare agrees'],
  ]);
  answers = { '/readyz': { hello: 'world' } };
  expect((await checkDeployment(url)).map(({ level }) => level)).toEqual(['unchecked']);
});

it('a clock that differs by more than a minute is a fault', () => {
  const levels = [0, 59_000, -59_000, 61_000, -1_200_000].map((ms) => checkClock('s3', 1e12 + ms, 1e12).level);
  expect(levels).toEqual(['ok', 'ok', 'ok', 'fault', 'fault']);
  expect(checkClock('s3', 0, 1_200_000).what).toContain('1200 s behind');
});

it('a Worker above 10 MiB is a fault', () => {
  expect(checkPlan(3_000).map(({ level }) => level)).toEqual(['ok', 'warning']);
  expect(checkPlan(10_241)[0]?.level).toBe('fault');
});

it('staging and production can be deployed: only what an account gives is missing', async () => {
  for (const name of ['staging', 'production']) {
    const found = await examine({ name, hasBuild: false }, { JWT_SECRET: 'x'.repeat(32) });
    const faults = found.filter(({ level }) => level === 'fault').map(({ what }) => what);
    expect(faults).toEqual([expect.stringContaining('placeholder'), 'PUBLIC_URL is not set']);
  }
});

it('an environment without BACKEND_LOCATION is warned, because an object stays where it was created', async () => {
  writeFileSync(file, soundToml.replaceAll('BACKEND_LOCATION = ""', 'BACKEND_LOCATION = "weur"'));
  const levels = async (options: object) =>
    (await examine({ name: 'production', hasBuild: false, ...options }, {}))
      .filter(({ check }) => check === 'location')
      .map(({ level }) => level);
  expect([await levels({ file }), await levels({})]).toEqual([['ok'], ['warning']]);
});

it('a secret that may be in the account is no fault while the account is not asked', async () => {
  const found = await examine({ name: 'production', hasBuild: false }, {});
  const about = found.filter(({ what }) => what.includes('JWT_SECRET is not set'));
  expect(about.map(({ level, mend }) => [level, mend?.includes('secret put')])).toEqual([['unchecked', true]]);
});

it('an unknown environment is refused with the names of the others', async () => {
  await expect(examine({ name: 'prod', hasBuild: false }, {})).rejects.toThrow('staging, production');
});
