// One page of ListObjectsV2. Keys are requested percent-encoded: XML cannot represent most control characters.

import { isPlainKey } from './object-key.ts';
import type { ObjectList } from './object-store.ts';
import { proveList } from './s3-answer.ts';
import type { SendS3 } from './s3-wire.ts';

export interface ListRequest {
  readonly prefix: string;
  readonly after: string | undefined;
  readonly limit: number;
}

/**
 * The next page starts after the last key, so a request must be able to contain that key. Otherwise the page is extended beyond
 * `limit` with the server's continuation token.
 */
export async function listObjects(send: SendS3, { prefix, after, limit }: ListRequest): Promise<ObjectList> {
  const page = { 'list-type': '2', prefix, 'max-keys': String(limit), 'encoding-type': 'url' };
  const read = (response: Response) => proveList(response, prefix);
  let query: Record<string, string> = after === undefined ? page : { ...page, 'start-after': after };
  const objects: ObjectList['objects'][number][] = [];
  for (;;) {
    const { next, token, ...found } = await send({ operation: 'list', method: 'GET', query, read });
    objects.push(...found.objects);
    if (next === null || isPlainKey(next) || token === null) return { objects, next };
    query = { ...page, 'continuation-token': token };
  }
}
