// What servers that speak S3 do differently, as a table: which headers they refuse, how they are addressed, which rules they
// keep. Pure. Every field can be set apart, for servers that are configured otherwise.

import type { LifecycleRule } from '../lifecycle/lifecycle.ts';

export const dialectNames = ['aws', 'r2', 'b2', 'minio', 'gcs', 'openstack', 'other'] as const;
export type DialectName = (typeof dialectNames)[number];

/** `none` sends no header: many servers encrypt by themselves, and some refuse to be asked. */
export type Encryption =
  | { readonly kind: 'none' }
  | { readonly kind: 'AES256' }
  | { readonly kind: 'aws:kms'; readonly keyId: string | null };

export interface S3Dialect {
  readonly encryption: Encryption;
  /** Whether x-amz-checksum-sha256 may be sent, and asked for by x-amz-checksum-mode. */
  readonly hasChecksums: boolean;
  /** Where requests name the bucket: in the path, or before the host (AWS: virtual hosting of buckets). */
  readonly addressing: 'path' | 'virtual';
  /** `expiration`: no storage classes to move objects to. */
  readonly lifecycle: 'full' | 'expiration' | 'none';
  /** Of one isolate or command; null: no limit of our own. */
  readonly requestsPerSecondMax: number | null;
}

const none = { kind: 'none' } as const;
const plain: S3Dialect = {
  encryption: none,
  hasChecksums: false,
  addressing: 'path',
  lifecycle: 'full',
  requestsPerSecondMax: null,
};

export const dialects: Readonly<Record<DialectName, S3Dialect>> = {
  aws: { ...plain, encryption: { kind: 'AES256' }, hasChecksums: true, addressing: 'virtual' },
  // Answers NotImplemented to x-amz-server-side-encryption (Cloudflare: R2, S3 API compatibility); encrypts everything itself.
  r2: { ...plain, hasChecksums: true },
  // Answers InvalidArgument to x-amz-checksum-sha256 and x-amz-checksum-mode (Backblaze: S3-compatible API, unsupported headers).
  // Encrypts everything itself, and has one storage class.
  b2: { ...plain, lifecycle: 'expiration' },
  // Refuses x-amz-server-side-encryption unless it has a KMS; storage classes are tiers that an administrator names.
  minio: { ...plain, hasChecksums: true, lifecycle: 'expiration' },
  // Has a lifecycle format of its own, and encrypts everything itself.
  gcs: { ...plain, lifecycle: 'none' },
  // Swift's s3api answers NotImplemented to x-amz-server-side-encryption, and knows no lifecycle.
  openstack: { ...plain, lifecycle: 'none' },
  other: plain,
};

const hosts: readonly (readonly [RegExp, DialectName])[] = [
  [/(^|\.)amazonaws\.com(\.cn)?$/, 'aws'],
  [/\.r2\.cloudflarestorage\.com$/, 'r2'],
  [/\.backblazeb2\.com$/, 'b2'],
  [/(^|\.)storage\.googleapis\.com$/, 'gcs'],
];

/** By the host of the endpoint, where it tells. */
export function dialectOfEndpoint(endpoint: string): DialectName {
  const { hostname } = new URL(endpoint);
  return hosts.find(([pattern]) => pattern.test(hostname))?.[1] ?? 'other';
}

export function encryptionHeaders(encryption: Encryption): Readonly<Record<string, string>> {
  const { kind } = encryption;
  if (kind === 'none') return {};
  const asked = { 'x-amz-server-side-encryption': kind };
  if (kind === 'AES256' || encryption.keyId === null) return asked;
  return { ...asked, 'x-amz-server-side-encryption-aws-kms-key-id': encryption.keyId };
}

/** Of wanted rules what the server can keep. */
export function fitRules(rules: readonly LifecycleRule[], { lifecycle }: S3Dialect): readonly LifecycleRule[] {
  if (lifecycle === 'none') return [];
  return lifecycle === 'full' ? rules : rules.map((rule) => ({ ...rule, transitions: [] }));
}
