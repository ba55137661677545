// Tournament events. Payloads contain ids, and display names that the public bracket shows too.

import type { Id } from '../core/id.ts';
import type { Instant } from '../core/instant.ts';
import type { eventPayloads } from './contract.ts';

export type EventType = keyof typeof eventPayloads;

/** What an event of this type says. */
export type EventPayload<T extends EventType> = ReturnType<(typeof eventPayloads)[T]['payload']['parse']>;

export interface TournamentEvent {
  readonly id: Id<'event'>;
  readonly tournamentId: Id<'tournament'>;
  /** 1, 2, 3 … within the tournament, assigned in the transaction of the event. */
  readonly seq: number;
  /** Of the numbering in which it was written: position.ts. */
  readonly epoch: string;
  readonly type: EventType;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly createdAt: Instant;
}

/** Receives events after their commit. It may lose them: the relay sends unacknowledged events again from the outbox. */
export type EventSink = (events: readonly TournamentEvent[]) => void;
