// Use case: a player exports everything that Laurel keeps of them, as one JSON stream. The next page is read when the reader asks for
// it. Memory use is one page, and no transaction stays open: the parts may be of different moments.

import type { Actor } from '../core/actor.ts';
import type { Ports } from '../outbox/ports.ts';
import { keptParts } from './kept-part.ts';
import { listKept } from './store.ts';

const itemsPerPage = 500;

/** `{"playerId": …, "exportedAt": …, "<part>": [item, …], …}` */
export function exportPlayer({ db, clock }: Ports, { playerId }: Pick<Actor, 'playerId'>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let at = 0;
  let after = '';
  return new ReadableStream({
    start: (controller) => controller.enqueue(encoder.encode(`{"playerId":"${playerId}","exportedAt":"${clock()}"`)),
    async pull(controller) {
      const part = keptParts[at];
      if (part === undefined) {
        controller.enqueue(encoder.encode('}\n'));
        return controller.close();
      }
      const rows = await listKept(db, playerId, { part, after, limit: itemsPerPage });
      const isLast = rows.length < itemsPerPage;
      const begin = after === '' ? `,"${part}":[` : rows.length > 0 ? ',' : '';
      controller.enqueue(encoder.encode(`${begin}${rows.map(({ item }) => item).join(',')}${isLast ? ']' : ''}`));
      after = isLast ? '' : (rows.at(-1)?.key ?? '');
      if (isLast) at += 1;
    },
  });
}
