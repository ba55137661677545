import { afterEach, expect, it, vi } from 'vitest';
import { logEvent, logFailure } from '../../../src/objects/stores/log-failure.ts';
import { describeFailure, ObjectStoreError } from '../../../src/objects/stores/object-store.ts';

const facts = { operation: 'get', status: 403, code: 'AccessDenied', requestId: 'EXAMPLE', host: 's3.example' };
const cause = describeFailure(new ObjectStoreError('r2', 'access_denied', 'get: AccessDenied', { facts }));

afterEach(() => vi.restoreAllMocks());

function linesOf(log: () => void): unknown[] {
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
  log();
  const lines = warn.mock.calls.map(([line]) => JSON.parse(line));
  warn.mockRestore();
  return lines;
}

it('a failed operation of either store is logged in one line with its cause; a success is not logged', () => {
  expect(linesOf(() => logFailure(['read'], cause))).toMatchObject([
    { level: 'warn', operation: 'read', cause: facts },
  ]);
  const event = { name: 'cert.s3.read.fail', error: 'access_denied', cause } as const;
  expect(linesOf(() => logEvent(event))).toMatchObject([{ event: 'cert.s3.read.fail', cause: facts }]);
  expect(linesOf(() => logFailure(['read'], null))).toEqual([]);
  expect(linesOf(() => logEvent({ name: 'cert.s3.read.success', error: null }))).toEqual([]);
});

it('of another error only the class is logged, because its text may contain secrets', () => {
  expect(describeFailure(new TypeError('secret'))).toEqual({ failure: 'unavailable', detail: 'TypeError' });
});
