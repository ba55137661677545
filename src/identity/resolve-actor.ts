// Use case, part of every request with a token: find the player of its subject and, if needed, the roles granted in Laurel. Both are
// cached in memory, so that a known player costs no round trip.

import type { Role } from '../core/actor.ts';
import { displayNameOrNull } from '../core/display-name.ts';
import type { Id } from '../core/id.ts';
import type { GrantedRoles, Verifier } from '../http/context.ts';
import type { TokenIdentity } from '../http/tokens/token-identity.ts';
import type { Ports } from '../outbox/ports.ts';
import { createExpiringCache } from './expiring-cache.ts';
import { ownIssuer } from './player.ts';
import { findOrMakePlayer, listRoles } from './store.ts';
import type { SubjectHashes } from './subject-hash.ts';

export interface Actors {
  readonly verifyToken: Verifier;
  readonly grantedRoles: GrantedRoles;
  /** Drops what is cached of a player whose roles or subjects have changed. */
  readonly forget: (player: Id<'player'>) => void;
}

/** A withdrawn role or an unlinked subject ends for reads within this time. Writes read roles from the database. */
const maxAgeMs = 60_000;
/** About 400 bytes each. */
const entriesMax = 10_000;

export function createActors(
  ports: Pick<Ports, 'db' | 'clock' | 'newId'>,
  verify: (token: string) => Promise<TokenIdentity>,
  hashesOf: SubjectHashes,
): Actors {
  const bounds = { maxAgeMs, entriesMax, nowMs: () => Date.parse(ports.clock()) };
  const players = createExpiringCache<Id<'player'>>(bounds);
  const roles = createExpiringCache<ReadonlySet<Role>>(bounds);

  async function playerOf({ issuer, subject, playerId, name }: TokenIdentity): Promise<Id<'player'>> {
    if (playerId !== null) return playerId;
    const link = { issuer: issuer ?? ownIssuer, subject, name: displayNameOrNull(name) };
    // Neither part has control characters.
    const key = `${link.issuer}\n${link.subject}`;
    const known = players.get(key);
    if (known !== undefined) return known;
    const made = { playerId: ports.newId('player'), hashes: await hashesOf(link), now: ports.clock() };
    const found = await findOrMakePlayer(ports.db, { ...link, ...made });
    players.set(key, found);
    return found;
  }

  return {
    verifyToken: async (token) => {
      const identity = await verify(token);
      const { issuer, name, roles: claimed, endsAt } = identity;
      const playerId = await playerOf(identity);
      return { playerId, issuer: issuer ?? ownIssuer, name, roles: claimed, tokenEndsAt: endsAt };
    },
    grantedRoles: async (player, { isFresh }) => {
      const known = isFresh ? undefined : roles.get(player);
      if (known !== undefined) return known;
      const found = new Set((await listRoles(ports.db, player)).map(({ role }) => role));
      // That a player has none is not cached, so that the first role counts at once everywhere.
      if (found.size > 0) roles.set(player, found);
      else roles.delete(player);
      return found;
    },
    forget: (player) => {
      players.drop((_, found) => found === player);
      roles.delete(player);
    },
  };
}
