import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/app/config.ts';
import { dialects } from '../../src/objects/stores/s3-dialect.ts';

const bindings = {
  PUBLIC_URL: 'https://laurel.example/',
  DATABASE_URL: 'postgres://laurel:hidden@db/laurel',
  JWT_SECRET: 'x'.repeat(32),
};
const s3 = {
  S3_ENDPOINT: 'https://s3.example',
  S3_BUCKET: 'certificates',
  S3_ACCESS_KEY_ID: 'id',
  S3_SECRET_ACCESS_KEY: 'hidden',
};

const keys = 'https://id.example/keys';
const provider = { JWKS_URL: keys, JWT_ISSUER: 'https://id.example/', JWT_AUDIENCE: 'laurel, https://api.example' };

describe('configuration', () => {
  it('has every storage flag off unless it is set', () => {
    const config = readConfig(bindings);
    expect(config.flags).toEqual({ dualWrite: false, readPrimary: false, backfill: false });
    expect([config.s3, config.publicUrl]).toEqual([null, 'https://laurel.example']);
  });

  it('prefers Hyperdrive to an address of its own', () => {
    const HYPERDRIVE = { connectionString: 'postgres://hyperdrive' };
    expect(readConfig({ ...bindings, HYPERDRIVE }).databaseUrl).toBe('postgres://hyperdrive');
  });

  it.each([
    ['no database', { ...bindings, DATABASE_URL: undefined }, 'DATABASE_URL'],
    ['no way to verify tokens', { ...bindings, JWT_SECRET: undefined }, 'JWT_SECRET or JWKS_URL'],
    ['a short secret', { ...bindings, JWT_SECRET: 'short' }, 'at least 32 characters'],
    ['a flag that is neither true nor false', { ...bindings, CERT_S3_DUAL_WRITE: 'yes' }, 'CERT_S3_DUAL_WRITE'],
    ['dual write without S3', { ...bindings, CERT_S3_DUAL_WRITE: 'true' }, 'S3_ENDPOINT'],
    ['read-primary without dual write', { ...bindings, ...s3, CERT_S3_READ_PRIMARY: 'true' }, 'CERT_S3_DUAL_WRITE'],
    ['backfill without dual write', { ...bindings, ...s3, CERT_S3_BACKFILL_ENABLED: '1' }, 'CERT_S3_DUAL_WRITE'],
    ['half of what S3 needs', { ...bindings, ...s3, S3_BUCKET: undefined }, 'S3_BUCKET'],
    ['a dialect nobody knows', { ...bindings, ...s3, S3_DIALECT: 'azure' }, 'S3_DIALECT'],
    ['an encryption nobody knows', { ...bindings, ...s3, S3_ENCRYPTION: 'rot13' }, 'S3_ENCRYPTION'],
    ['a key of KMS without KMS', { ...bindings, ...s3, S3_KMS_KEY_ID: 'hidden' }, 'S3_ENCRYPTION=aws:kms'],
    ['a rate of nothing', { ...bindings, ...s3, S3_REQUESTS_PER_SECOND: '0' }, 'S3_REQUESTS_PER_SECOND'],
    ['an addressing nobody knows', { ...bindings, ...s3, S3_ADDRESSING: 'host' }, 'S3_ADDRESSING'],
    ['a key set without issuer and audience', { ...bindings, JWKS_URL: keys }, 'needs JWT_ISSUER and JWT_AUDIENCE'],
    ['a key set without audience', { ...bindings, JWKS_URL: keys, JWT_ISSUER: 'i' }, 'JWT_AUDIENCE'],
    ['a key set with an empty audience', { ...bindings, ...provider, JWT_AUDIENCE: ' , ' }, 'JWT_AUDIENCE'],
    ['a key set without issuer', { ...bindings, JWKS_URL: keys, JWT_AUDIENCE: 'a' }, 'JWT_ISSUER'],
    ['an issuer without a key set', { ...bindings, JWT_ISSUER: 'i' }, 'JWKS_URL'],
    ['a key set by plain http', { ...bindings, ...provider, JWKS_URL: 'http://id.example/keys' }, 'https://'],
    ['another issuer of players', { ...bindings, ...provider, JWT_PLAYER_ISSUER: 'other' }, 'JWT_PLAYER_ISSUER'],
    [
      'an earlier secret alone',
      { ...bindings, ...provider, JWT_SECRET: undefined, JWT_SECRET_PREVIOUS: 'hidden'.repeat(6) },
      'JWT_SECRET_PREVIOUS',
    ],
    ['a short earlier secret', { ...bindings, JWT_SECRET_PREVIOUS: 'short' }, 'at least 32 characters'],
    ['an origin with a path', { ...bindings, CORS_ORIGINS: 'https://play.example/app' }, 'CORS_ORIGINS'],
    ['an address that is none', { ...bindings, PUBLIC_URL: 'laurel' }, 'PUBLIC_URL'],
  ])('with %s is refused in one sentence that gives no secret away', (_, given, named) => {
    expect(() => readConfig(given)).toThrow(named);
    expect(() => readConfig(given)).not.toThrow('hidden');
  });

  it('takes a key set with its issuer and audiences, whose subjects are no players unless that is said', () => {
    const issuer = { issuer: 'https://id.example/', audiences: ['laurel', 'https://api.example'], keys };
    expect(readConfig({ ...bindings, ...provider }).tokens.issuers).toEqual([{ ...issuer, namesPlayers: false }]);
    const named = readConfig({ ...bindings, ...provider, JWT_PLAYER_ISSUER: issuer.issuer });
    expect(named.tokens.issuers).toEqual([{ ...issuer, namesPlayers: true }]);
  });

  it('takes two secrets, the one in use first', () => {
    const previous = 'y'.repeat(32);
    const { secrets } = readConfig({ ...bindings, JWT_SECRET_PREVIOUS: previous }).tokens;
    expect(secrets).toEqual([bindings.JWT_SECRET, previous]);
  });

  it('takes S3 with all it needs, in every phase', () => {
    const config = readConfig({ ...bindings, ...s3, CERT_S3_DUAL_WRITE: 'true', CERT_S3_READ_PRIMARY: '1' });
    expect(config.flags).toEqual({ dualWrite: true, readPrimary: true, backfill: false });
    expect(config.s3).toMatchObject({ bucket: 'certificates', region: 'auto', dialect: dialects.other });
  });
});

