// The metric families of webhooks.

import type { MetricFamily, Sample } from '../metrics/sample.ts';
import { type AttemptError, attemptErrors } from './deliveries/delivery.ts';

/** null: it was delivered. */
export type CountAttempt = (error: AttemptError | null) => void;

export const attemptSample = (error: AttemptError | null): Sample => ({
  name: 'webhook.attempts',
  labels: { outcome: error ?? 'delivered' },
  value: 1,
});

/** At zero before the first request, because `increase` needs an existing series. */
export const knownAttempts: readonly Sample[] = [null, ...attemptErrors].map((error) => ({
  ...attemptSample(error),
  value: 0,
}));

export const webhookMetrics: readonly MetricFamily[] = [
  { name: 'webhook.attempts', kind: 'counter', help: 'Requests to receivers of webhooks, by outcome.' },
  { name: 'webhook.pending', kind: 'gauge', help: 'Deliveries to active endpoints that are not done.' },
  { name: 'webhook.oldest', kind: 'gauge', help: 'Age in seconds of the oldest delivery that is not done.' },
  {
    name: 'webhook.overdue',
    kind: 'gauge',
    help: 'Seconds since the first delivery to a receiver that works is due.',
  },
  { name: 'webhook.disabled', kind: 'gauge', help: 'Endpoints that are disabled, by reason.' },
];
