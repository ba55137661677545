import { describe, expect, it } from 'vitest';
import { objectKey, verificationUrl } from '../../../src/certificates/certificate.ts';
import { type CertificateRecord, type FileCheck, judge } from '../../../src/certificates/verification/verdict.ts';
import type { Instant } from '../../../src/core/instant.ts';
import { parseRange } from '../../../src/http/files/file.ts';

const now = '2026-11-24T12:00:00.000Z' as Instant;
const record = (state: CertificateRecord['state'], expiresAt: Instant | null = null) =>
  ({ state, expiresAt, replacedBy: null }) as CertificateRecord;
const checks: FileCheck[] = ['matches', 'differs', 'missing', 'unreachable', 'not_checked'];

describe('a verdict', () => {
  it('is altered only if the bytes differ, never because a store does not answer', () => {
    expect(checks.map((check) => judge(record('active'), check, now).verdict)).toEqual([
      'valid',
      'altered',
      'valid',
      'valid',
      'valid',
    ]);
  });

  it('of a certificate that is not active does not depend on its file', () => {
    for (const state of ['revoked', 'suspended', 'superseded', 'expired', 'pending'] as const) {
      expect(new Set(checks.map((check) => judge(record(state), check, now).verdict))).toEqual(new Set([state]));
    }
  });
});

describe('an expiry', () => {
  it('takes effect at its instant and never replaces a revocation', () => {
    const before = '2026-11-24T12:00:00.001Z' as Instant;
    expect(judge(record('active', before), 'matches', now).verdict).toBe('valid');
    expect(judge(record('active', now), 'matches', now)).toMatchObject({ verdict: 'expired', since: now });
    expect(judge(record('active', now), 'differs', now).verdict).toBe('expired');
    expect(judge(record('revoked', now), 'matches', now).verdict).toBe('revoked');
  });
});

it('verification URLs and object keys have a stable format', () => {
  expect(verificationUrl('https://laurel.example/', '7K2M9QXA0B1CD3EF')).toBe(
    'https://laurel.example/c/7K2M-9QXA-0B1C-D3EF',
  );
  expect(objectKey('pdf', '2026-03-09T23:59:59.000Z' as Instant, 'ab')).toBe('pdf/2026/03/ab.pdf');
});

describe('a Range header', () => {
  it.each([
    ['bytes=0-4', { first: 0, last: 4 }],
    ['bytes=5-', { first: 5, last: 9 }],
    ['bytes=5-99', { first: 5, last: 9 }],
    ['bytes=-3', { first: 7, last: 9 }],
    ['bytes=-99', { first: 0, last: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=4-2', null],
    ['bytes=0-1,3-4', null],
    ['bytes=-', null],
    ['lines=0-1', null],
  ])('%s of ten bytes is parsed', (header, range) => {
    expect(parseRange(header, 10)).toEqual(range);
  });
});
