// Differences between S3-compatible servers: which headers they refuse, how they are addressed, which lifecycle rules they support.
// Pure. Every field can be overridden by configuration.

import type { LifecycleRule } from '../lifecycle/lifecycle.ts';

export const dialectNames = ['aws', 'r2', 'b2', 'minio', 'gcs', 'openstack', 'other'] as const;
export type DialectName = (typeof dialectNames)[number];

/** `none` sends no header: many servers always encrypt, and some refuse the header. */
export type Encryption =
  | { readonly kind: 'none' }
  | { readonly kind: 'AES256' }
  | { readonly kind: 'aws:kms'; readonly keyId: string | null };

export interface S3Dialect {
  readonly encryption: Encryption;
  /** Whether the server accepts x-amz-checksum-sha256 and x-amz-checksum-mode. */
  readonly hasChecksums: boolean;
  /** Where a URL names the bucket: in the path, or in the host name (AWS: virtual hosting of buckets). */
  readonly addressing: 'path' | 'virtual';
  /** `expiration`: without transitions to other storage classes. */
  readonly lifecycle: 'full' | 'expiration' | 'none';
  /** Per isolate or command; null: no client-side limit. */
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
  // Answers NotImplemented to x-amz-server-side-encryption (Cloudflare: R2, S3 API compatibility). Always encrypts.
  r2: { ...plain, hasChecksums: true },
  // Answers InvalidArgument to x-amz-checksum-sha256 and x-amz-checksum-mode (Backblaze: S3-compatible API, unsupported headers).
  // Always encrypts; has one storage class.
  b2: { ...plain, lifecycle: 'expiration' },
  // Refuses x-amz-server-side-encryption without a KMS. Storage classes are tiers named by an administrator.
  minio: { ...plain, hasChecksums: true, lifecycle: 'expiration' },
  // Has its own lifecycle format. Always encrypts.
  gcs: { ...plain, lifecycle: 'none' },
  // Swift's s3api answers NotImplemented to x-amz-server-side-encryption and does not support lifecycle rules.
  openstack: { ...plain, lifecycle: 'none' },
  other: plain,
};

const hosts: readonly (readonly [RegExp, DialectName])[] = [
  [/(^|\.)amazonaws\.com(\.cn)?$/, 'aws'],
  [/\.r2\.cloudflarestorage\.com$/, 'r2'],
  [/\.backblazeb2\.com$/, 'b2'],
  [/(^|\.)storage\.googleapis\.com$/, 'gcs'],
];

/** Derived from the host name of the endpoint; `other` if it is unknown. */
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

/** The part of the rules that the server supports. */
export function fitRules(rules: readonly LifecycleRule[], { lifecycle }: S3Dialect): readonly LifecycleRule[] {
  if (lifecycle === 'none') return [];
  return lifecycle === 'full' ? rules : rules.map((rule) => ({ ...rule, transitions: [] }));
}
