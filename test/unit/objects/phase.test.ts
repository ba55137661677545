import { describe, expect, it } from 'vitest';
import { impossibilityOf, type Phase, phaseOf } from '../../../src/objects/stores/phase.ts';

const flagsOf = (text: string) => ({
  dualWrite: text.includes('dual'),
  readPrimary: text.includes('primary'),
  backfill: text.includes('backfill'),
});

const both = ['r2', 's3'] as const;
const r2First: Phase = { write: ['r2'], read: both, url: null, delete: both };
const writingTwice: Phase = { write: both, read: both, url: null, delete: both };
const s3First: Phase = { write: both, read: ['s3', 'r2'], url: 's3', delete: both };

describe('with S3, the flags decide the stores of every operation', () => {
  it.each([
    ['none', r2First],
    ['dual', writingTwice],
    ['dual backfill', writingTwice],
    ['dual primary', s3First],
    ['dual primary backfill', s3First],
  ])('%s', (flags, phase) => {
    expect(impossibilityOf(flagsOf(flags), true)).toBeNull();
    expect(phaseOf(flagsOf(flags), true)).toEqual(phase);
  });

  it.each([
    ['primary', 'CERT_S3_READ_PRIMARY'],
    ['backfill', 'CERT_S3_BACKFILL_ENABLED'],
    ['primary backfill', 'CERT_S3_READ_PRIMARY'],
  ])('%s alone is impossible, and a sentence says why', (flags, named) => {
    const fault = impossibilityOf(flagsOf(flags), true);
    expect(fault?.variable).toBe(named);
    expect(fault?.reason).toMatch(/^needs CERT_S3_DUAL_WRITE: /);
  });
});

describe('without S3', () => {
  it('every operation uses R2', () => {
    expect(phaseOf(flagsOf('none'), false)).toEqual({ write: ['r2'], read: ['r2'], url: null, delete: ['r2'] });
    expect(impossibilityOf(flagsOf('none'), false)).toBeNull();
  });

  it.each([
    'dual',
    'primary',
    'backfill',
    'dual primary',
    'dual backfill',
    'primary backfill',
    'dual primary backfill',
  ])('%s is impossible', (flags) => expect(impossibilityOf(flagsOf(flags), false)?.variable).toBe('S3_ENDPOINT'));
});
