import { describe, expect, it } from 'vitest';
import { describeFaults, readConfig } from '../../../src/app/configuration/config.ts';
import { dialects } from '../../../src/objects/stores/s3-dialect.ts';

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

const entry = { issuer: 'https://other.example', audiences: ['laurel'] };
const listed = (...entries: object[]) => ({ ...bindings, JWT_ISSUERS: JSON.stringify(entries) });

describe('configuration', () => {
  it('has all storage flags off by default', () => {
    const config = readConfig(bindings);
    expect(config.flags).toEqual({ dualWrite: false, readPrimary: false, backfill: false });
    expect([config.s3, config.publicUrl]).toEqual([null, 'https://laurel.example']);
  });

  it.each([
    [{ LAUREL_ENV: 'prod' }, 'LAUREL_ENV must be one of development, staging, production.'],
    [{ CERT_S3_DUAL_WRITE: 'yes' }, 'CERT_S3_DUAL_WRITE must be one of 0, 1, true, false.'],
    [{ BACKEND_SHARDS: 'many' }, 'BACKEND_SHARDS must be a number.'],
    [{ BACKEND_SHARDS: '0' }, 'BACKEND_SHARDS must be 1 or more.'],
    [{ BACKEND_SHARDS: '257' }, 'BACKEND_SHARDS must be 256 or less.'],
    [{ ...s3, S3_REQUESTS_PER_SECOND: '0' }, 'S3_REQUESTS_PER_SECOND must be more than 0.'],
    [{ PUBLIC_URL: 'laurel' }, 'PUBLIC_URL must be a URL such as https://laurel.example.'],
  ])('says what a variable must be: %o', (changed, sentence) => {
    expect(describeFaults(readConfig({ ...bindings, ...changed }).faults)).toContain(`Configuration: ${sentence}`);
  });

  it('prefers Hyperdrive to DATABASE_URL', () => {
    const HYPERDRIVE = { connectionString: 'postgres://hyperdrive' };
    expect(readConfig({ ...bindings, HYPERDRIVE }).database).toEqual({ value: 'postgres://hyperdrive', fault: null });
  });

  it.each([
    ['no database', { ...bindings, DATABASE_URL: undefined }, 'DATABASE_URL'],
    ['no way to verify tokens', { ...bindings, JWT_SECRET: undefined }, 'JWT_SECRET is not set'],
    ['a short secret', { ...bindings, JWT_SECRET: 'short' }, 'at least 32 characters'],
    ['a flag that is neither true nor false', { ...bindings, CERT_S3_DUAL_WRITE: 'yes' }, 'CERT_S3_DUAL_WRITE'],
    ['dual write without S3', { ...bindings, CERT_S3_DUAL_WRITE: 'true' }, 'S3_ENDPOINT'],
    ['read-primary without dual write', { ...bindings, ...s3, CERT_S3_READ_PRIMARY: 'true' }, 'CERT_S3_DUAL_WRITE'],
    ['backfill without dual write', { ...bindings, ...s3, CERT_S3_BACKFILL_ENABLED: '1' }, 'CERT_S3_DUAL_WRITE'],
    ['incomplete S3 settings', { ...bindings, ...s3, S3_BUCKET: undefined }, 'S3_BUCKET'],
    ['an unknown dialect', { ...bindings, ...s3, S3_DIALECT: 'azure' }, 'S3_DIALECT'],
    ['an unknown encryption', { ...bindings, ...s3, S3_ENCRYPTION: 'rot13' }, 'S3_ENCRYPTION'],
    ['a KMS key without KMS encryption', { ...bindings, ...s3, S3_KMS_KEY_ID: 'hidden' }, 'S3_ENCRYPTION=aws:kms'],
    ['a request rate of 0', { ...bindings, ...s3, S3_REQUESTS_PER_SECOND: '0' }, 'S3_REQUESTS_PER_SECOND'],
    ['an unknown addressing', { ...bindings, ...s3, S3_ADDRESSING: 'host' }, 'S3_ADDRESSING'],
    ['a key set without issuer and audience', { ...bindings, JWKS_URL: keys }, 'needs JWT_ISSUER and JWT_AUDIENCE'],
    ['a key set without audience', { ...bindings, JWKS_URL: keys, JWT_ISSUER: 'i' }, 'JWT_AUDIENCE'],
    ['a key set with an empty audience', { ...bindings, ...provider, JWT_AUDIENCE: ' , ' }, 'JWT_AUDIENCE'],
    ['a key set without issuer', { ...bindings, JWKS_URL: keys, JWT_AUDIENCE: 'a' }, 'JWT_ISSUER'],
    ['an issuer without audience', { ...bindings, JWT_ISSUER: 'https://id.example/' }, 'JWT_AUDIENCE'],
    ['an issuer that cannot be discovered', { ...bindings, JWT_ISSUER: 'i', JWT_AUDIENCE: 'a' }, 'https://'],
    ['a list of issuers that is not JSON', { ...bindings, JWT_ISSUERS: 'https://hidden' }, 'JWT_ISSUERS'],
    ['an entry with an unknown field', listed({ ...entry, key: 'x' }), 'JWT_ISSUERS'],
    ['an entry without audiences', listed({ issuer: entry.issuer }), 'audiences'],
    ['an entry with an empty list of audiences', listed({ ...entry, audiences: [] }), 'share its keys'],
    ['an entry with keys by plain http', listed({ ...entry, keys: 'http://id.example/keys' }), 'https://'],
    ['an entry to discover by plain http', listed({ ...entry, issuer: 'http://id.example' }), 'https://'],
    ['an issuer twice in the list', listed(entry, entry), 'twice'],
    ['an issuer in both forms', { ...listed({ ...entry, issuer: provider.JWT_ISSUER }), ...provider }, 'repeats'],
    ['a key set by plain http', { ...bindings, ...provider, JWKS_URL: 'http://id.example/keys' }, 'https://'],
    [
      'a player issuer that is not the issuer',
      { ...bindings, ...provider, JWT_PLAYER_ISSUER: 'other' },
      'JWT_PLAYER_ISSUER',
    ],
    [
      'only a previous secret',
      { ...bindings, ...provider, JWT_SECRET: undefined, JWT_SECRET_PREVIOUS: 'hidden'.repeat(6) },
      'JWT_SECRET_PREVIOUS',
    ],
    ['a short secret of downloads', { ...bindings, DOWNLOAD_SECRET: 'short' }, 'at least 32 characters'],
    [
      'only a previous secret of downloads',
      { ...bindings, DOWNLOAD_SECRET_PREVIOUS: 'hidden'.repeat(6) },
      'DOWNLOAD_SECRET_PREVIOUS',
    ],
    ['a short previous secret', { ...bindings, JWT_SECRET_PREVIOUS: 'short' }, 'at least 32 characters'],
    ['an origin with a path', { ...bindings, CORS_ORIGINS: 'https://play.example/app' }, 'CORS_ORIGINS'],
    ['an invalid public URL', { ...bindings, PUBLIC_URL: 'laurel' }, 'PUBLIC_URL'],
  ])('with %s has a fault that a sentence names without a secret', (_, given, named) => {
    const said = describeFaults(readConfig(given).faults);
    expect(said).toContain(named);
    expect(said).not.toContain('hidden');
  });

  it('accepts a key set with issuer and audiences; its subjects are players only if JWT_PLAYER_ISSUER says so', () => {
    const issuer = { issuer: 'https://id.example/', audiences: ['laurel', 'https://api.example'], keys };
    const rolesClaim = 'roles';
    expect(readConfig({ ...bindings, ...provider }).tokens.issuers).toEqual([
      { ...issuer, rolesClaim, namesPlayers: false },
    ]);
    const named = readConfig({ ...bindings, ...provider, JWT_PLAYER_ISSUER: issuer.issuer });
    expect(named.tokens.issuers).toEqual([{ ...issuer, rolesClaim, namesPlayers: true }]);
  });

  it('accepts a list of issuers beside the short form; without keys they are discovered', () => {
    const own = { ...entry, issuer: 'https://third.example', keys, namesPlayers: true, rolesClaim: 'app.roles' };
    const { issuers } = readConfig({ ...listed(entry, own), ...provider, JWT_ROLES_CLAIM: 'realm.roles' }).tokens;
    expect(issuers.slice(1)).toEqual([
      { ...entry, keys: 'discovery', namesPlayers: false, rolesClaim: 'realm.roles' },
      own,
    ]);
    expect(issuers[0]).toMatchObject({ issuer: provider.JWT_ISSUER, rolesClaim: 'realm.roles' });
    const short = { JWT_ISSUER: 'https://id.example/', JWT_AUDIENCE: 'laurel', JWT_SECRET: undefined };
    expect(readConfig({ ...bindings, ...short }).tokens.issuers).toMatchObject([{ keys: 'discovery' }]);
  });

  it('accepts two secrets, the current one first', () => {
    const previous = 'y'.repeat(32);
    const { secrets } = readConfig({ ...bindings, JWT_SECRET_PREVIOUS: previous }).tokens;
    expect(secrets).toEqual([bindings.JWT_SECRET, previous]);
  });

  it('signs links with a secret of their own, otherwise with the secret of tokens, and accepts all of them', () => {
    const [own, before, older] = ['d', 'e', 'f'].map((letter) => letter.repeat(32)) as [string, string, string];
    const secretsOf = (more: object) => readConfig({ ...bindings, ...more }).links.secrets;
    expect(secretsOf({})).toEqual([bindings.JWT_SECRET]);
    expect(secretsOf({ DOWNLOAD_SECRET: own })).toEqual([own, bindings.JWT_SECRET]);
    const rotating = { DOWNLOAD_SECRET: own, DOWNLOAD_SECRET_PREVIOUS: before, JWT_SECRET_PREVIOUS: older };
    expect(secretsOf(rotating)).toEqual([own, before, bindings.JWT_SECRET, older]);
    expect(readConfig(bindings).links.fault).toBeNull();
  });

  it('without a secret makes no links, and is accepted otherwise', () => {
    const keysOnly = { ...bindings, ...provider, JWT_SECRET: undefined };
    const { links } = readConfig(keysOnly);
    expect(links).toMatchObject({ secrets: [], fault: { variable: 'DOWNLOAD_SECRET' } });
    expect(readConfig({ ...keysOnly, DOWNLOAD_SECRET: 'd'.repeat(32) }).links.fault).toBeNull();
  });

  it('accepts complete S3 settings and flags', () => {
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
  ] as const)('follows from the host: %s is %s', (S3_ENDPOINT, name) => {
    expect(dialectOf({ S3_ENDPOINT })).toEqual(dialects[name]);
  });

  it('may be set by name, and each part separately; an empty variable counts as absent', () => {
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

  it('puts a bucket name with a dot into the path, because TLS certificates do not cover it in the host', () => {
    const endpoint = { S3_ENDPOINT: 'https://s3.amazonaws.com' };
    expect(dialectOf(endpoint)?.addressing).toBe('virtual');
    expect(dialectOf({ ...endpoint, S3_BUCKET: 'certificates.example' })?.addressing).toBe('path');
  });
});
