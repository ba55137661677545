// One page of ListObjectsV2. Keys are asked for percent-encoded: XML has no way to write most control characters.

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
 * The next page begins behind the last key, which therefore has to be one that a request can hold. After one that it cannot, the
 * page goes on by the server's token, beyond `limit`.
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
