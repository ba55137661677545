// Chooses the backend object of a caller: that of the player, whatever token the player comes with, because it counts the player's
// requests. The subject of a token is asked for once in a while, then remembered by this isolate. docs/rules/http.md#limits

import type { Id } from '../../core/id.ts';
import { callerOf } from '../../http/caller.ts';
import { createExpiringCache } from '../../identity/expiring-cache.ts';

/** An erasure gives a subject another player. Until this time its requests are counted where they were before. */
const maxAgeMs = 3_600_000;
/** About 300 bytes each. */
const entriesMax = 10_000;

/** @param ask The player of a token, from the backend object of `key`. Fails for a token that is not valid. */
export function createPlacement(ask: (key: string, authorization: string) => Promise<Id<'player'>>) {
  const players = createExpiringCache<Promise<string>>({ maxAgeMs, entriesMax, nowMs: Date.now });
  return async ({ headers }: Request): Promise<string | null> => {
    const { key, mapped } = callerOf(headers, 'cf-connecting-ip');
    if (key === null || mapped === null) return key;
    const known = players.get(mapped) ?? ask(key, headers.get('authorization') ?? '');
    players.set(mapped, known);
    return known.catch(() => {
      // The request itself is answered with what is wrong, by any object.
      players.delete(mapped);
      return key;
    });
  };
}
