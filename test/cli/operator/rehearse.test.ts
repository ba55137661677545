// `npm run rehearse` against failing, refusing and slow servers: its report, and that it leaves no objects.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { describeRehearsal, type Rehearsed, rehearse } from '../../../src/cli/operator/rehearse.ts';
import type { Permission, Refusal } from '../../../src/objects/rehearsal/rehearse-permissions.ts';
import { createS3Store } from '../../../src/objects/stores/s3.ts';
import { patient } from '../../contracts/object-store.ts';
import { type CheckedS3, startCheckedS3 } from '../../support/servers/checked-s3.ts';
import { type FaultProxy, startFaultProxy } from '../../support/servers/fault-proxy.ts';
import { planFaults, type S3Access } from '../../support/servers/faults.ts';
import {
  type S3Request,
  type S3Response,
  type ScriptedS3,
  startScriptedS3,
} from '../../support/servers/scripted-s3.ts';

const home = mkdtempSync(join(tmpdir(), 'laurel-rehearse-'));
const { s3, otherS3 } = { s3: inject('s3'), otherS3: inject('otherS3') };
const notRefused = ({ refusals }: Rehearsed) =>
  refusals.flatMap(({ permission, failed }) => (failed === null ? [] : [permission]));
const args = ['--objects', '12', '--size-kb', '2'];
const fast = ['--upload-p95-ms', '60000', '--upload-p99-ms', '60000', '--presign-p95-ms', '60000'];

const environmentOf = ({ endpoint, bucket, region, accessKeyId, secretAccessKey }: S3Access) => ({
  LAUREL_HOME: home,
  S3_ENDPOINT: endpoint,
  S3_BUCKET: bucket,
  S3_REGION: region,
  S3_ACCESS_KEY_ID: accessKeyId,
  S3_SECRET_ACCESS_KEY: secretAccessKey,
});
const leftIn = async (access: S3Access) => (await createS3Store(access, patient).list('_temp/rehearsal-')).objects;

let proxy: FaultProxy;
let faulty: S3Access;
let scripted: ScriptedS3;
let checked: CheckedS3;

beforeAll(async () => {
  const { origin } = new URL(s3.endpoint);
  proxy = await startFaultProxy(origin);
  faulty = { ...s3, endpoint: s3.endpoint.replace(origin, `http://127.0.0.1:${proxy.port}`) };
  checked = await startCheckedS3(s3, keys);
  scripted = await startScriptedS3(forward);
});

afterAll(async () => {
  await proxy?.stop();
  await scripted?.stop();
  await checked?.stop();
  rmSync(home, { recursive: true, force: true });
});

const keys = { accessKeyId: 'AK', secretAccessKey: 'a-secret-of-this-test' };

/** The scripted server. */
const relayed = (): S3Access => ({ ...scripted.access, bucket: s3.bucket });

const error = (code: string) => `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`;
const denied: S3Response = { status: 403, body: error('AccessDenied'), headers: { 'x-amz-request-id': 'REQUEST1' } };

const isSigned = ({ headers, url }: S3Request) =>
  headers.authorization !== undefined || url.includes('X-Amz-Signature');

/** Checks signatures, and forwards to the bundled server. */
const forward = (asked: S3Request) => checked.respond(asked);

it('a correct bucket within the limits is GO, and no objects are left', async () => {
  const rehearsed = await rehearse([...args, ...fast], environmentOf(s3));
  expect(rehearsed).toMatchObject({ isGo: true, isCorrect: true, isFast: true, failures: [] });
  expect(await leftIn(s3)).toEqual([]);
});

it('a correct bucket that is too slow is NO-GO for its latency only', async () => {
  const rehearsed = await rehearse([...args, '--upload-p95-ms', '0.001'], environmentOf(s3));
  expect(rehearsed).toMatchObject({ isGo: false, isCorrect: true, isFast: false });
  expect(describeRehearsal(rehearsed)).toMatch(/✗ upload p95[\s\S]*NO-GO: correct but slower/);
});