describe('the dialect of S3', () => {
  const dialectOf = (given: Record<string, string>) => readConfig({ ...bindings, ...s3, ...given }).s3?.dialect;

  it.each([
    ['https://s3.eu-central-1.amazonaws.com', 'aws'],
    ['https://abc.r2.cloudflarestorage.com', 'r2'],
    ['https://s3.us-west-004.backblazeb2.com', 'b2'],
    ['https://storage.googleapis.com', 'gcs'],
    ['https://amazonaws.com.example', 'other'],
    ['http://127.0.0.1:9000', 'other'],
  ] as const)('is told by its host: %s is %s', (S3_ENDPOINT, name) => {
    expect(dialectOf({ S3_ENDPOINT })).toEqual(dialects[name]);
  });

  it('may be named, and each part set apart; empty is not set', () => {
    expect(dialectOf({ S3_DIALECT: 'openstack' })).toEqual(dialects.openstack);
    const apart = {
      S3_DIALECT: 'aws',
      S3_ADDRESSING: 'path',
      S3_ENCRYPTION: 'aws:kms',
      S3_KMS_KEY_ID: 'alias/laurel',
      S3_CHECKSUMS: 'false',
      S3_LIFECYCLE: 'none',
      S3_REQUESTS_PER_SECOND: '50',
    };
    expect(dialectOf(apart)).toEqual({
      encryption: { kind: 'aws:kms', keyId: 'alias/laurel' },
      hasChecksums: false,
      addressing: 'path',
      lifecycle: 'none',
      requestsPerSecondMax: 50,
    });
    const empty = Object.fromEntries(Object.keys(apart).map((name) => [name, '']));
    expect(dialectOf(empty)).toEqual(dialects.other);
    expect(dialectOf({ ...empty, S3_DIALECT: 'minio', S3_ENCRYPTION: 'AES256' })?.encryption).toEqual({
      kind: 'AES256',
    });
  });

  it('names a bucket with a dot in the path, where certificates cover the host', () => {
    const endpoint = { S3_ENDPOINT: 'https://s3.amazonaws.com' };
    expect(dialectOf(endpoint)?.addressing).toBe('virtual');
    expect(dialectOf({ ...endpoint, S3_BUCKET: 'certificates.example' })?.addressing).toBe('path');
  });
});
