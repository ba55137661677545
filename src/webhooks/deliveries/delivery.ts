// A delivery: one event for one endpoint, from the first attempt to the last. And what is decided from an answer.

import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { EventType } from '../../outbox/event.ts';

export const deliveryStates = ['pending', 'sending', 'delivered', 'failed'] as const;
export type DeliveryState = (typeof deliveryStates)[number];

/** Beside tournament events: what the owner asked for, and what is said about another endpoint. */
export const noticeTypes = ['webhook_test', 'webhook_disabled'] as const;
export type NoticeType = (typeof noticeTypes)[number];
export type DeliveryType = EventType | NoticeType;

/** Why there was no usable answer. `address`: the name leads to an address that is not public. */
export const attemptErrors = ['timeout', 'unreachable', 'not_resolvable', 'address', 'redirect', 'status'] as const;
export type AttemptError = (typeof attemptErrors)[number];

export interface Delivery {
  readonly id: Id<'delivery'>;
  readonly webhookId: Id<'webhook'>;
  readonly eventId: Id<'event'> | null;
  readonly type: DeliveryType;
  readonly tournamentId: Id<'tournament'> | null;
  readonly seq: number | null;
  readonly state: DeliveryState;
  /** Pending: when it is sent next. Sending: when it is given up and sent again. */
  readonly dueAt: Instant | null;
  readonly failureCount: number;
  readonly createdAt: Instant;
  readonly finishedAt: Instant | null;
}

export interface Attempt {
  /** Counts claims of the delivery. One that a crash ended is missing. */
  readonly number: number;
  readonly startedAt: Instant;
  readonly durationMs: number;
  readonly status: number | null;
  readonly error: AttemptError | null;
  /** The beginning of the answer, as UTF-8. */
  readonly answer: string | null;
}

/** Of attempts that are shown with a delivery. */
export const attemptsShownMax = 50;
/** Deliveries are removed with their attempts when they are older. */
export const keptDays = 30;
/** Of events that one recovery queues. */
export const recoveredMax = 5_000;
