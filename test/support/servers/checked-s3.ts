// An S3 server that checks signatures against several key pairs, as a provider does while keys are rotated. Behind it is the bundled server,
// which knows one pair.

import { createHash, createHmac } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import type { S3Access } from './faults.ts';
import { type S3Request, type S3Response, type ScriptedS3, startScriptedS3 } from './scripted-s3.ts';

export interface KeyPair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Absent: all. */
  readonly mayWrite?: boolean;
}

export interface CheckedS3 {
  /** With the first pair. */
  readonly access: S3Access;
  /** Which are valid from now on. */
  accept(...pairs: readonly KeyPair[]): void;
  readonly respond: ScriptedS3['respond'];
  stop(): Promise<void>;
}

export async function startCheckedS3(behind: S3Access, first: KeyPair): Promise<CheckedS3> {
  let pairs: readonly KeyPair[] = [first];
  const forward = forwardTo(behind);
  const respond = async (asked: S3Request) => refusalOf(asked, pairs) ?? (await forward(asked));
  const server = await startScriptedS3(respond);
  return {
    access: { ...server.access, ...first, bucket: behind.bucket },
    accept(...next) {
      pairs = next;
    },
    respond,
    stop: server.stop,
  };
}

const refuse = (code: string, status = 403): S3Response => ({
  status,
  body: `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`,
});

/** AWS: Signature V4 by header or by query. null: the request is signed by one of the pairs. */
function refusalOf(asked: S3Request, pairs: readonly KeyPair[]): S3Response | null {
  const signed = readSignature(asked);
  if (signed === null) return refuse('AccessDenied');
  const pair = pairs.find(({ accessKeyId }) => accessKeyId === signed.accessKeyId);
  if (pair === undefined) return refuse('InvalidAccessKeyId');
  if (signatureOf(asked, signed, pair.secretAccessKey) !== signed.signature) return refuse('SignatureDoesNotMatch');
  if (signed.endsAtMs < Date.now()) return refuse('AccessDenied');
  const hash = createHash('sha256').update(asked.body).digest('hex');
  if (signed.payload !== 'UNSIGNED-PAYLOAD' && signed.payload !== hash) return refuse('XAmzContentSHA256Mismatch', 400);
  return pair.mayWrite === false && !['GET', 'HEAD'].includes(asked.method) ? refuse('AccessDenied') : null;
}

type Signature = NonNullable<ReturnType<typeof readSignature>>;

function readSignature({ headers, query }: S3Request) {
  const header = /Credential=([^/]+)\/([^,]+), *SignedHeaders=([^,]+), *Signature=(\w+)/.exec(
    headers.authorization ?? '',
  );
  if (header !== null) {
    const [, accessKeyId = '', scope = '', signedHeaders = '', signature = ''] = header;
    const payload = String(headers['x-amz-content-sha256']);
    const date = String(headers['x-amz-date']);
    return { accessKeyId, scope, signedHeaders, signature, date, payload, endsAtMs: Number.POSITIVE_INFINITY };
  }
  const [accessKeyId = '', ...scope] = (query.get('X-Amz-Credential') ?? '').split('/');
  const date = query.get('X-Amz-Date') ?? '';
  if (accessKeyId === '') return null;
  const signedAt = date.replace(/(....)(..)(..)T(..)(..)(..)Z/, '$1-$2-$3T$4:$5:$6Z');
  return {
    ...{ accessKeyId, date, scope: scope.join('/'), payload: 'UNSIGNED-PAYLOAD' },
    signedHeaders: query.get('X-Amz-SignedHeaders') ?? '',
    signature: query.get('X-Amz-Signature') ?? '',
    endsAtMs: Date.parse(signedAt) + Number(query.get('X-Amz-Expires')) * 1000,
  };
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest();

function signatureOf({ method, url, headers }: S3Request, signed: Signature, secret: string): string {
  const [path = '', search = ''] = url.split('?');
  const parameters = search.split('&').filter((part) => part !== '' && !part.startsWith('X-Amz-Signature='));
  const query = parameters.map((part) => (part.includes('=') ? part : `${part}=`)).sort();
  const values = signed.signedHeaders.split(';').map((name) => `${name}:${String(headers[name] ?? '').trim()}\n`);
  const canonical = [method, path, query.join('&'), values.join(''), signed.signedHeaders, signed.payload].join('\n');
  const hash = createHash('sha256').update(canonical).digest('hex');
  const key = signed.scope.split('/').reduce(hmac, `AWS4${secret}` as string | Buffer);
  return hmac(key, ['AWS4-HMAC-SHA256', signed.date, signed.scope, hash].join('\n')).toString('hex');
}

/** Signed again with the key of the server behind. */
function forwardTo({ endpoint, accessKeyId, secretAccessKey, region }: S3Access) {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 3 });
  return async ({ method, url, headers, body }: S3Request): Promise<S3Response> => {
    const target = new URL(endpoint + url);
    for (const name of [...target.searchParams.keys()]) if (name.startsWith('X-Amz-')) target.searchParams.delete(name);
    const names = ['content-type', 'range', 'cache-control', 'x-amz-meta-sha256', 'x-amz-content-sha256'];
    const kept = names.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])] as const]));
    const sent = method === 'GET' || method === 'HEAD' || body.length === 0 ? {} : { body: new Uint8Array(body) };
    const answer = await client.fetch(target, {
      method,
      headers: Object.fromEntries(kept),
      aws: { allHeaders: true },
      ...sent,
    });
    const { 'transfer-encoding': _, connection: __, ...answered } = Object.fromEntries(answer.headers);
    return { status: answer.status, headers: answered, body: new Uint8Array(await answer.arrayBuffer()) };
  };
}
