// Lists keys like S3, including keys that the other test servers reject: keys are given as bytes. Does not check signatures.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ListServer {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/** Without encoding-type: raw, one byte per character. */
const raw = (key: Buffer) => key.toString('latin1');
const encode = (key: Buffer) => [...key].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');

export async function startListServer(keys: readonly Buffer[]): Promise<ListServer> {
  const sorted = keys.toSorted(Buffer.compare);
  const server = createServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '/', 'http://x');
    const [prefix, after] = ['prefix', 'start-after'].map((name) => Buffer.from(searchParams.get(name) ?? ''));
    const token = searchParams.get('continuation-token');
    const limit = Number(searchParams.get('max-keys'));
    const isBehind = (key: Buffer) =>
      Buffer.compare(key, token === null ? (after ?? key) : Buffer.from(token, 'hex')) > 0;
    const found = sorted.filter((key) => isBehind(key) && key.subarray(0, prefix?.length).equals(prefix ?? key));
    const page = found.slice(0, limit);
    const encoding = searchParams.get('encoding-type') === 'url' ? '<EncodingType>url</EncodingType>' : '';
    const write = encoding === '' ? raw : encode;
    const entries = page.map((key) => `<Contents><Key>${write(key)}</Key><Size>1</Size></Contents>`);
    const next =
      page.length < found.length
        ? `<NextContinuationToken>${page.at(-1)?.toString('hex')}</NextContinuationToken>`
        : '';
    response.writeHead(200, { 'content-type': 'application/xml' });
    response.end(
      Buffer.from(
        `<ListBucketResult>${encoding}<IsTruncated>${next !== ''}</IsTruncated>${next}${entries.join('')}</ListBucketResult>`,
        'latin1',
      ),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
