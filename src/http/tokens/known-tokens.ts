// Remembers tokens whose signature was verified with a secret, so that a player's next request does not verify it again. A token is found by
// its signature and compared as a whole. Only its expiry depends on the time. Tokens of key sets are not remembered: a key may be withdrawn.

import type { TokenIdentity } from './token-identity.ts';

/** Together at most 8 MB. Longer tokens are verified each time. */
const entriesMax = 5_000;
const tokenLengthMax = 1_024;

export interface KnownTokens {
  /** null: it must be verified. */
  find(token: string): TokenIdentity | null;
  add(token: string, identity: TokenIdentity): void;
}

export function createKnownTokens(nowMs: () => number): KnownTokens {
  const known = new Map<
    string,
    { readonly token: string; readonly identity: TokenIdentity; readonly endsAtMs: number }
  >();
  // V8 copies each text that it has not seen as a key before.
  const keyOf = (token: string) => token.slice(token.lastIndexOf('.') + 1);
  return {
    find(token) {
      const entry = token.length > tokenLengthMax ? undefined : known.get(keyOf(token));
      if (entry === undefined || entry.token !== token) return null;
      if (nowMs() < entry.endsAtMs) return entry.identity;
      known.delete(keyOf(token));
      return null;
    },
    add(token, identity) {
      if (token.length > tokenLengthMax) return;
      known.set(keyOf(token), { token, identity, endsAtMs: Date.parse(identity.endsAt) });
      const oldest = known.size > entriesMax ? known.keys().next().value : undefined;
      if (oldest !== undefined) known.delete(oldest);
    },
  };
}
