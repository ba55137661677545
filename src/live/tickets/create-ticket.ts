// Use case: makes a ticket, by which a browser joins a room without sending a token. Nothing is stored.

import type { Actor, Role } from '../../core/actor.ts';
import type { Id } from '../../core/id.ts';
import { type Instant, toInstant } from '../../core/instant.ts';
import type { TextKeys } from '../../http/tokens/text-keys.ts';
import type { Ports } from '../../outbox/ports.ts';
import { tournamentOfMatch } from '../../tournaments/find-tournament-of.ts';
import { admitWatcher, isAdminByToken } from '../admit-watcher.ts';
import { hashOrigin, hexOf, signedText, type Ticket, ticketLifetimeMs } from './ticket.ts';

export interface TicketServices {
  readonly ports: Ports;
  readonly ticketKeys: TextKeys;
  /** The roles granted in Laurel, as they are now. */
  readonly grantedRoles: (player: Id<'player'>, options: { readonly isFresh: true }) => Promise<ReadonlySet<Role>>;
}

export interface AskedRoom {
  readonly tournamentId?: Id<'tournament'> | undefined;
  readonly matchId?: Id<'match'> | undefined;
  readonly origin?: string | undefined;
}

/** Refuses like joining itself. @throws DomainError not_found, sanctioned, misconfigured. */
export async function createTicket(
  { ports, ticketKeys, grantedRoles }: TicketServices,
  actor: Actor,
  { tournamentId, matchId, origin }: AskedRoom,
): Promise<{ readonly ticket: string; readonly expiresAt: Instant }> {
  const tournament = tournamentId ?? (await tournamentOfMatch(ports.db, matchId as Id<'match'>));
  await admitWatcher(ports, actor, tournament);
  const expiresAtMs = Date.parse(ports.clock()) + ticketLifetimeMs;
  const ticket: Ticket = {
    ...{ tournament, match: matchId ?? null, player: actor.playerId },
    isAdmin: await isAdminByToken(actor, (player) => grantedRoles(player, { isFresh: true })),
    used: { nonce: hexOf(ports.randomBytes(8)), expiresAtMs },
    endsAtMs: actor.tokenEndsAt === undefined ? null : Date.parse(actor.tokenEndsAt),
    originHash: origin === undefined ? null : await hashOrigin(origin),
  };
  const signed = signedText(ticket);
  return { ticket: `${signed}.${await ticketKeys.sign(signed)}`, expiresAt: toInstant(expiresAtMs) };
}
