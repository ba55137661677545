// Validates bindings and returns a frozen Config. Only this file knows the names of variables.

import { z } from 'zod';
import type { LinkSecrets } from '../certificates/links/link-keys.ts';
import { type ConfigurationFault, unprintableReason } from '../core/public-url.ts';
import { type OriginList, parseOrigins } from '../http/cors/origins.ts';
import { parseQuotas, type Quotas } from '../http/limits/limiter.ts';
import { type IssuerEntry, parseIssuers, readIssuers } from '../http/tokens/issuer-list.ts';
import { rolesClaimDefault, type TokenIssuer, type TokenTrust } from '../http/tokens/verify-token.ts';
import { appealDaysMax } from '../moderation/appeals/appeal.ts';
import { impossibilityOf, type MigrationFlags } from '../objects/stores/phase.ts';
import type { S3Config } from '../objects/stores/s3.ts';
import { dialectNames, dialectOfEndpoint, dialects, type S3Dialect } from '../objects/stores/s3-dialect.ts';

const flag = z
  .enum(['true', 'false', '1', '0', ''])
  .default('false')
  .transform((text) => text === 'true' || text === '1');

const secret = z.string().min(32, 'must have at least 32 characters').optional();

/** An empty variable counts as absent. */
const unlessEmpty = <T extends z.ZodType>(shape: T) =>
  z.preprocess((text) => (text === '' ? undefined : text), shape.optional());

const storageVariables = {
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
  S3_CHECKSUMS: unlessEmpty(z.enum(['true', 'false', '1', '0'])),
  S3_LIFECYCLE: unlessEmpty(z.enum(['full', 'expiration', 'none'])),
  S3_REQUESTS_PER_SECOND: unlessEmpty(z.coerce.number().positive()),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_SESSION_TOKEN: z.string().optional(),
};

const variables = z.object({
  ...storageVariables,
  LAUREL_ENV: z.enum(['development', 'staging', 'production']).default('production'),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }),
  BACKEND_SHARDS: z.coerce.number().int().min(1).max(256).default(2),
  DATABASE_URL: z.string().optional(),
  JWT_SECRET: secret,
  JWT_SECRET_PREVIOUS: secret,
  DOWNLOAD_SECRET: secret,
  DOWNLOAD_SECRET_PREVIOUS: secret,
  JWKS_URL: z.url().optional(),
  JWT_ISSUER: z.string().min(1).optional(),
  JWT_AUDIENCE: z
    .string()
    .transform((text) => text.split(/[\s,]+/).filter((part) => part !== ''))
    .optional(),
  JWT_PLAYER_ISSUER: z.string().min(1).optional(),
  JWT_ISSUERS: unlessEmpty(z.string()),
  JWT_ROLES_CLAIM: unlessEmpty(z.string()),
  CORS_ORIGINS: z.string().default(''),
  RATE_LIMITS: z.string().default(''),
  CLIENT_ADDRESS_HEADER: unlessEmpty(z.string().regex(/^[\w-]+$/, 'must be the name of a header')),
  CHECK_ANSWERS: unlessEmpty(z.enum(['true', 'false', '1', '0'])),
  LOG_REQUESTS: z.enum(['true', 'false', '1', '0']).default('true'),
  MODERATION_FOUR_EYES: z.enum(['true', 'false', '1', '0']).default('true'),
  MODERATION_APPEAL_DAYS: z.coerce.number().int().min(1).max(appealDaysMax).default(14),
  METRICS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
});

export interface StorageConfig {
  readonly flags: MigrationFlags;
  readonly s3: S3Config | null;
}

export interface Config extends StorageConfig {
  readonly publicUrl: string;
  /** Why no certificate can be issued: other people could not open its URL. Verification still works. */
  readonly issuingFault: ConfigurationFault | null;
  readonly checksAnswers: boolean;
  readonly backendShards: number;
  readonly databaseUrl: string;
  /** Hyperdrive may cache queries. */
  readonly isBehindHyperdrive: boolean;
  readonly tokens: TokenTrust;
  readonly links: LinkSecrets;
  readonly origins: OriginList;
  readonly quotas: Quotas;
  /** The header with the client's address, if a proxy sets it. Cloudflare's own is known. */
  readonly addressHeader: string | null;
  readonly logsRequests: boolean;
  /** A ban for ever needs a second moderator. */
  readonly hasFourEyes: boolean;
  /** How long a sanction may be appealed. */
  readonly appealDays: number;
  /** Null disables /metrics. */
  readonly metricsToken: string | null;
}

