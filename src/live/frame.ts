// Frames of a live socket in both directions, and close codes (4000–4999 are for private use, RFC 6455 §7.4.2).

import type * as z from 'zod';
import { toInstant } from '../core/instant.ts';
import type { TournamentEvent } from '../outbox/event.ts';
import { formatPosition, type Position } from '../outbox/position.ts';
import { eventJson, type liveFrame } from './contract.ts';

export const heartbeatMs = 25_000;
const frameSizeBytesMax = 16 * 1024;
export const socketsPerRoomMax = 2_000;

/** The platform answers this exact text without waking a hibernating room. Other spellings of the same JSON wake it. */
export const pingFrame = '{"type":"ping"}';
export const pongFrame = '{"type":"pong"}';
/** How many events a client that acknowledges them may be behind, of those that it had time for. */
export const eventsBehindMax = 500;

/** 1013: try again later (IANA registry of close codes). */
export const closeCodes = {
  tryAgain: 1013,
  unauthenticated: 4001,
  expired: 4002,
  forbidden: 4003,
  notFound: 4004,
  policy: 4008,
  tooBig: 4009,
  silent: 4010,
} as const;

type ServerFrame = z.input<typeof liveFrame>;

/** A frame as text, encoded once for all sockets, as is `position`: set where the receiver stands somewhere new with it. */
export interface Frame {
  readonly text: string;
  readonly position: string | null;
}

const frameOf = (frame: ServerFrame, position: Position | null = null): Frame => ({
  text: JSON.stringify(frame),
  position: position === null ? null : formatPosition(position),
});

/** `event` is as the feed answers it: a client reads both with the same code. `after`: the last event that the receiver has. */
export function eventFrame(event: TournamentEvent, after = event.seq - 1): Frame {
  const skipped = after === event.seq - 1 ? {} : { after };
  return frameOf({ type: 'event', ...skipped, event: eventJson(event) }, { epoch: event.epoch, seq: event.seq });
}

/** Several events that come together, in order. */
export function eventsFrame(events: readonly TournamentEvent[], after: number): Frame {
  const last = events.at(-1);
  const position = last === undefined ? null : { epoch: last.epoch, seq: last.seq };
  return frameOf({ type: 'events', after, events: events.map(eventJson) }, position);
}

/** When the right to be here ends, if it does. */
const endOf = (endsAtMs: number | null) => (endsAtMs === null ? {} : { endsAt: toInstant(endsAtMs) });

export function welcomeFrame(position: Position, snapshot: object, endsAtMs: number | null): Frame {
  const about = { upTo: position.seq, recovered: false, snapshot: { ...snapshot }, heartbeatMs, ...endOf(endsAtMs) };
  return frameOf({ type: 'welcome', ...position, ...about }, position);
}

/** The events after `position` come next, up to that number. */
export function recoveredFrame(position: Position, upTo: number, endsAtMs: number | null): Frame {
  return frameOf({ type: 'welcome', ...position, upTo, recovered: true, heartbeatMs, ...endOf(endsAtMs) }, position);
}

export function authenticatedFrame(endsAtMs: number | null): Frame {
  return frameOf({ type: 'authenticated', ...endOf(endsAtMs) });
}

export function presenceFrame(sockets: number): Frame {
  return frameOf({ type: 'presence', sockets });
}

/** The message before it was ignored; the socket stays open. */
export function slowDownFrame(retryAfterMs: number): Frame {
  return frameOf({ type: 'error', code: 'slow_down', reason: 'too many messages of this address', retryAfterMs });
}

export function resyncFrame(position: Position, snapshot: object): Frame {
  return frameOf(
    { type: 'resync', ...position, upTo: position.seq, recovered: false, snapshot: { ...snapshot }, heartbeatMs },
    position,
  );
}

export function invalidMessageFrame(reason: InvalidReason): Frame {
  return frameOf({ type: 'error', code: 'invalid_message', reason });
}

/** Sent before the server closes. `retryAfterMs`: when it may work. */
export function refusalFrame(reason: string, retryAfterMs?: number): Frame {
  return frameOf({ type: 'error', code: 'refused', reason, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) });
}

export const pong: Frame = { text: pongFrame, position: null };

type InvalidReason =
  | 'seq must be a number'
  | 'not JSON'
  | 'type must be ping, ack, auth or presence'
  | 'ticket must be a text'
  | 'binary frames are not accepted';
export type Command =
  | { readonly kind: 'ping' }
  | { readonly kind: 'presence' }
  | { readonly kind: 'ack'; readonly seq: number }
  | { readonly kind: 'auth'; readonly ticket: string }
  | { readonly kind: 'too_big' }
  | { readonly kind: 'invalid'; readonly reason: InvalidReason };

/** Parses a client's frame. Limits count bytes; text frames are UTF-8 (RFC 6455 §5.6). */
export function readCommand(message: string | ArrayBuffer): Command {
  if (sizeOf(message) > frameSizeBytesMax) return { kind: 'too_big' };
  if (typeof message !== 'string') return { kind: 'invalid', reason: 'binary frames are not accepted' };
  try {
    const value: unknown = JSON.parse(message);
    return commandOf((typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>);
  } catch {
    return { kind: 'invalid', reason: 'not JSON' };
  }
}

function commandOf({ type, seq, ticket }: Readonly<Record<string, unknown>>): Command {
  if (type === 'ping' || type === 'presence') return { kind: type };
  if (type === 'ack')
    return Number.isSafeInteger(seq)
      ? { kind: 'ack', seq: seq as number }
      : { kind: 'invalid', reason: 'seq must be a number' };
  if (type !== 'auth') return { kind: 'invalid', reason: 'type must be ping, ack, auth or presence' };
  return typeof ticket === 'string' ? { kind: 'auth', ticket } : { kind: 'invalid', reason: 'ticket must be a text' };
}

/** At least the characters of a text: a huge one is not encoded. */
function sizeOf(message: string | ArrayBuffer): number {
  if (typeof message !== 'string') return message.byteLength;
  return message.length > frameSizeBytesMax ? message.length : new TextEncoder().encode(message).byteLength;
}
