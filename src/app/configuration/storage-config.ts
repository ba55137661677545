// The second store and the phase of its migration.

import type { ConfigurationFault } from '../../core/public-url.ts';
import { impossibilityOf, type MigrationFlags } from '../../objects/stores/phase.ts';
import type { S3Config } from '../../objects/stores/s3.ts';
import { dialectOfEndpoint, dialects, type S3Dialect } from '../../objects/stores/s3-dialect.ts';
import { FaultError, type Part, readPart } from './faults.ts';
import { isTrue, type StorageVariables } from './variables.ts';

export interface StorageConfig {
  readonly flags: MigrationFlags;
  readonly s3: S3Config | null;
}

const noFlags: MigrationFlags = { dualWrite: false, readPrimary: false, backfill: false };

/** With a fault, S3 is still read where it can be: an object may exist only there. `given` are faults of single variables. */
export function readStorage(v: StorageVariables, given: readonly ConfigurationFault[]): Part<StorageConfig> {
  const { value: s3, fault } = readPart(given, () => readS3(v), null);
  const flags = {
    dualWrite: v.CERT_S3_DUAL_WRITE,
    readPrimary: v.CERT_S3_READ_PRIMARY,
    backfill: v.CERT_S3_BACKFILL_ENABLED,
  };
  const found = fault ?? impossibilityOf(flags, s3 !== null);
  return { value: { flags: found === null ? flags : noFlags, s3 }, fault: found };
}

const required = ['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

function readS3(v: StorageVariables): S3Config | null {
  const [endpoint = '', bucket = '', accessKeyId = '', secretAccessKey = ''] = required.map((name) => v[name]);
  const missing = required.find((name) => (v[name] ?? '') === '');
  if (missing !== undefined) {
    if (required.every((name) => (v[name] ?? '') === '')) return null;
    throw new FaultError(
      missing,
      `is not set: S3 needs ${required.slice(0, 3).join(', ')} and ${required[3]} together`,
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
  if (keyId !== null && kind !== 'aws:kms') throw new FaultError('S3_KMS_KEY_ID', 'needs S3_ENCRYPTION=aws:kms');
  // The TLS certificate for *.s3.amazonaws.com does not cover bucket names with a dot.
  const addressing = v.S3_BUCKET?.includes('.') ? 'path' : known.addressing;
  return {
    encryption: kind === 'aws:kms' ? { kind, keyId } : { kind },
    hasChecksums: v.S3_CHECKSUMS === undefined ? known.hasChecksums : isTrue(v.S3_CHECKSUMS),
    addressing: v.S3_ADDRESSING ?? addressing,
    lifecycle: v.S3_LIFECYCLE ?? known.lifecycle,
    requestsPerSecondMax: v.S3_REQUESTS_PER_SECOND ?? known.requestsPerSecondMax,
  };
}
