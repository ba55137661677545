// The text of a ticket: who may take a seat in which room, and which part of it is signed. Nothing is stored when it is made; the object of
// the player stores which ones were used.

import { type Id, idPattern } from '../../core/id.ts';
import type { UsedTicket } from '../seats/seat.ts';

/** Long enough to open a socket. */
export const ticketLifetimeMs = 30_000;

export interface TicketRoom {
  readonly tournament: Id<'tournament'>;
  /** null: the room of the whole tournament. */
  readonly match: Id<'match'> | null;
}

export interface Ticket extends TicketRoom {
  readonly player: Id<'player'>;
  /** The token said so. */
  readonly isAdmin: boolean;
  readonly used: UsedTicket;
  /** When the token ends for which it was made, in milliseconds; null: never. */
  readonly endsAtMs: number | null;
  /** The hash of the web origin that may use it; null: every one. */
  readonly originHash: string | null;
}

export type TicketFault = 'ticket not valid' | 'ticket expired' | 'ticket of another room' | 'ticket of another origin';

/** No part contains a dot. */
export function signedText({ tournament, match, player, isAdmin, used, endsAtMs, originHash }: Ticket): string {
  const role = isAdmin ? 'admin' : 'player';
  const times = [used.expiresAtMs, endsAtMs ?? '-'];
  return [tournament, match ?? '-', player, role, ...times, used.nonce, originHash ?? '-'].join('.');
}

export interface ReadTicket {
  readonly ticket: Ticket;
  readonly signed: string;
  readonly signature: string;
}

/** From the year 2001 to 9999. */
const milliseconds = /^[1-9]\d{12,14}$/;
const hash = /^[0-9a-f]{16}$/;

/** null: not a ticket. */
export function readTicket(text: string): ReadTicket | null {
  const [tournament = '', match = '', player = '', role = '', expires = '', ends = '', nonce = '', origin = ''] =
    text.split('.');
  const [, signed = '', signature = ''] = /^(.*)\.([\w-]+)$/.exec(text) ?? [];
  const isTicket =
    idPattern('tournament').test(tournament) &&
    (match === '-' || idPattern('match').test(match)) &&
    idPattern('player').test(player) &&
    (role === 'player' || role === 'admin') &&
    milliseconds.test(expires) &&
    (ends === '-' || milliseconds.test(ends)) &&
    hash.test(nonce) &&
    (origin === '-' || hash.test(origin));
  if (!isTicket) return null;
  const ticket: Ticket = {
    tournament: tournament as Id<'tournament'>,
    match: match === '-' ? null : (match as Id<'match'>),
    player: player as Id<'player'>,
    isAdmin: role === 'admin',
    used: { nonce, expiresAtMs: Number(expires) },
    endsAtMs: ends === '-' ? null : Number(ends),
    originHash: origin === '-' ? null : origin,
  };
  return signedText(ticket) === signed ? { ticket, signed, signature } : null;
}

/** 64 bits of SHA-256, in hex. */
export async function hashOrigin(origin: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(origin));
  return hexOf(new Uint8Array(digest).subarray(0, 8));
}

export const hexOf = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
