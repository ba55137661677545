// Raw bindings → frozen, validated Config. The only reader of variable names; everything else is handed a Config.

import { z } from 'zod';
import { impossibilityOf, type MigrationFlags } from './objects/phase.ts';
import type { S3Config } from './objects/s3.ts';

const flag = z
  .enum(['true', 'false', '1', '0', ''])
  .default('false')
  .transform((text) => text === 'true' || text === '1');

const storageVariables = {
  CERT_S3_DUAL_WRITE: flag,
  CERT_S3_READ_PRIMARY: flag,
  CERT_S3_BACKFILL_ENABLED: flag,
  S3_ENDPOINT: z.url().optional(),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('auto'),
  S3_ADDRESSING: z.enum(['path', 'virtual']).default('path'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_SESSION_TOKEN: z.string().optional(),
};

const variables = z.object({
  ...storageVariables,
  PUBLIC_URL: z.url(),
  BACKEND_SHARDS: z.coerce.number().int().min(1).max(256).default(2),
  DATABASE_URL: z.string().optional(),
  JWT_SECRET: z.string().min(32, 'needs at least 32 characters').optional(),
  JWKS_URL: z.url().optional(),
  METRICS_TOKEN: z.string().min(16, 'needs at least 16 characters').optional(),
});

export interface StorageConfig {
  readonly flags: MigrationFlags;
  readonly s3: S3Config | null;
}

export interface Config extends StorageConfig {
  readonly publicUrl: string;
  readonly backendShards: number;
  readonly databaseUrl: string;
  readonly jwt: { readonly secret: string | undefined; readonly jwksUrl: string | undefined };
  /** Null: /metrics is not there. */
  readonly metricsToken: string | null;
}

/** The bindings this reads beyond what wrangler.toml names: secrets, and Hyperdrive where it is bound. */
export interface RawConfig {
  readonly HYPERDRIVE?: { readonly connectionString: string };
}

/** @throws Error with one sentence that names every variable at fault, never its value. */
export function readConfig(bindings: object): Config {
  const v = parse(variables, bindings);
  const databaseUrl = (bindings as RawConfig).HYPERDRIVE?.connectionString ?? v.DATABASE_URL;
  if (databaseUrl === undefined) throw new Error('Configuration: bind HYPERDRIVE or set DATABASE_URL.');
  if (v.JWT_SECRET === undefined && v.JWKS_URL === undefined)
    throw new Error('Configuration: set JWT_SECRET or JWKS_URL.');
  return Object.freeze({
    publicUrl: v.PUBLIC_URL.replace(/\/+$/, ''),
    backendShards: v.BACKEND_SHARDS,
    databaseUrl,
    jwt: { secret: v.JWT_SECRET, jwksUrl: v.JWKS_URL },
    ...judgeStorage(v),
    metricsToken: v.METRICS_TOKEN ?? null,
  });
}

/** For commands that touch nothing but the stores. @throws as readConfig does. */
export function readStorageConfig(bindings: object): StorageConfig {
  return judgeStorage(parse(z.object(storageVariables), bindings));
}

function parse<T extends z.ZodType>(shape: T, bindings: object): z.output<T> {
  const parsed = shape.safeParse(bindings);
  if (parsed.success) return parsed.data;
  throw new Error(`Configuration: ${parsed.error.issues.map((i) => `${i.path.join('.')} ${i.message}`).join('; ')}.`);
}

type StorageVariables = z.output<z.ZodObject<typeof storageVariables>>;

function judgeStorage(v: StorageVariables): StorageConfig {
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
  const { S3_REGION: region, S3_ADDRESSING: addressing } = v;
  return { endpoint, bucket, region, addressing, accessKeyId, secretAccessKey, ...sessionToken };
}
