// The variables of the Worker. Only this folder knows their names.

import * as z from 'zod';
import type { ConfigurationFault } from '../../core/public-url.ts';
import { appealDaysMax } from '../../moderation/appeals/appeal.ts';
import { dialectNames } from '../../objects/stores/s3-dialect.ts';

/** Cloudflare's location hints of Durable Objects. */
const backendLocations = ['wnam', 'enam', 'sam', 'weur', 'eeur', 'apac', 'oc', 'afr', 'me'] as const;

const flag = z.enum(['true', 'false', '1', '0', '']).default('false').transform(isTrue);

const secret = z.string().min(32, 'must have at least 32 characters').optional();

/** An empty variable counts as absent. */
const unlessEmpty = <T extends z.ZodType>(shape: T) =>
  z.preprocess((text) => (text === '' ? undefined : text), shape.optional());

const boolean = z.enum(['true', 'false', '1', '0']);

export const storageVariables = z.object({
  CERT_S3_DUAL_WRITE: flag,
  CERT_S3_READ_PRIMARY: flag,
  CERT_S3_BACKFILL_ENABLED: flag,
  S3_ENDPOINT: z.url().optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('auto'),
  S3_DIALECT: unlessEmpty(z.enum(dialectNames)),
  S3_ADDRESSING: unlessEmpty(z.enum(['path', 'virtual'])),
  S3_ENCRYPTION: unlessEmpty(z.enum(['none', 'AES256', 'aws:kms'])),
  S3_KMS_KEY_ID: unlessEmpty(z.string()),
  S3_CHECKSUMS: unlessEmpty(boolean),
  S3_LIFECYCLE: unlessEmpty(z.enum(['full', 'expiration', 'none'])),
  S3_REQUESTS_PER_SECOND: unlessEmpty(z.coerce.number().positive()),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_SESSION_TOKEN: z.string().optional(),
});
export type StorageVariables = z.output<typeof storageVariables>;

export const tokenVariables = z.object({
  JWT_SECRET: secret,
  JWT_SECRET_PREVIOUS: secret,
  JWKS_URL: z.url().optional(),
  JWT_ISSUER: z.string().min(1).optional(),
  JWT_AUDIENCE: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
    .optional(),
  JWT_PLAYER_ISSUER: z.string().min(1).optional(),
  JWT_ISSUERS: unlessEmpty(z.string()),
  JWT_ROLES_CLAIM: unlessEmpty(z.string()),
});
export type TokenVariables = z.output<typeof tokenVariables>;

export const variables = z.object({
  ...storageVariables.shape,
  ...tokenVariables.shape,
  LAUREL_ENV: z.enum(['development', 'staging', 'production']).default('production'),
  PUBLIC_URL: unlessEmpty(z.url({ protocol: /^https?$/ })),
  BACKEND_SHARDS: z.coerce.number().int().min(1).max(256).default(2),
  BACKEND_LOCATION: unlessEmpty(z.enum(backendLocations)),
  DATABASE_URL: unlessEmpty(
    z.string().regex(/^postgres(ql)?:\/\/./, 'must look like postgres://user:password@host/name'),
  ),
  HYPERDRIVE: z.object({ connectionString: z.string() }).optional(),
  DOWNLOAD_SECRET: secret,
  DOWNLOAD_SECRET_PREVIOUS: secret,
  CORS_ORIGINS: z.string().default(''),
  RATE_LIMITS: z.string().default(''),
  CLIENT_ADDRESS_HEADER: unlessEmpty(z.string().regex(/^[\w-]+$/, 'must be the name of a header')),
  CHECK_ANSWERS: unlessEmpty(boolean),
  LOG_REQUESTS: boolean.default('true'),
  MODERATION_FOUR_EYES: boolean.default('true'),
  LIVE_SOCKETS_PER_ADDRESS: z.coerce.number().int().min(1).default(200),
  MODERATION_APPEAL_DAYS: z.coerce.number().int().min(1).max(appealDaysMax).default(14),
  WEBHOOK_SECRET: secret,
  WEBHOOK_SECRET_PREVIOUS: secret,
  WEBHOOK_RESOLVER_URL: unlessEmpty(z.url({ protocol: /^https?$/ })),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
});
export type Variables = z.output<typeof variables>;

interface Read<T> {
  /** An invalid variable counts as absent. */
  readonly values: T;
  readonly faults: readonly ConfigurationFault[];
}

/** Every variable must have a default or be optional. */
export function readVariables<T extends z.ZodObject>(shape: T, bindings: object): Read<z.output<T>> {
  const given = pick(bindings, Object.keys(shape.shape));
  const parsed = shape.safeParse(given);
  if (parsed.success) return { values: parsed.data, faults: [] };
  const faults = parsed.error.issues.map((issue) => ({
    variable: String(issue.path[0]),
    reason: reasonOf(issue),
  }));
  const invalid = new Set(faults.map(({ variable }) => variable));
  const valid = Object.fromEntries(Object.entries(given).filter(([name]) => !invalid.has(name)));
  return { values: shape.parse(valid), faults };
}

/** Reads nothing else: a missing binding refuses to be read. */
function pick(bindings: object, names: readonly string[]): Record<string, unknown> {
  const all = bindings as Record<string, unknown>;
  return Object.fromEntries(names.flatMap((name) => (all[name] === undefined ? [] : [[name, all[name]]])));
}

/** An issue of a schema as the rest of a sentence. */
function reasonOf(issue: z.core.$ZodIssue): string {
  if (/^must /.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_value':
      return `must be one of ${issue.values.filter((value) => value !== '').join(', ')}`;
    case 'invalid_type':
      return issue.expected === 'number' || issue.expected === 'int' ? 'must be a number' : 'must be a text';
    case 'too_small':
      return issue.inclusive === false ? `must be more than ${issue.minimum}` : `must be ${issue.minimum} or more`;
    case 'too_big':
      return `must be ${issue.maximum} or less`;
    case 'invalid_format':
      return issue.format === 'url' ? 'must be a URL such as https://laurel.example' : `is not valid: ${issue.message}`;
    default:
      return `is not valid: ${issue.message}`;
  }
}

export function isTrue(text: string): boolean {
  return text === 'true' || text === '1';
}
