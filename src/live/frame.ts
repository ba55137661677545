// Frames of a live socket in both directions, and close codes (4000–4999 are for private use, RFC 6455 §7.4.2).

import type { z } from 'zod';
import type { TournamentEvent } from '../outbox/event.ts';
import { eventJson, type liveFrame } from './contract.ts';

export const heartbeatMs = 25_000;
const frameSizeBytesMax = 16 * 1024;
export const socketsPerRoomMax = 2_000;

/** The platform answers this exact text without waking a hibernating room. Other spellings of the same JSON wake it. */
export const pingFrame = '{"type":"ping"}';
export const pongFrame = JSON.stringify({ type: 'pong' } satisfies ServerFrame);

/** 1013: try again later (IANA registry of close codes). */
export const closeCodes = { tryAgain: 1013, forbidden: 4003, notFound: 4004, policy: 4008, tooBig: 4009 } as const;

type ServerFrame = z.input<typeof liveFrame>;

/** `event` is as the feed answers it: a client reads both with the same code. */
export function eventFrame(event: TournamentEvent): string {
  return JSON.stringify({ type: 'event', event: eventJson(event) } satisfies ServerFrame);
}

export function welcomeFrame(seq: number, snapshot: object): string {
  return JSON.stringify({ type: 'welcome', seq, snapshot: { ...snapshot }, heartbeatMs } satisfies ServerFrame);
}

export function invalidMessageFrame(reason: InvalidReason): string {
  return JSON.stringify({ type: 'error', code: 'invalid_message', reason } satisfies ServerFrame);
}

/** Sent before the server closes. */
export function refusalFrame(reason: string): string {
  return JSON.stringify({ type: 'error', code: 'refused', reason } satisfies ServerFrame);
}

type InvalidReason = 'not JSON' | 'type must be ping' | 'binary frames are not accepted';
export type Command =
  | { readonly kind: 'ping' }
  | { readonly kind: 'too_big' }
  | { readonly kind: 'invalid'; readonly reason: InvalidReason };

/** Parses a client's frame. Limits count bytes; text frames are UTF-8 (RFC 6455 §5.6). */
export function readCommand(message: string | ArrayBuffer): Command {
  if (sizeOf(message) > frameSizeBytesMax) return { kind: 'too_big' };
  if (typeof message !== 'string') return { kind: 'invalid', reason: 'binary frames are not accepted' };
  try {
    const value: unknown = JSON.parse(message);
    const isPing = typeof value === 'object' && value !== null && (value as { type?: unknown }).type === 'ping';
    return isPing ? { kind: 'ping' } : { kind: 'invalid', reason: 'type must be ping' };
  } catch {
    return { kind: 'invalid', reason: 'not JSON' };
  }
}

/** At least the characters of a text: a huge one is not encoded. */
function sizeOf(message: string | ArrayBuffer): number {
  if (typeof message !== 'string') return message.byteLength;
  return message.length > frameSizeBytesMax ? message.length : new TextEncoder().encode(message).byteLength;
}
