import { expect, it } from 'vitest';
import { type ObjectStore, ObjectStoreError, type StoreFailure } from '../../../src/objects/stores/object-store.ts';
import { createObservedStore, listStoreEvents, type StoreEvent, tagsOf } from '../../../src/objects/stores/observed.ts';

function aStore(failure: StoreFailure | null): ObjectStore {
  const answer = async () => {
    if (failure !== null) throw new ObjectStoreError('s3', failure, 'test');
    return null as never;
  };
  return { name: 's3', put: answer, get: answer, head: answer, delete: answer, list: answer };
}

async function eventsOf(failure: StoreFailure | null): Promise<StoreEvent[]> {
  const events: StoreEvent[] = [];
  const store = createObservedStore(aStore(failure), (event) => void events.push(event));
  const object = { key: 'k', bytes: new Uint8Array(), contentType: 'a/b', sha256: '' };
  const acts = [store.put(object), store.get('k'), store.head('k'), store.delete('k'), store.list('')];
  await Promise.allSettled(acts);
  return events;
}

const names = (end: string) =>
  ['write', 'read', 'exists', 'size', 'delete', 'list'].map((operation) => `cert.s3.${operation}.${end}`).sort();

it.each<[string, StoreFailure | null, string]>([
  ['that succeeds', null, 'success'],
  ['that finds no object', 'not_found', 'success'],
  ['that is refused', 'access_denied', 'fail'],
  ['that fails', 'unavailable', 'fail'],
])('an operation %s is recorded under its own name', async (_, failure, end) => {
  const events = await eventsOf(failure);
  expect(events.map(({ name }) => name).sort()).toEqual(names(end));
  expect(new Set(events.map(({ error }) => error))).toEqual(new Set([end === 'fail' ? failure : null]));
});

it('every possible event is listed, with its tags', () => {
  const known = new Set(listStoreEvents().map(({ name }) => name));
  const expected = [
    ...['write', 'read', 'exists', 'url', 'delete', 'size'].flatMap((operation) => [
      `cert.s3.${operation}.success`,
      `cert.s3.${operation}.fail`,
    ]),
    'cert.s3.read.fallback',
    ...['consistency', 'integrity'].flatMap((check) =>
      ['success', 'issues', 'fail'].map((end) => `cert.${check}.${end}`),
    ),
  ];
  expect(expected.filter((name) => !known.has(name as StoreEvent['name']))).toEqual([]);
  expect(tagsOf({ name: 'cert.s3.write.fail', error: 'throttled' })).toEqual({
    operation: 'write',
    error: 'throttled',
  });
  expect(tagsOf({ name: 'cert.s3.read.fallback', error: null })).toEqual({ operation: 'read', error: 'none' });
});

it('a failure has its cause, which is not a tag', async () => {
  const facts = { operation: 'put', status: 503, code: 'SlowDown', requestId: '7B4A0FABBEXAMPLE', host: 's3.example' };
  const put = () => Promise.reject(new ObjectStoreError('s3', 'throttled', 'put: SlowDown', { facts }));
  const events: StoreEvent[] = [];
  const store = createObservedStore({ ...aStore(null), put }, (event) => void events.push(event));
  await store.put({ key: 'k', bytes: new Uint8Array(), contentType: 'a/b', sha256: '' }).catch(() => {});
  const cause = { store: 's3', failure: 'throttled', ...facts, detail: 's3: throttled: put: SlowDown' };
  expect(events).toEqual([{ name: 'cert.s3.write.fail', error: 'throttled', cause }]);
  expect(events.map(tagsOf)).toEqual([{ operation: 'write', error: 'throttled' }]);
});