/** Bindings that wrangler.toml does not declare. */
interface RawConfig {
  readonly HYPERDRIVE?: { readonly connectionString: string };
}

/** @throws Error that names every invalid variable, but no value. */
export function readConfig(bindings: object): Config {
  const v = parse(variables, bindings);
  const databaseUrl = (bindings as RawConfig).HYPERDRIVE?.connectionString ?? v.DATABASE_URL;
  if (databaseUrl === undefined) throw new Error('Configuration: bind HYPERDRIVE or set DATABASE_URL.');
  return Object.freeze({
    publicUrl: v.PUBLIC_URL.replace(/\/+$/, ''),
    backendShards: v.BACKEND_SHARDS,
    issuingFault: findIssuingFault(v),
    checksAnswers: v.CHECK_ANSWERS === undefined ? v.LAUREL_ENV === 'development' : isTrue(v.CHECK_ANSWERS),
    databaseUrl,
    isBehindHyperdrive: (bindings as RawConfig).HYPERDRIVE !== undefined,
    tokens: readTokenTrust(v),
    links: readLinkSecrets(v),
    origins: orFault('CORS_ORIGINS', () => parseOrigins(v.CORS_ORIGINS)),
    quotas: orFault('RATE_LIMITS', () => parseQuotas(v.RATE_LIMITS)),
    addressHeader: v.CLIENT_ADDRESS_HEADER ?? null,
    logsRequests: isTrue(v.LOG_REQUESTS),
    hasFourEyes: isTrue(v.MODERATION_FOUR_EYES),
    appealDays: v.MODERATION_APPEAL_DAYS,
    ...readStorage(v),
    metricsToken: v.METRICS_TOKEN ?? null,
  });
}

/** For commands that use only the object stores. @throws like readConfig. */
export function readStorageConfig(bindings: object): StorageConfig {
  return readStorage(parse(z.object(storageVariables), bindings));
}

function parse<T extends z.ZodType>(shape: T, bindings: object): z.output<T> {
  const parsed = shape.safeParse(bindings);
  if (parsed.success) return parsed.data;
  throw new Error(`Configuration: ${parsed.error.issues.map((i) => `${i.path.join('.')} ${i.message}`).join('; ')}.`);
}

const isTrue = (text: string) => text === 'true' || text === '1';

type Variables = z.output<typeof variables>;

function readTokenTrust(v: Variables): TokenTrust {
  const rolesClaim = v.JWT_ROLES_CLAIM ?? rolesClaimDefault;
  const issuers = readAllIssuers(v, rolesClaim);
  if (v.JWT_SECRET === undefined && issuers.length === 0)
    throw new Error('Configuration: set JWT_SECRET, JWT_ISSUERS, or JWT_ISSUER with JWT_AUDIENCE.');
  if (v.JWT_SECRET === undefined && v.JWT_SECRET_PREVIOUS !== undefined)
    throw new Error('Configuration: JWT_SECRET_PREVIOUS needs JWT_SECRET.');
  const secrets = [v.JWT_SECRET, v.JWT_SECRET_PREVIOUS].filter((one) => one !== undefined);
  return { secrets, issuers, rolesClaim };
}

/**
 * A secret of its own comes first. The secret of tokens serves where there is none, and links signed with it stay valid when one is
 * added. A deployment that has neither makes no links.
 */
function readLinkSecrets(v: Variables): LinkSecrets {
  if (v.DOWNLOAD_SECRET === undefined && v.DOWNLOAD_SECRET_PREVIOUS !== undefined)
    throw new Error('Configuration: DOWNLOAD_SECRET_PREVIOUS needs DOWNLOAD_SECRET.');
  const given = [v.DOWNLOAD_SECRET, v.DOWNLOAD_SECRET_PREVIOUS, v.JWT_SECRET, v.JWT_SECRET_PREVIOUS];
  const secrets = given.filter((one) => one !== undefined);
  const fault = { variable: 'DOWNLOAD_SECRET', reason: 'is not set, and neither is JWT_SECRET' };
  return { secrets, fault: secrets.length === 0 ? fault : null };
}

