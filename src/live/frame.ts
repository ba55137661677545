// Frames of a live socket in both directions, and close codes (4000–4999 are for private use, RFC 6455 §7.4.2).

import type { z } from 'zod';
import type { TournamentEvent } from '../outbox/event.ts';
import { formatPosition, type Position } from '../outbox/position.ts';
import { eventJson, type liveFrame } from './contract.ts';

export const heartbeatMs = 25_000;
const frameSizeBytesMax = 16 * 1024;
export const socketsPerRoomMax = 2_000;

/** The platform answers this exact text without waking a hibernating room. Other spellings of the same JSON wake it. */
export const pingFrame = '{"type":"ping"}';
export const pongFrame = '{"type":"pong"}';
/** How many events a client that acknowledges them may be behind. */
export const eventsBehindMax = 500;

/** 1013: try again later (IANA registry of close codes). */
export const closeCodes = { tryAgain: 1013, forbidden: 4003, notFound: 4004, policy: 4008, tooBig: 4009 } as const;

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

/** `event` is as the feed answers it: a client reads both with the same code. */
export function eventFrame(event: TournamentEvent): Frame {
  return frameOf({ type: 'event', event: eventJson(event) }, { epoch: event.epoch, seq: event.seq });
}

export function welcomeFrame(position: Position, snapshot: object): Frame {
  return frameOf(
    { type: 'welcome', ...position, upTo: position.seq, recovered: false, snapshot: { ...snapshot }, heartbeatMs },
    position,
  );
}

/** The events after `position` come next, up to that number. */
export function recoveredFrame(position: Position, upTo: number): Frame {
  return frameOf({ type: 'welcome', ...position, upTo, recovered: true, heartbeatMs }, position);
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

/** Sent before the server closes. */
export function refusalFrame(reason: string): Frame {
  return frameOf({ type: 'error', code: 'refused', reason });
}

export const pong: Frame = { text: pongFrame, position: null };

type InvalidReason =
  | 'seq must be a number'
  | 'not JSON'
  | 'type must be ping or ack'
  | 'binary frames are not accepted';
export type Command =
  | { readonly kind: 'ping' }
  | { readonly kind: 'ack'; readonly seq: number }
  | { readonly kind: 'too_big' }
  | { readonly kind: 'invalid'; readonly reason: InvalidReason };

/** Parses a client's frame. Limits count bytes; text frames are UTF-8 (RFC 6455 §5.6). */
export function readCommand(message: string | ArrayBuffer): Command {
  if (sizeOf(message) > frameSizeBytesMax) return { kind: 'too_big' };
  if (typeof message !== 'string') return { kind: 'invalid', reason: 'binary frames are not accepted' };
  try {
    const value: unknown = JSON.parse(message);
    const { type, seq } = (typeof value === 'object' && value !== null ? value : {}) as Record<string, unknown>;
    if (type === 'ping') return { kind: 'ping' };
    if (type !== 'ack') return { kind: 'invalid', reason: 'type must be ping or ack' };
    return Number.isSafeInteger(seq)
      ? { kind: 'ack', seq: seq as number }
      : { kind: 'invalid', reason: 'seq must be a number' };
  } catch {
    return { kind: 'invalid', reason: 'not JSON' };
  }
}

/** At least the characters of a text: a huge one is not encoded. */
function sizeOf(message: string | ArrayBuffer): number {
  if (typeof message !== 'string') return message.byteLength;
  return message.length > frameSizeBytesMax ? message.length : new TextEncoder().encode(message).byteLength;
}
