// Wire shapes of API keys.

import * as z from 'zod';
import { id, instant, instantText, line, namedShape } from '../http/wire.ts';
import { type ApiKey, lifeDaysDefault, lifeDaysMax, reaches, scopes, scopesFault } from './api-key.ts';

const name = line(100).describe('What the key is for; shown in lists.');
const scope = z.enum(scopes);
const expiry = `at most ${lifeDaysMax} days from now`;

export const apiKeyCreate = z
  .strictObject({
    name,
    scopes: z
      .array(scope)
      .min(1)
      .max(scopes.length)
      .refine((given) => new Set(given).size === given.length, 'must name each scope once')
      .describe(
        'What the key may do: each operation names its scope. They never change. `economy:credit` needs the reach `all`.',
      ),
    reach: z
      .enum(reaches)
      .default('own')
      .describe(
        '`own`: the tournaments, series and rating lists that the creator organizes. `all`: everything, while Laurel grants the creator the role `admin`; only an administrator makes such a key.',
      ),
    issuer: z
      .string()
      .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'must be 1 to 40 lower-case letters, digits and hyphens')
      .nullable()
      .default(null)
      .describe(
        'Who gives the references of receipts that are posted with the key, for example a shop. A key that replaces another names the same. null: the creator.',
      ),
    expiresAt: instant
      .optional()
      .describe(`When the key ends, ${expiry}. Without it, ${lifeDaysDefault} days from now.`),
  })
  .superRefine((given, context) => {
    const message = scopesFault(given);
    if (message !== null) context.addIssue({ code: 'custom', path: ['scopes'], message });
  });

export const apiKeyChange = z.strictObject({
  name: name.optional(),
  expiresAt: instant.optional().describe(`When the key ends, ${expiry}.`),
});

export const apiKeyShape = namedShape('ApiKey', 'A key for a server, without its text.', {
  id: id('apiKey').describe('Named in the audit rows of all acts with the key.'),
  name: z.string().describe('What the key is for.'),
  scopes: z.array(scope).describe('What the key may do.'),
  reach: z.enum(reaches).describe('`own`: what the creator organizes; `all`: everything.'),
  issuer: z.string().nullable().describe('Who gives the references of receipts; null: the creator.'),
  creatorId: id('player').describe('Who made the key: it may do nothing that its creator may not.'),
  createdAt: instantText,
  expiresAt: instantText.describe('From then on the key is refused. UTC.'),
  revokedAt: instantText.nullable().describe('When it was revoked; null if it was not. UTC.'),
  lastUsedAt: instantText.nullable().describe('The last use, to the minute; null: never used. UTC.'),
});

export const madeApiKeyShape = namedShape('MadeApiKey', 'A new API key.', {
  apiKey: apiKeyShape,
  key: z
    .string()
    .nullable()
    .describe(
      'The text to send as `Authorization: Bearer`. It is shown once: null when the request is repeated with its Idempotency-Key.',
    ),
});

export function apiKeyJson(key: ApiKey): z.input<typeof apiKeyShape> {
  const { id, name, scopes, reach, issuer, creatorId, createdAt, expiresAt, revokedAt, lastUsedAt } = key;
  return { id, name, scopes: [...scopes], reach, issuer, creatorId, createdAt, expiresAt, revokedAt, lastUsedAt };
}