/** The short form is one more entry of the list. */
function readAllIssuers(v: Variables, rolesClaim: string): TokenIssuer[] {
  const single = readSingleIssuer(v);
  const [listed, one] = [
    orFault('JWT_ISSUERS', () => (v.JWT_ISSUERS === undefined ? [] : parseIssuers(v.JWT_ISSUERS, rolesClaim))),
    orFault(v.JWKS_URL === undefined ? 'JWT_ISSUER' : 'JWKS_URL', () => readIssuers(single, rolesClaim)),
  ];
  const twice = listed.find(({ issuer }) => issuer === one[0]?.issuer);
  if (twice !== undefined) throw new Error('Configuration: JWT_ISSUERS repeats the issuer of JWT_ISSUER.');
  return [...one, ...listed];
}

/** A provider may use one key set for all its customers. Without issuer and audience, tokens of all of them would be valid. */
function readSingleIssuer(v: Variables): IssuerEntry[] {
  const { JWKS_URL: keys, JWT_ISSUER: issuer, JWT_AUDIENCE: audiences = [], JWT_PLAYER_ISSUER: playerIssuer } = v;
  if (keys === undefined && issuer === undefined && audiences.length === 0 && playerIssuer === undefined) return [];
  if (issuer === undefined || audiences.length === 0)
    throw new Error(
      'Configuration: an issuer needs JWT_ISSUER and JWT_AUDIENCE, because other customers may share its keys.',
    );
  if (playerIssuer !== undefined && playerIssuer !== issuer)
    throw new Error('Configuration: JWT_PLAYER_ISSUER must equal JWT_ISSUER.');
  return [{ issuer, audiences, keys, namesPlayers: playerIssuer !== undefined }];
}

function findIssuingFault({ LAUREL_ENV: environment, PUBLIC_URL: url }: Variables): ConfigurationFault | null {
  const reason = environment === 'development' ? null : unprintableReason(url);
  return reason === null ? null : { variable: 'PUBLIC_URL', reason };
}

function orFault<T>(variable: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new Error(`Configuration: ${variable}: ${(error as Error).message}.`);
  }
}

type StorageVariables = z.output<z.ZodObject<typeof storageVariables>>;

function readStorage(v: StorageVariables): StorageConfig {
  const flags = {
    dualWrite: v.CERT_S3_DUAL_WRITE,
    readPrimary: v.CERT_S3_READ_PRIMARY,
    backfill: v.CERT_S3_BACKFILL_ENABLED,
  };
  const s3 = readS3(v);
  const impossibility = impossibilityOf(flags, s3 !== null);
  if (impossibility !== null) throw new Error(`Configuration: ${impossibility}`);
  return { flags, s3 };
}

function readS3(v: StorageVariables): S3Config | null {
  const {
    S3_ENDPOINT: endpoint,
    S3_BUCKET: bucket,
    S3_ACCESS_KEY_ID: accessKeyId,
    S3_SECRET_ACCESS_KEY: secretAccessKey,
  } = v;
  const given = [endpoint, bucket, accessKeyId, secretAccessKey];
  if (given.every((value) => value === undefined || value === '')) return null;
  if (!endpoint || !bucket || !accessKeyId || !secretAccessKey) {
    throw new Error(
      'Configuration: S3 needs S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY together.',
    );
  }
  const sessionToken = v.S3_SESSION_TOKEN === undefined ? {} : { sessionToken: v.S3_SESSION_TOKEN };
  const { S3_REGION: region } = v;
  return { endpoint, bucket, region, accessKeyId, secretAccessKey, ...sessionToken, dialect: readDialect(v, endpoint) };
}

/** The known dialect, with the parts that are overridden by variables. */
function readDialect(v: StorageVariables, endpoint: string): S3Dialect {
  const known = dialects[v.S3_DIALECT ?? dialectOfEndpoint(endpoint)];
  const { S3_ENCRYPTION: kind = known.encryption.kind, S3_KMS_KEY_ID: keyId = null } = v;
  if (keyId !== null && kind !== 'aws:kms') {
    throw new Error('Configuration: S3_KMS_KEY_ID needs S3_ENCRYPTION=aws:kms.');
  }
  // The TLS certificate for *.s3.amazonaws.com does not cover bucket names with a dot.
  const addressing = v.S3_BUCKET?.includes('.') ? 'path' : known.addressing;
  const checksums = v.S3_CHECKSUMS;
  return {
    encryption: kind === 'aws:kms' ? { kind, keyId } : { kind },
    hasChecksums: checksums === undefined ? known.hasChecksums : checksums === 'true' || checksums === '1',
    addressing: v.S3_ADDRESSING ?? addressing,
    lifecycle: v.S3_LIFECYCLE ?? known.lifecycle,
    requestsPerSecondMax: v.S3_REQUESTS_PER_SECOND ?? known.requestsPerSecondMax,
  };
}
