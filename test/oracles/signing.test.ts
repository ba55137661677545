// Laurel's signatures equal those of Amazon's signer, for any key, query and credentials.

import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createS3Store } from '../../src/objects/stores/s3.ts';
import { dialects, type S3Dialect } from '../../src/objects/stores/s3-dialect.ts';

class Sha256 {
  private readonly hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.hash = secret === undefined ? createHash('sha256') : createHmac('sha256', secret as string);
  }
  update(data: string | Uint8Array): void {
    this.hash.update(data);
  }
  async digest(): Promise<Uint8Array> {
    return new Uint8Array(this.hash.digest());
  }
  reset(): void {}
}

let server: Server;
let endpoint: string;
let received: IncomingMessage;
/** Request lines and headers of a test. */
let sent: { readonly line: string; readonly headers: IncomingMessage['headers'] }[] = [];

beforeAll(async () => {
  server = createServer((request, response) => {
    received = request;
    sent.push({ line: `${request.method} ${request.url}`, headers: request.headers });
    request.resume().on('end', () => {
      if (request.url === '/certs/elsewhere') response.writeHead(307, { location: `${endpoint}/certs/there` });
      else response.setHeader('etag', '"x"');
      response.end(request.method === 'POST' ? documentOf(request.url ?? '') : '');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

function documentOf(url: string): string {
  const root = /[?&]uploads/.test(url) ? 'InitiateMultipartUploadResult' : 'CompleteMultipartUploadResult';
  return `<${root}><UploadId>u</UploadId></${root}>`;
}

const region = 'eu-central-1';
const credentials = fc.record({
  accessKeyId: fc.stringMatching(/^[A-Z0-9]{16,20}$/),
  secretAccessKey: fc.string({ minLength: 1, maxLength: 40, unit: fc.constantFrom(...'abcXYZ019+/=') }),
  sessionToken: fc.option(fc.stringMatching(/^[A-Za-z0-9+/=]{20,60}$/), { nil: undefined }),
});
/** URL parsers remove `.` and `..` segments before signing; Laurel refuses such keys. */
const key = fc
  .array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join('/'))
  .filter((text) => text.isWellFormed() && !text.split('/').some((part) => /^\.{0,2}$/.test(part)));

const signerFor = (given: { accessKeyId: string; secretAccessKey: string; sessionToken: string | undefined }) => {
  const { sessionToken, ...keys } = given;
  const known = sessionToken === undefined ? keys : { ...keys, sessionToken };
  return new SignatureV4({ service: 's3', region, credentials: known, sha256: Sha256, uriEscapePath: false });
};

const storeFor = (
  { sessionToken, ...keys }: { accessKeyId: string; secretAccessKey: string; sessionToken: string | undefined },
  dialect: S3Dialect = dialects.other,
) =>
  createS3Store({
    endpoint,
    dialect,
    bucket: 'certs',
    region,
    ...keys,
    ...(sessionToken === undefined ? {} : { sessionToken }),
  });

it('requests with a body, a query and a session token', async () => {
  const request = fc.record({
    key,
    query: fc.dictionary(fc.stringMatching(/^[a-z-]{1,8}$/), fc.string({ maxLength: 8 })),
  });
  await fc.assert(
    fc.asyncProperty(credentials, request, async (given, { key: name, query }) => {
      fc.pre(Object.values(query).every((value) => value.isWellFormed()));
      const body = new TextEncoder().encode(name) as Uint8Array<ArrayBuffer>;
      const payloadSha256 = createHash('sha256').update(body).digest('hex');
      const put = { operation: 'put', method: 'PUT', key: name, query, body, payloadSha256 };
      await storeFor(given).request({ ...put, read: (response) => response.text() });
      expect(received.headers.authorization).toBe(await authorizationOf(received, given));
    }),
    { numRuns: 150 },
  );
});

it('presigned URLs', async () => {
  const { hostname, port, protocol } = new URL(endpoint);
  await fc.assert(
    fc.asyncProperty(credentials, key, fc.integer({ min: 1, max: 604_800 }), async (given, name, expiresSeconds) => {
      const signedAt = new Date('2026-11-24T10:00:00Z');
      const ours = new URL(await storeFor(given).presign({ method: 'GET', key: name, expiresSeconds, signedAt }));
      const unsigned = { method: 'GET', protocol, hostname, port: Number(port), path: ours.pathname };
      // A URL is signed before its payload is known (AWS: Signature V4 by query parameters).
      const unsignedPayload = new Set(['x-amz-content-sha256']);
      const headers = { host: `${hostname}:${port}`, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' };
      const theirs = await signerFor(given).presign(
        { ...unsigned, headers },
        {
          signingDate: signedAt,
          expiresIn: expiresSeconds,
          unhoistableHeaders: unsignedPayload,
          unsignableHeaders: unsignedPayload,
        },
      );
      const signed = (theirs.query ?? {}) as Record<string, string>;
      expect(Object.fromEntries(ours.searchParams)).toMatchObject({ 'X-Amz-Signature': signed['X-Amz-Signature'] });
    }),
    { numRuns: 150 },
  );
});

const someKeys = { accessKeyId: 'AK', secretAccessKey: 'secret', sessionToken: undefined };

describe.each([
  ['whole', 1_000, /^PUT \/certs\/pdf\/x$/],
  ['in parts', 5 * 1024 * 1024 + 1, /^POST \/certs\/pdf\/x\?uploads/],
])('a put, %s,', (_, size, line) => {
  const bytes = new Uint8Array(size);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const checksum = Buffer.from(sha256, 'hex').toString('base64');
  const optionalHeaders = async (dialect: S3Dialect) => {
    sent = [];
    await storeFor(someKeys, dialect).put({ key: 'pdf/x', bytes, contentType: 'application/pdf', sha256 });
    const headers = sent.find((request) => line.test(request.line))?.headers ?? {};
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'cache-control': 'private, max-age=600',
      'x-amz-meta-sha256': sha256,
    });
    for (const { headers: each } of sent) expect(each['x-amz-content-sha256']).toMatch(/^[0-9a-f]{64}$/);
    const always = ['x-amz-content-sha256', 'x-amz-date', 'x-amz-meta-sha256'];
    return Object.entries(headers).filter(([name]) => name.startsWith('x-amz-') && !always.includes(name));
  };
  const checksumHeader =
    size === 1_000 ? [['x-amz-checksum-sha256', checksum]] : [['x-amz-checksum-algorithm', 'SHA256']];

  it.each([
    ['aws', [...checksumHeader, ['x-amz-server-side-encryption', 'AES256']]],
    ['r2', checksumHeader],
    ['minio', checksumHeader],
    ['b2', []],
    ['gcs', []],
    ['openstack', []],
    ['other', []],
  ] as const)('sends %s only the optional headers that it accepts', async (name, headers) => {
    expect((await optionalHeaders({ ...dialects[name], addressing: 'path' })).sort()).toEqual([...headers].sort());
  });

  it('sends the KMS key id if one is configured', async () => {
    const kms = { ...dialects.other, encryption: { kind: 'aws:kms', keyId: 'alias/laurel' } } as const;
    expect((await optionalHeaders(kms)).sort()).toEqual([
      ['x-amz-server-side-encryption', 'aws:kms'],
      ['x-amz-server-side-encryption-aws-kms-key-id', 'alias/laurel'],
    ]);
  });
});

it('a redirect is reported and not followed', async () => {
  sent = [];
  await expect(storeFor(someKeys).get('elsewhere')).rejects.toMatchObject({ failure: 'unavailable' });
  expect(sent.map(({ line }) => line)).toEqual(['GET /certs/elsewhere']);
});

/** Signs the received request with Amazon's signer. */
async function authorizationOf(message: IncomingMessage, given: Parameters<typeof signerFor>[0]) {
  const { authorization = '', host = '', ...headers } = message.headers as Record<string, string>;
  const names = /SignedHeaders=([^,]+)/.exec(authorization)?.[1]?.split(';') ?? [];
  const url = new URL(message.url ?? '', endpoint);
  const signed = await signerFor(given).sign(
    {
      method: message.method ?? '',
      protocol: 'http:',
      hostname: url.hostname,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: Object.fromEntries(names.map((name) => [name, name === 'host' ? host : (headers[name] ?? '')])),
    },
    {
      signingDate: dateOf(headers['x-amz-date'] ?? ''),
      unsignableHeaders: new Set(Object.keys(headers).filter((name) => !names.includes(name))),
    },
  );
  return signed.headers.authorization;
}

function dateOf(amz: string): Date {
  return new Date(amz.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}
