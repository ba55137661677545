// The endpoint of S3 may be a proxy, a captive portal or a broken server. Each operation accepts only the answer that S3 sends for
// it.

import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ByteRange, describeFailure, type ObjectStoreError } from '../../src/objects/stores/object-store.ts';
import { createS3Store, type S3Store } from '../../src/objects/stores/s3.ts';
import { multipartAboveBytes } from '../../src/objects/stores/s3-multipart.ts';
import { type S3Request, type S3Response, type ScriptedS3, startScriptedS3 } from '../support/servers/scripted-s3.ts';

let server: ScriptedS3;
let store: S3Store;

beforeAll(async () => {
  server = await startScriptedS3(() => ({ status: 500 }));
  store = createS3Store(server.access, { attemptsMax: 1, budgetMs: 20_000, readBudgetMs: 20_000 });
});
afterAll(() => server?.stop());
beforeEach(() => {
  server.asked.length = 0;
});

const bytes = Buffer.from('0123456789') as Uint8Array<ArrayBuffer>;
const sha256 = createHash('sha256').update(bytes).digest('hex');
const key = 'pdf/2026/11/x.pdf';
const large = new Uint8Array(multipartAboveBytes + 1);
const largeSha256 = createHash('sha256').update(large).digest('hex');

const etag = { etag: '"781e5e245d69b566979b86e28d23f2c7"' };
const html = { status: 200, headers: { 'content-type': 'text/html', ...etag }, body: '<!doctype html><html></html>' };
const xml = (root: string, inside = '') =>
  `<?xml version="1.0"?>\n<${root} xmlns="http://s3.amazonaws.com/">${inside}</${root}>`;
const error = (code: string) => xml('Error', `<Code>${code}</Code>`);
const entry = (name: string) => `<Contents><Key>${name}</Key><Size>3</Size></Contents>`;
const part = { ...etag, 'content-range': 'bytes 2-4/10' };
const page = (inside: string) => xml('ListBucketResult', inside);

type Operation = 'put' | 'put in parts' | 'get' | 'get a range' | 'head' | 'delete' | 'list';

const range: ByteRange = { first: 2, last: 4 };
const acts: Record<Operation, () => Promise<unknown>> = {
  put: () => store.put({ key, bytes, contentType: 'application/pdf', sha256 }),
  'put in parts': () => store.put({ key, bytes: large, contentType: 'application/pdf', sha256: largeSha256 }),
  get: async () => new Response((await store.get(key)).body).text(),
  'get a range': async () => new Response((await store.get(key, range)).body).text(),
  head: () => store.head(key),
  delete: () => store.delete(key),
  list: () => store.list('pdf/'),
};

/** Like Amazon. */
const right: Record<Operation, (asked: S3Request) => S3Response> = {
  put: () => ({ status: 200, headers: etag }),
  'put in parts': ({ method, query }) => {
    if (method === 'PUT') return { status: 200, headers: etag };
    if (method === 'DELETE') return { status: 204 };
    if (query.has('uploads'))
      return { status: 200, body: xml('InitiateMultipartUploadResult', '<UploadId>u1</UploadId>') };
    return { status: 200, body: `\n\n${xml('CompleteMultipartUploadResult', '<ETag>&quot;x-2&quot;</ETag>')}` };
  },
  get: () => ({ status: 200, headers: etag, body: bytes }),
  'get a range': () => ({ status: 206, headers: part, body: '234' }),
  head: () => ({ status: 200, headers: { ...etag, 'content-length': '10' } }),
  delete: () => ({ status: 204 }),
  list: () => ({ status: 200, body: page(`<IsTruncated>false</IsTruncated>${entry('pdf/a')}`) }),
};
const operations = Object.keys(acts) as Operation[];

it.each(operations)('%s succeeds with the answer of S3', async (operation) => {
  server.respond = right[operation];
  await acts[operation]();
});

const failureOf = async (operation: Operation) => {
  const thrown = await acts[operation]().then(
    () => null,
    (reason: unknown) => reason as ObjectStoreError,
  );
  return thrown === null ? 'success' : thrown.name === 'ObjectStoreError' ? describeFailure(thrown) : thrown.name;
};

