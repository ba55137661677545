// What travels over a live socket, both ways, and the close codes (4000–4999 are ours to define, RFC 6455 §7.4.2).

import type { TournamentEvent } from '../events/event.ts';

export const heartbeatMs = 25_000;
export const frameSizeBytesMax = 16 * 1024;
export const socketsPerRoomMax = 2_000;

/** Answered without waking a sleeping room. */
export const pingFrame = '{"type":"ping"}';
export const pongFrame = '{"type":"pong"}';

export const closeCodes = { notFound: 4004, policy: 4008, tooBig: 4009 } as const;

export type ServerFrame =
  | { readonly type: 'welcome'; readonly seq: number; readonly snapshot: unknown; readonly heartbeatMs: number }
  | ({ readonly type: 'event' } & Omit<FrameEvent, 'tournamentId'>)
  | { readonly type: 'error'; readonly code: 'invalid_message' };

type FrameEvent = Omit<TournamentEvent, 'type'> & { readonly event: TournamentEvent['type'] };

export function eventFrame(event: TournamentEvent): string {
  const { id, seq, type, payload, createdAt } = event;
  return JSON.stringify({ type: 'event', id, seq, event: type, payload, createdAt } satisfies ServerFrame);
}

export function welcomeFrame(seq: number, snapshot: unknown): string {
  return JSON.stringify({ type: 'welcome', seq, snapshot, heartbeatMs } satisfies ServerFrame);
}
