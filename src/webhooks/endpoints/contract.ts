// Wire shapes of endpoints and their keys.

import * as z from 'zod';
import { id, instantText, line, namedShape, pageQuery } from '../../http/wire.ts';
import { eventPayloads } from '../../outbox/contract.ts';
import type { EventType } from '../../outbox/event.ts';
import type { EndpointChange } from './change-endpoint.ts';
import type { NewEndpoint } from './create-endpoint.ts';
import {
  disabledReasons,
  type Endpoint,
  endpointStates,
  overlapHours,
  reaches,
  signatureSchemes,
  tournamentsMax,
  urlLengthMax,
} from './endpoint.ts';
import type { ShownKey } from './rotate-secret.ts';

const types = Object.keys(eventPayloads) as [EventType, ...EventType[]];

const distinct = <T extends z.ZodType>(item: T, max: number) =>
  z
    .array(item)
    .max(max)
    .refine((given) => new Set(given).size === given.length, 'must name each once');

/** Where it may lead is judged by the use case: it depends on the environment and on the name's addresses. */
const target = z.string().transform((typed, context) => {
  const url = URL.parse(typed.trim());
  const isPlain = url !== null && /^https?:$/.test(url.protocol) && url.username + url.password + url.hash === '';
  if (isPlain && url.href.length <= urlLengthMax) return url.href;
  const message = `must be an https URL of at most ${urlLengthMax} characters, without credentials and without a fragment`;
  context.addIssue({ code: 'custom', message });
  return z.NEVER;
});

const filters = {
  eventTypes: distinct(z.enum(types), types.length).describe('Only these types of events; empty: all.'),
  tournamentIds: distinct(id('tournament'), tournamentsMax).describe(
    'Only these tournaments; empty: all within its reach.',
  ),
};

const terms = {
  url: target.describe('Where deliveries are sent by POST. https, and a public address.'),
  description: line(200).nullable().describe('For people.'),
  ...filters,
};

export const endpointCreate = z.strictObject({
  ...terms,
  description: terms.description.default(null),
  eventTypes: terms.eventTypes.default([]),
  tournamentIds: terms.tournamentIds.default([]),
  reach: z
    .enum(reaches)
    .default('own')
    .describe('`own`: tournaments that you organize. `all`: every tournament; for administrators.'),
  signature: z
    .enum(signatureSchemes)
    .default('v1')
    .describe('`v1`: HMAC-SHA-256 with a shared secret. `v1a`: Ed25519; you get the public key.'),
});

export const endpointPatch = z
  .strictObject({
    ...terms,
    isActive: z.boolean().describe('false: nothing more is sent. true: deliveries that wait are sent.'),
  })
  .partial();

export const endpointsQuery = z.strictObject({
  owner: z.enum(['me', 'all']).default('me').describe('`all`: of everybody; for administrators.'),
  ...pageQuery,
});

export const secretRotate = z.strictObject({
  overlapHours: z
    .int()
    .min(0)
    .max(overlapHours.max)
    .default(overlapHours.default)
    .describe('How long the key until now signs beside the new one. 0: it ends at once.'),
});

const endpointFields = {
  id: id('webhook'),
  ownerId: id('player').describe('Who made it.'),
  reach: z.enum(reaches).describe('`own`: tournaments of its owner. `all`: every tournament.'),
  url: z.string().describe('Where deliveries are sent.'),
  description: z.string().nullable().describe('For people; null: none.'),
  signature: z.enum(signatureSchemes).describe('How deliveries are signed.'),
  eventTypes: z.array(z.enum(types)).describe('Only these types; empty: all.'),
  tournamentIds: z.array(id('tournament')).describe('Only these tournaments; empty: all within its reach.'),
  state: z.enum(endpointStates).describe('Only an active one gets anything.'),
  disabledAt: instantText.nullable().describe('null: it is active. UTC.'),
  disabledReason: z
    .enum(disabledReasons)
    .nullable()
    .describe(
      '`owner`: by a change. `gone`: the receiver answered 410. `failing`: no success for five days. null: active.',
    ),
  failingSince: instantText
    .nullable()
    .describe('The first failure after the last success; null: the last one succeeded. UTC.'),
  isPaused: z
    .boolean()
    .describe(
      'true: a sanction keeps the owner from hosting, or `reach` is `all` and Laurel does not grant the owner the role `admin`. Deliveries wait until that has ended.',
    ),
  createdAt: instantText,
};
export const endpointShape = namedShape('Webhook', 'A receiver of events.', endpointFields);

export const keyedEndpointShape = namedShape('WebhookWithSecret', 'A receiver with the key that the act has made.', {
  webhook: endpointShape,
  secret: z
    .string()
    .nullable()
    .describe('`whsec_…`: store it, no later answer has it. null: the signature is `v1a`, or the key has ended since.'),
  publicKey: z.string().nullable().describe('`whpk_…` of a `v1a` signature; otherwise null.'),
});

export function toNewEndpoint({ signature, ...given }: z.output<typeof endpointCreate>): NewEndpoint {
  return { ...given, scheme: signature };
}

export function toChange({ url, description, eventTypes, tournamentIds, isActive }: z.output<typeof endpointPatch>) {
  return { url, description, eventTypes, tournamentIds, isActive } satisfies EndpointChange;
}

export function endpointJson(endpoint: Endpoint): z.input<typeof endpointShape> {
  const { id, ownerId, reach, url, description, scheme, eventTypes, tournamentIds, state } = endpoint;
  const { disabledAt, disabledReason, failingSince, isPaused, createdAt } = endpoint;
  return {
    ...{ id, ownerId, reach, url, description, signature: scheme },
    ...{ eventTypes: [...eventTypes], tournamentIds: [...tournamentIds] },
    ...{ state, disabledAt, disabledReason, failingSince, isPaused, createdAt },
  };
}

export function keyedEndpointJson(
  endpoint: Endpoint,
  { secret, publicKey }: ShownKey,
): z.input<typeof keyedEndpointShape> {
  return { webhook: endpointJson(endpoint), secret, publicKey };
}
