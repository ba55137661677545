// Wire shapes of deliveries and their attempts.

import * as z from 'zod';
import { id, instant, instantText, namedShape, pageQuery } from '../../http/wire.ts';
import { eventPayloads } from '../../outbox/contract.ts';
import type { EventType } from '../../outbox/event.ts';
import { seqMax } from '../../outbox/position.ts';
import { type Attempt, attemptErrors, type Delivery, deliveryStates, noticeTypes } from './delivery.ts';
import type { RecoveredPart, Since } from './request-delivery.ts';

const types = [...noticeTypes, ...(Object.keys(eventPayloads) as EventType[])] as const;

export const deliveriesQuery = z.strictObject({
  state: z.enum(deliveryStates).optional().describe('Only those in this state.'),
  ...pageQuery,
});

const afterSeq = z.int().min(0).max(seqMax);

export const recoveryCreate = z
  .strictObject({
    since: instant.optional().describe('Events from this time on; at most a minute ahead.'),
    tournamentId: id('tournament').optional().describe('Events of this tournament; with `afterSeq`.'),
    afterSeq: afterSeq.optional().describe('The `seq` of the last event that you have; 0 for none.'),
  })
  .refine(
    ({ since, tournamentId, afterSeq }) =>
      (since === undefined) !== (tournamentId === undefined) &&
      (tournamentId === undefined) === (afterSeq === undefined),
    { message: 'needs either since, or tournamentId and afterSeq', path: ['since'] },
  );

export const attemptShape = namedShape('WebhookAttempt', 'One request to the receiver.', {
  number: z.int().describe('Counts attempts; one that a crash ended is missing.'),
  startedAt: instantText,
  durationMs: z.int().describe('Until the answer, or the failure.'),
  status: z.int().nullable().describe('Of the answer; null: there was none.'),
  error: z
    .enum(attemptErrors)
    .nullable()
    .describe('null: delivered. `address`: the target is not public. `status`: neither 2xx nor 3xx.'),
  answer: z.string().nullable().describe('The first kilobyte of the answer; null: there was none.'),
});

const deliveryFields = {
  id: id('delivery'),
  webhookId: id('webhook'),
  messageId: z.string().describe('`webhook-id` of all its requests.'),
  type: z.enum(types).describe('Of the event, `webhook_test` or `webhook_disabled`.'),
  tournamentId: id('tournament').nullable().describe('null: it is no event of a tournament.'),
  seq: z.int().nullable().describe('The number of the event in its tournament; null: it is none.'),
  state: z.enum(deliveryStates).describe('`failed`: all attempts failed.'),
  dueAt: instantText
    .nullable()
    .describe('When it is sent next; while it is being sent, when that is given up. null: it is over. UTC.'),
  failureCount: z.int().describe('Failures since it was queued.'),
  createdAt: instantText,
  finishedAt: instantText.nullable().describe('null: it is not over. UTC.'),
};

export const deliveryShape = namedShape('WebhookDelivery', 'An event on its way to one receiver.', {
  ...deliveryFields,
  attempts: z
    .array(attemptShape)
    .describe('Latest first: in a list the latest one, in the answer to an act none, otherwise the latest 50.'),
});

const sinceShape = z.strictObject({
  since: instantText.optional().describe('Events from this time on.'),
  tournamentId: id('tournament').optional(),
  afterSeq: afterSeq.optional().describe('The `seq` of the last event that was looked at.'),
});

export const recoveryShape = namedShape('WebhookRecovery', 'What a recovery has queued.', {
  queuedCount: z.int().describe('How many deliveries were queued. What was delivered before is not queued again.'),
  next: sinceShape.nullable().describe('Send it as the next request to go on; null: everything was looked at.'),
});

export function toSince({ since, tournamentId, afterSeq }: z.output<typeof recoveryCreate>): Since {
  if (since !== undefined) return { since };
  return { tournamentId, afterSeq } as Extract<Since, { afterSeq: number }>;
}

export function deliveryJson(delivery: Delivery, attempts: readonly Attempt[]): z.input<typeof deliveryShape> {
  const { id, webhookId, eventId, type, tournamentId, seq, state, dueAt, failureCount, createdAt, finishedAt } =
    delivery;
  return {
    ...{ id, webhookId, messageId: eventId ?? id, type, tournamentId, seq, state, dueAt, failureCount },
    ...{ createdAt, finishedAt },
    attempts: attempts.map(({ number, startedAt, durationMs, status, error, answer }) => ({
      ...{ number, startedAt, durationMs, status, error, answer },
    })),
  };
}

export function recoveryJson({ queuedCount, next }: RecoveredPart): z.input<typeof recoveryShape> {
  return { queuedCount, next };
}
