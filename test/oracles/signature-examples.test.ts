// The worked examples of Amazon's S3 documentation ("Authenticating Requests: AWS Signature Version 4", header-based and by query
// parameters), sent by Laurel's client at the time of the examples. They name the bucket in the host name.

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sha256Hex } from '../../src/core/hex.ts';
import { createS3Store } from '../../src/objects/stores/s3.ts';
import { dialects } from '../../src/objects/stores/s3-dialect.ts';

const example = createS3Store({
  endpoint: 'https://s3.amazonaws.com',
  bucket: 'examplebucket',
  dialect: { ...dialects.other, addressing: 'virtual' },
  region: 'us-east-1',
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
});

let sent: Request[] = [];

beforeEach(() => {
  sent = [];
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2013-05-24T00:00:00Z') });
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (request) => {
    sent.push(request as Request);
    const headers = { etag: '"x"', 'content-length': '10', 'content-range': 'bytes 0-9/21' };
    if ((request as Request).headers.has('range')) return new Response('Welcome to', { status: 206, headers });
    return new Response('<ListBucketResult/>');
  });
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const signed = () => {
  const [request] = sent;
  const [, names, signature] =
    /SignedHeaders=(.*), Signature=(.*)/.exec(request?.headers.get('authorization') ?? '') ?? [];
  return { url: request?.url, names, signature };
};
const nothing = async () => null;

it('GET Object, with a range', async () => {
  await example.get('test.txt', { first: 0, last: 9 });
  expect(signed()).toEqual({
    url: 'https://examplebucket.s3.amazonaws.com/test.txt',
    names: 'host;range;x-amz-content-sha256;x-amz-date',
    signature: 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
  });
});

it('PUT Object, with a body and a key that needs encoding', async () => {
  const body = new Uint8Array(Buffer.from('Welcome to Amazon S3.'));
  await example.request({
    operation: 'put',
    method: 'PUT',
    key: 'test$file.text',
    headers: { date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
    body,
    payloadSha256: await sha256Hex(body),
    read: nothing,
  });
  expect(signed()).toEqual({
    url: 'https://examplebucket.s3.amazonaws.com/test%24file.text',
    names: 'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
    signature: '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
  });
});

it('GET Bucket Lifecycle, with a query parameter without a value', async () => {
  await example.request({ operation: 'lifecycle', method: 'GET', query: { lifecycle: '' }, read: nothing });
  expect(signed().signature).toBe('fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543');
});

it('GET Bucket, with a query', async () => {
  await example.request({ operation: 'list', method: 'GET', query: { 'max-keys': '2', prefix: 'J' }, read: nothing });
  expect(signed().signature).toBe('34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7');
});

it('a presigned URL', async () => {
  const url = new URL(await example.presign({ method: 'GET', key: 'test.txt', expiresSeconds: 86_400 }));
  expect([url.host, url.pathname]).toEqual(['examplebucket.s3.amazonaws.com', '/test.txt']);
  expect(url.searchParams.get('X-Amz-Signature')).toBe(
    'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
  );
});