it.each(['reset_after', '500'] as const)('a rehearsal that fails with %s leaves no objects', async (kind) => {
  await planFaults(proxy.port, { kinds: [kind], probability: 0.7, seed: 7 });
  const rehearsed = await rehearse(['--objects', '15', '--size-kb', '2', '--concurrency', '6'], environmentOf(faulty));
  await planFaults(proxy.port, { kinds: [] });
  expect(rehearsed.criteria.find(({ name }) => name === 'leftover objects')).toMatchObject({
    measured: '0',
    isMet: true,
  });
  expect(await leftIn(s3)).toEqual([]);
});

it('an interrupted rehearsal leaves no objects', async () => {
  const interruption = new AbortController();
  const running = rehearse(['--objects', '5000', '--size-kb', '2'], environmentOf(s3), interruption.signal);
  await expect.poll(async () => (await leftIn(s3)).length, { interval: 5 }).toBeGreaterThan(0);
  interruption.abort();
  expect((await running).objects).toBeLessThan(5_000);
  expect(await leftIn(s3)).toEqual([]);
});

it('a failure is reported with operation, status, code, request id and host', async () => {
  const headers = { 'x-amz-request-id': 'REQUEST2' };
  scripted.respond = (asked) =>
    asked.method === 'PUT' ? { status: 400, body: error('InvalidArgument'), headers } : forward(asked);
  const rehearsed = await rehearse(args, environmentOf(relayed()));
  const cause = {
    operation: 'put',
    status: 400,
    code: 'InvalidArgument',
    requestId: 'REQUEST2',
    host: new URL(scripted.access.endpoint).host,
  };
  expect(rehearsed.failures).toContainEqual(expect.objectContaining(cause));
  expect(describeRehearsal(rehearsed)).toMatch(
    /\d+ × s3: unavailable: put: InvalidArgument, status 400, request REQUEST2/,
  );
});

const isObject = ({ key }: S3Request) => key !== '';
const lacking: [Permission, (asked: S3Request) => boolean][] = [
  ['s3:PutObject', ({ method, query }) => method === 'PUT' && !query.has('partNumber')],
  ['s3:GetObject', (asked) => asked.method === 'GET' && isObject(asked)],
  ['s3:ListBucket', (asked) => asked.method === 'GET' && !isObject(asked)],
  ['s3:AbortMultipartUpload', ({ method, query }) => method === 'DELETE' && query.has('uploadId')],
  ['s3:DeleteObject', ({ method, query }) => method === 'DELETE' && !query.has('uploadId')],
];

it('a server that denies nothing has all permissions', async () => {
  scripted.respond = forward;
  const rehearsed = await rehearse([...args, ...fast], environmentOf(relayed()));
  expect(rehearsed.permissions.filter(({ failed }) => failed !== null)).toEqual([]);
  expect(rehearsed.failures).toEqual([]);
});

describe.each(lacking)('without %s', (permission, isDenied) => {
  it('a rehearsal is NO-GO and names the permission', async () => {
    scripted.respond = (asked) => (isDenied(asked) ? denied : forward(asked));
    const rehearsed = await rehearse(['--objects', '1', '--size-kb', '1'], environmentOf(relayed()));
    const failed = rehearsed.permissions.find((tried) => tried.permission === permission)?.failed;
    expect(failed).toMatchObject({ failure: 'access_denied', code: 'AccessDenied', requestId: 'REQUEST1' });
    expect(rehearsed.isCorrect).toBe(false);
    expect(describeRehearsal(rehearsed)).toContain(`${permission} (AccessDenied)`);
  });
});

it('a bucket that denies missing keys or allows anonymous reads is NO-GO', async () => {
  scripted.respond = async (asked) => {
    const answer = await forward(asked);
    return answer.status === 404 ? denied : answer;
  };
  const blind = await rehearse(['--objects', '1', '--size-kb', '1'], environmentOf(relayed()));
  expect(describeRehearsal(blind)).toContain('s3:ListBucket (AccessDenied)');
  scripted.respond = (asked) => (isSigned(asked) ? forward(asked) : { status: 200, body: 'for anybody' });
  const open = await rehearse(['--objects', '1', '--size-kb', '1'], environmentOf(relayed()));
  expect(open.isCorrect).toBe(false);
  expect(notRefused(open)).toEqual(['unsigned reads', 'unsigned writes']);
});

