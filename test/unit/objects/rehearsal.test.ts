import { describe, expect, it } from 'vitest';
import { judgeRehearsal, percentile, type RehearsalMeasures } from '../../../src/objects/rehearsal/rehearsal.ts';

const good: RehearsalMeasures = {
  objects: 500,
  uploadsMs: Array.from({ length: 500 }, () => 20),
  presignsMs: Array.from({ length: 500 }, () => 1),
  intact: 500,
  errors: 0,
  requests: 2_500,
  failures: [],
  permissions: [{ permission: 's3:PutObject', failed: null }],
  refusals: [{ permission: 'a wrong secret', failed: null }],
  leftovers: 0,
  flags: { dualWrite: false, readPrimary: false, backfill: false },
  lifecycleFaults: [],
  lifecycleDifferences: 0,
};
const slow = (count: number, ms: number) => good.uploadsMs.map((usual, index) => (index < count ? ms : usual));

describe('a rehearsal is go', () => {
  it.each<[string, Partial<RehearsalMeasures>]>([
    ['without any problem', {}],
    ['with five percent of uploads just below the p99 limit', { uploadsMs: slow(25, 119) }],
    ['with less than one percent errors', { errors: 24 }],
    ['if the server does not support lifecycle rules', { lifecycleDifferences: null }],
  ])('%s', (_, change) => expect(judgeRehearsal({ ...good, ...change }).isGo).toBe(true));
});

describe('a rehearsal is no-go', () => {
  it.each<[string, Partial<RehearsalMeasures>]>([
    ['upload p95', { uploadsMs: slow(26, 76) }],
    ['upload p99', { uploadsMs: slow(6, 121) }],
    ['presign p95', { presignsMs: good.presignsMs.map((ms, index) => (index < 26 ? 51 : ms)) }],
    ['hashes', { intact: 499 }],
    ['errors', { errors: 25 }],
    ['flags', { flags: { ...good.flags, dualWrite: true } }],
    ['lifecycle', { lifecycleDifferences: 1 }],
    ['lifecycle', { lifecycleFaults: ['A rule would delete certificates.'] }],
    ['upload p95', { uploadsMs: [] }],
    [
      'permissions',
      { permissions: [{ permission: 's3:ListBucket', failed: { failure: 'access_denied', detail: '' } }] },
    ],
    ['refusals', { refusals: [{ permission: 'a wrong secret', failed: { failure: 'unavailable', detail: '' } }] }],
    ['leftover objects', { leftovers: 1 }],
    ['leftover objects', { leftovers: null }],
  ])('for its %s', (name, change) => {
    const { isGo, criteria } = judgeRehearsal({ ...good, ...change });
    expect(isGo).toBe(false);
    expect(criteria.filter((criterion) => !criterion.isMet).map((criterion) => criterion.name)).toContain(name);
  });
});

it('correctness and latency are separate verdicts, with configurable limits', () => {
  const late = { ...good, uploadsMs: slow(500, 400), presignsMs: good.presignsMs.map(() => 90) };
  expect(judgeRehearsal(late)).toMatchObject({ isGo: false, isCorrect: true, isFast: false });
  const limits = { uploadP95Ms: 500, uploadP99Ms: 500, presignP95Ms: 100, errorShare: 0.05 };
  expect(judgeRehearsal(late, limits)).toMatchObject({ isGo: true, isCorrect: true, isFast: true });
  expect(judgeRehearsal({ ...late, errors: 100 }, limits).isGo).toBe(true);
  const unjudged = { uploadP95Ms: null, uploadP99Ms: null, presignP95Ms: null, errorShare: 0.01 };
  expect(judgeRehearsal(late, unjudged)).toMatchObject({ isGo: true, isFast: true });
  expect(judgeRehearsal({ ...good, intact: 499 })).toMatchObject({ isGo: false, isCorrect: false, isFast: true });
});

it('failures with the same cause are grouped, with the request id of the first', () => {
  const failed = (requestId: string, code: string) => {
    return { failure: 'access_denied', operation: 'put', status: 403, code, requestId, detail: '' } as const;
  };
  const failures = [failed('A', 'AccessDenied'), failed('B', 'SignatureDoesNotMatch'), failed('C', 'AccessDenied')];
  expect(judgeRehearsal({ ...good, failures }).failures).toMatchObject([
    { count: 2, code: 'AccessDenied', requestId: 'A' },
    { count: 1, code: 'SignatureDoesNotMatch', requestId: 'B' },
  ]);
});

it.each([
  [[], 0.5, Number.POSITIVE_INFINITY],
  [[7], 0.99, 7],
  [[3, 1, 2], 0.5, 2],
  [[1, 2, 3, 4], 0.95, 4],
  [[1, 2, 3, 4], 0, 1],
])('the percentile of %j at %f is %f', (samples, quantile, value) => expect(percentile(samples, quantile)).toBe(value));