const everywhere: [string, S3Response, string, string][] = [
  ['a redirection to another region', redirect(301, 'PermanentRedirect'), 'unavailable', 'PermanentRedirect'],
  ['a temporary redirection', redirect(307, 'TemporaryRedirect'), 'unavailable', 'TemporaryRedirect'],
  [
    'a redirection without a body',
    { status: 302, headers: { location: 'https://login.example/' } },
    'unavailable',
    '302',
  ],
  ['a 404 of a web server', { status: 404, body: '<html>Not Found</html>' }, 'unavailable', '404'],
  ['a 404 without a body', { status: 404 }, 'unavailable', '404'],
  ['a missing bucket', { status: 404, body: error('NoSuchBucket') }, 'unavailable', 'NoSuchBucket'],
  ['a 403 of a firewall', { status: 403, body: '<html>Blocked</html>' }, 'access_denied', '403'],
  ['missing permissions', { status: 403, body: error('AccessDenied') }, 'access_denied', 'AccessDenied'],
  [
    'a wrong region',
    { status: 400, body: error('AuthorizationHeaderMalformed') },
    'access_denied',
    'AuthorizationHeaderMalformed',
  ],
  ['an unknown header', { status: 400, body: error('InvalidArgument') }, 'unavailable', 'InvalidArgument'],
  ['overload', { status: 503, body: error('SlowDown') }, 'throttled', 'SlowDown'],
  ['a gateway without a server behind it', { status: 502, body: '<html>Bad Gateway</html>' }, 'unavailable', '502'],
];

function redirect(status: number, code: string): S3Response {
  const location = 'https://certs.s3.eu-west-1.amazonaws.com/elsewhere';
  return { status, headers: { location, 'x-amz-bucket-region': 'eu-west-1' }, body: error(code) };
}

describe.each(everywhere)('%s', (_, answer, failure, code) => {
  it.each(operations)('is a failure of %s, reported with its cause', async (operation) => {
    server.respond = () => answer;
    const isCoded = operation !== 'head' || answer.status < 500;
    const expected = { failure, code: isCoded ? code : String(answer.status), status: answer.status };
    expect(await failureOf(operation)).toMatchObject(expected);
  });
});

const inside = (answer: S3Response) => (asked: S3Request) =>
  asked.method === 'POST' && asked.query.has('uploadId') ? answer : right['put in parts'](asked);

const wrong: [Operation, string, S3Response | ((asked: S3Request) => S3Response), string][] = [
  ['put', 'a web page', html, 'UnexpectedBody'],
  ['put', 'an XML error inside a 200', { status: 200, headers: etag, body: error('InternalError') }, 'InternalError'],
  ['put', 'a 204 of something else', { status: 204 }, 'UnexpectedStatus'],
  ['put', 'a 202', { status: 202, headers: etag }, 'UnexpectedStatus'],
  ['put', 'no ETag', { status: 200 }, 'NoETag'],
  ['put', 'an empty ETag', { status: 200, headers: { etag: '' } }, 'NoETag'],
  ['get', 'a web page', { ...html, headers: { 'content-type': 'text/html' } }, 'NoETag'],
  ['get', 'a 204', { status: 204, headers: etag }, 'UnexpectedStatus'],
  ['get', 'a part that was not requested', { status: 206, headers: part, body: '234' }, 'UnexpectedStatus'],
  [
    'get a range',
    'another part',
    { status: 206, headers: { ...etag, 'content-range': 'bytes 0-2/10' }, body: '012' },
    'OtherRange',
  ],
  [
    'get a range',
    'a shorter part',
    { status: 206, headers: { ...etag, 'content-range': 'bytes 2-3/10' }, body: '23' },
    'OtherRange',
  ],
  ['get a range', 'no Content-Range', { status: 206, headers: etag, body: '234' }, 'NoContentRange'],
  [
    'get a range',
    'another length than the range has',
    { status: 206, headers: part, body: '23' },
    'OtherContentLength',
  ],
  ['head', 'no ETag', { status: 200, headers: { 'content-length': '10' } }, 'NoETag'],
  ['head', 'a 204', { status: 204 }, 'UnexpectedStatus'],
  ['delete', 'a web page', html, 'UnexpectedBody'],
  ['delete', 'an XML error inside a 200', { status: 200, body: error('AccessDenied') }, 'AccessDenied'],
  ['delete', 'a 202', { status: 202 }, 'UnexpectedStatus'],
  ['list', 'a web page', html, 'NoListBucketResult'],
  ['list', 'nothing', { status: 200 }, 'NoListBucketResult'],
  ['list', 'an XML error inside a 200', { status: 200, body: error('SlowDown') }, 'SlowDown'],
  ['list', 'XML that ends early', { status: 200, body: page(entry('pdf/a')).slice(0, -20) }, 'NoListBucketResult'],
  ['list', 'the list of all buckets', { status: 200, body: xml('ListAllMyBucketsResult') }, 'NoListBucketResult'],
  ['list', 'keys of another prefix', { status: 200, body: page(entry('png/a')) }, 'OtherKeys'],
  ['list', 'an entry without a key', { status: 200, body: page('<Contents><Size>3</Size></Contents>') }, 'OtherKeys'],
  ['list', 'an empty page that goes on', { status: 200, body: page('<IsTruncated>true</IsTruncated>') }, 'NoKeys'],
  ['put in parts', 'a web page for an upload', html, 'NoInitiateMultipartUploadResult'],
  [
    'put in parts',
    'an upload without a name',
    { status: 200, body: xml('InitiateMultipartUploadResult') },
    'NoUploadId',
  ],
  [
    'put in parts',
    'a part without an ETag',
    (asked) => (asked.method === 'PUT' ? { status: 200 } : right['put in parts'](asked)),
    'NoETag',
  ],
  [
    'put in parts',
    'an error at completion, inside a 200',
    inside({ status: 200, body: `\n${error('InternalError')}` }),
    'InternalError',
  ],
  ['put in parts', 'a web page at completion', inside(html), 'NoCompleteMultipartUploadResult'],
  [
    'put in parts',
    'blanks and no more at completion',
    inside({ status: 200, body: '\n\n\n' }),
    'NoCompleteMultipartUploadResult',
  ],
  [
    'put in parts',
    'a completion that ends early',
    inside({ status: 200, body: '<CompleteMultipartUploadResult><ETag>' }),
    'NoCompleteMultipartUploadResult',
  ],
];