const one = ['--objects', '1', '--size-kb', '1'];
const allRefusals: readonly Refusal[] = [
  ...([
    'unsigned reads',
    'unsigned writes',
    'a wrong secret',
    'an unknown access key',
    'a URL for another object',
  ] as const),
  ...(['a URL for another method', 'an expired URL', 'other bytes than were signed'] as const),
];

it('a server that checks no signature is NO-GO, and everything that it should have refused is named', async () => {
  const open = await rehearse([...one, ...fast], environmentOf(otherS3));
  expect(open.isCorrect).toBe(false);
  // It knows one access key, and the time.
  const refused: readonly Refusal[] = ['an unknown access key', 'an expired URL'];
  expect(notRefused(open)).toEqual(allRefusals.filter((refusal) => !refused.includes(refusal)));
  expect(describeRehearsal(open)).toMatch(/✗ refusals .*a wrong secret \(not refused\)/);
});

const reader = { accessKeyId: 'READER', secretAccessKey: 'a-secret-that-reads' };
const asReader = {
  S3_READ_ACCESS_KEY_ID: reader.accessKeyId,
  S3_READ_SECRET_ACCESS_KEY: reader.secretAccessKey,
};

it('keys that may only read must read, and not write', async () => {
  scripted.respond = forward;
  const environment = { ...environmentOf(relayed()), ...asReader };
  checked.accept(keys, { ...reader, mayWrite: false });
  const right = await rehearse([...one, ...fast], environment);
  expect(right.refusals.map(({ permission }) => permission)).toContain('writes by the reading keys');
  expect(notRefused(right)).toEqual([]);
  checked.accept(keys, reader);
  expect(notRefused(await rehearse([...one, ...fast], environment))).toEqual(['writes by the reading keys']);
  checked.accept(keys);
  expect(notRefused(await rehearse([...one, ...fast], environment))).toEqual(['reads by the reading keys']);
});

it('a bucket of somebody else must not be reached; one that does not exist proves nothing', async () => {
  const of = (answer: S3Response | null) => (asked: S3Request) =>
    asked.url.startsWith('/others') && answer !== null ? answer : forward(asked);
  const other = [...one, ...fast, '--other-bucket', 'others'];
  scripted.respond = of(denied);
  expect(notRefused(await rehearse(other, environmentOf(relayed())))).toEqual([]);
  scripted.respond = of({ status: 404, body: error('NoSuchBucket') });
  expect(notRefused(await rehearse(other, environmentOf(relayed())))).toEqual(['another bucket']);
  const list = '<ListBucketResult><IsTruncated>false</IsTruncated></ListBucketResult>';
  scripted.respond = of({ status: 200, body: list });
  expect(notRefused(await rehearse(other, environmentOf(relayed())))).toEqual(['another bucket']);
});

it('nobody has promised a latency of the bundled server: it is measured, and not judged', async () => {
  const bundled = await rehearse(one, { LAUREL_HOME: home });
  expect(bundled).toMatchObject({ isGo: true, isFast: true });
  expect(bundled.criteria.filter(({ kind }) => kind === 'latency').map(({ limit }) => limit)).toEqual(
    Array(3).fill('not judged'),
  );
  expect(await rehearse([...one, '--upload-p95-ms', '0.001'], { LAUREL_HOME: home })).toMatchObject({ isFast: false });
});

it.each([
  ['--concurrency', '7', /whole number from 1 to 6/],
  ['--objects', 'x', /whole number from 1/],
  ['--upload-p95-ms', '0', /number above 0/],
  ['--error-percent', '-1', /error-percent/],
])('%s %s is refused', async (name, value, sentence) => {
  await expect(rehearse([`${name}=${value}`], environmentOf(s3))).rejects.toThrow(sentence);
});
