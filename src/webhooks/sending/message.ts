// What is sent: the body of a delivery in the form of Standard Webhooks, and the text that is signed.

import type { Instant } from '../../core/instant.ts';
import type { DeliveryType } from '../deliveries/delivery.ts';

export interface MessageSource {
  /** Of the event, or of a delivery without one: the same in every attempt. */
  readonly messageId: string;
  readonly type: DeliveryType;
  /** When it happened. */
  readonly createdAt: Instant;
  /** Of a tournament event; null for tests and notices. */
  readonly event: {
    readonly tournamentId: string;
    readonly seq: number;
    readonly epoch: string;
  } | null;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The same source gives the same bytes. */
export function bodyOf({ type, createdAt, event, payload }: MessageSource): string {
  const { tournamentId = null, seq = null, epoch = null } = event ?? {};
  return JSON.stringify({ type, timestamp: createdAt, data: { tournamentId, seq, epoch, payload } });
}

/** Standard Webhooks, "Signature scheme": id, timestamp in seconds, body. */
export function signedText(messageId: string, timestampSeconds: number, body: string): string {
  return `${messageId}.${timestampSeconds}.${body}`;
}