it.each(wrong)('%s: %s is a failure', async (operation, _, answer, code) => {
  server.respond = typeof answer === 'function' ? answer : () => answer;
  expect(await failureOf(operation)).toMatchObject({ code });
});

it('a put with another checksum in the answer is corrupt', async () => {
  const other = createHash('sha256').update('other').digest('base64');
  server.respond = () => ({ status: 200, headers: { ...etag, 'x-amz-checksum-sha256': other } });
  expect(await failureOf('put')).toMatchObject({ failure: 'corrupt', code: 'OtherChecksum' });
});

it.each([
  ['cut off', { status: 200, headers: { ...etag, 'content-length': '10' }, body: '01234', isCut: true }],
  ['shorter than it says', { status: 200, headers: { ...etag, 'content-length': '20' }, body: bytes, isCut: true }],
])('a body that is %s breaks for its reader', async (_, answer: S3Response) => {
  server.respond = () => answer;
  await expect(acts.get()).rejects.toThrow();
});

it('a request is retried after a wrong answer', async () => {
  const answers = [html, { status: 204 }, right.put({} as S3Request)];
  server.respond = () => answers.shift() ?? html;
  await createS3Store(server.access, { backoffMs: 1 }).put({ key, bytes, contentType: 'application/pdf', sha256 });
  expect(server.asked).toHaveLength(3);
});

describe('an answer to HEAD has no error code', () => {
  const answering = (status: number, code: string) => (asked: S3Request) =>
    asked.method === 'HEAD' ? { status } : { status, body: error(code) };

  it('so a GET distinguishes a missing key from a missing bucket', async () => {
    server.respond = answering(404, 'NoSuchKey');
    expect(await store.head(key)).toBeNull();
    expect(server.asked.map(({ method }) => method)).toEqual(['HEAD', 'GET']);
    server.respond = answering(404, 'NoSuchBucket');
    expect(await failureOf('head')).toMatchObject({ failure: 'unavailable', code: 'NoSuchBucket' });
  });

  it('and a refusal names the permission that is needed to recognize missing keys', async () => {
    server.respond = answering(403, 'AccessDenied');
    for (const operation of ['head', 'get'] as const) {
      expect(await failureOf(operation)).toMatchObject({
        failure: 'access_denied',
        code: 'AccessDenied',
        detail: expect.stringContaining('s3:ListBucket'),
      });
    }
  });
});

it('deleting succeeds if the server says that the key is missing', async () => {
  server.respond = () => ({ status: 404, body: error('NoSuchKey') });
  await acts.delete();
});

it('a failure has operation, status, code, request id, host and region, and no secret', async () => {
  const headers = { 'x-amz-request-id': '4442587FB7D0A2F9', 'x-amz-bucket-region': 'eu-west-1' };
  server.respond = () => ({ status: 301, headers, body: error('PermanentRedirect') });
  const thrown = await store.put({ key, bytes, contentType: 'a/b', sha256 }).catch((reason: unknown) => reason);
  expect(describeFailure(thrown)).toEqual({
    store: 's3',
    failure: 'unavailable',
    operation: 'put',
    status: 301,
    code: 'PermanentRedirect',
    requestId: '4442587FB7D0A2F9',
    region: 'eu-west-1',
    host: new URL(server.access.endpoint).host,
    detail: expect.stringMatching(
      /^s3: unavailable: put: PermanentRedirect, status 301, the bucket is in eu-west-1, request 4442587FB7D0A2F9, 127/,
    ),
  });
  expect(JSON.stringify(describeFailure(thrown))).not.toContain(server.access.secretAccessKey);
});
