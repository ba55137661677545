// The part `webhooks` of the API document: what is sent for each type of event. The payloads are those of the event feed, by reference.

import type { ZodOpenApiPathItemObject } from 'zod-openapi';
import { eventPayloads, eventShapeName } from '../../outbox/contract.ts';

const header = (name: string, description: string) => ({
  name,
  in: 'header' as const,
  required: true,
  description,
  schema: { type: 'string' as const },
});

/** By their names in `components`. */
export const webhookHeaders = {
  WebhookId: header('webhook-id', 'The same in every attempt: drop what you have had.'),
  WebhookTimestamp: header('webhook-timestamp', 'Seconds since 1970, of this attempt.'),
  WebhookSignature: header(
    'webhook-signature',
    'Signatures of `<webhook-id>.<webhook-timestamp>.<body>`, separated by spaces: `v1,` HMAC-SHA-256 or `v1a,` Ed25519, in Base64.',
  ),
};

const parameters = Object.keys(webhookHeaders).map((name) => ({ $ref: `#/components/parameters/${name}` as const }));
const text = { type: 'string' as const };

export const webhookItems: Record<string, ZodOpenApiPathItemObject> = Object.fromEntries(
  Object.entries(eventPayloads).map(([type, { when }]) => [
    type,
    {
      post: {
        summary: when,
        parameters,
        requestBody: { required: true, content: { 'application/json': { schema: bodyOf(type) } } },
        responses: { '2XX': { description: 'Received. Any other status is a failure; 410 disables the webhook.' } },
      },
    },
  ]),
);

function bodyOf(type: string) {
  const data = {
    tournamentId: text,
    seq: { type: 'integer' as const, minimum: 1 },
    epoch: text,
    payload: { $ref: `#/components/schemas/${eventShapeName(type)}/properties/payload` },
  };
  const object = { type: 'object' as const };
  const properties = {
    type: { ...text, const: type },
    timestamp: { ...text, format: 'date-time' },
    data: { ...object, required: Object.keys(data), properties: data },
  };
  return { ...object, required: Object.keys(properties), properties };
}
