import { describe, expect, it } from 'vitest';
import { addSeconds, type Instant } from '../../../src/core/instant.ts';
import {
  type Breaker,
  createBreaker,
  createBreakers,
  createGuardedStore,
} from '../../../src/objects/stores/breaker.ts';
import { type ObjectStore, ObjectStoreError, type StoreFailure } from '../../../src/objects/stores/object-store.ts';

function aClock() {
  let now = '2026-11-24T10:00:00.000Z' as Instant;
  const later = (seconds: number) => {
    now = addSeconds(now, seconds);
  };
  return { clock: () => now, later };
}

function aBreaker() {
  const { clock, later } = aClock();
  return { breaker: createBreaker({ clock, badMax: 3, latest: 6, outcomeMsMax: 60_000, openMs: 10_000 }), later };
}

/** `+` is a success, `-` a failure. */
const record = (breaker: Breaker, outcomes: string) => {
  for (const outcome of outcomes) breaker.record(outcome === '+');
};

describe('a circuit breaker', () => {
  it.each([
    ['---', 'open'],
    ['-+-+-', 'open'],
    ['--', 'closed'],
    ['--++++-', 'closed'],
    ['++++++++--+-', 'open'],
    ['-+++++-+++++-+++++-', 'closed'],
  ])('depends on the failures among the latest outcomes: after %s it is %s', (outcomes, state) => {
    const { breaker } = aBreaker();
    record(breaker, outcomes);
    expect([breaker.state(), breaker.admits()]).toEqual([state, state === 'closed']);
  });

  it('ignores old outcomes', () => {
    const { breaker, later } = aBreaker();
    record(breaker, '--');
    later(60);
    record(breaker, '-');
    expect(breaker.state()).toBe('closed');
  });

  it('admits one trial request after a while; its success closes the breaker, its failure opens it again', () => {
    const { breaker, later } = aBreaker();
    record(breaker, '---');
    later(10);
    expect([breaker.state(), breaker.admits(), breaker.admits()]).toEqual(['half_open', true, false]);
    record(breaker, '-');
    expect(breaker.state()).toBe('open');
    later(10);
    expect(breaker.admits()).toBe(true);
    record(breaker, '+');
    expect([breaker.state(), breaker.admits(), breaker.admits()]).toEqual(['closed', true, true]);
    record(breaker, '--');
    expect(breaker.state()).toBe('closed');
  });

  it('is not closed by the success of a request that started before it opened', () => {
    const { breaker } = aBreaker();
    record(breaker, '---+');
    expect(breaker.state()).toBe('open');
  });

  it('admits another trial request if the first one never ends', () => {
    const { breaker, later } = aBreaker();
    record(breaker, '---');
    later(10);
    expect([breaker.admits(), breaker.admits()]).toEqual([true, false]);
    later(10);
    expect([breaker.state(), breaker.admits(), breaker.admits()]).toEqual(['half_open', true, false]);
  });
});

type Kind = 'put' | 'get' | 'head' | 'delete' | 'list';

/** Each operation advances the clock by its `seconds`, then succeeds or throws its failure. */
function aGuardedStore(seconds: Partial<Record<Kind, number>>, failures: Partial<Record<Kind, StoreFailure>> = {}) {
  const { clock, later } = aClock();
  const asked: Partial<Record<Kind, number>> = {};
  const does = (kind: Kind) => async () => {
    asked[kind] = (asked[kind] ?? 0) + 1;
    later(seconds[kind] ?? 0);
    const failure = failures[kind];
    if (failure !== undefined) throw new ObjectStoreError('s3', failure, kind);
    return (kind === 'get' ? { body: new ReadableStream() } : undefined) as never;
  };
  const store: ObjectStore = {
    name: 's3',
    put: does('put'),
    get: does('get'),
    head: does('head'),
    delete: does('delete'),
    list: does('list'),
  };
  const breakers = createBreakers({ clock });
  const guarded = createGuardedStore(store, breakers, { clock });
  const act = (kind: Kind, sizeBytes = 100): Promise<unknown> => {
    const bytes = new Uint8Array(sizeBytes);
    return kind === 'put' ? guarded.put({ key: 'k', bytes, contentType: 'a/b', sha256: '' }) : guarded[kind]('k');
  };
  const times = async (kind: Kind, count: number, sizeBytes?: number) => {
    for (let index = 0; index < count; index += 1) await act(kind, sizeBytes).catch(() => {});
  };
  const states = () => [breakers.read.state(), breakers.write.state(), breakers.list.state()];
  return { asked, times, states };
}

describe('a guarded store', () => {
  it.each<[StoreFailure, number]>([
    ['unavailable', 5],
    ['throttled', 5],
    ['not_found', 12],
    ['access_denied', 12],
    ['corrupt', 12],
  ])('that fails with %s gets %i of 12 requests: only failures of the store count', async (failure, asked) => {
    const store = aGuardedStore({}, { head: failure });
    await store.times('head', 12);
    expect(store.asked.head).toBe(asked);
  });

  it('whose reads fail while its writes succeed gets no more reads, but still writes', async () => {
    const store = aGuardedStore({}, { get: 'unavailable' });
    for (let round = 0; round < 8; round += 1) {
      await store.times('get', 1);
      await store.times('put', 1);
    }
    expect([store.states(), store.asked]).toEqual([['open', 'closed', 'closed'], { get: 5, put: 8 }]);
  });

  it.each<[Kind, number, string]>([
    ['head', 1, 'closed'],
    ['head', 2, 'open'],
    ['get', 4, 'open'],
    ['put', 2, 'closed'],
    ['put', 4, 'open'],
    ['delete', 4, 'open'],
    ['list', 2, 'closed'],
    ['list', 4, 'open'],
  ])('whose %s succeeds after %i s is %s', async (kind, seconds, state) => {
    const store = aGuardedStore({ [kind]: seconds });
    await store.times(kind, 5);
    const [read, write, list] = store.states();
    expect(kind === 'list' ? list : ['put', 'delete'].includes(kind) ? write : read).toBe(state);
  });

  it('has more time for larger uploads', async () => {
    const store = aGuardedStore({ put: 6 });
    await store.times('put', 5, 4 * 1024 * 1024);
    expect(store.states()[1]).toBe('closed');
  });
});

describe('the body of a guarded store', () => {
  const { clock, later } = aClock();
  const withBody = (body: () => ReadableStream<Uint8Array>) => {
    const breakers = createBreakers({ clock });
    const store = { name: 's3', get: async () => ({ body: body() }) } as unknown as ObjectStore;
    return { breakers, guarded: createGuardedStore(store, breakers, { clock }) };
  };
  const broken = () => new ReadableStream<Uint8Array>({ pull: () => Promise.reject(new Error('reset')) });
  const silent = () => new ReadableStream<Uint8Array>();
  const whole = () => new Response('bytes').body as ReadableStream<Uint8Array>;
  const read = (stream: ReadableStream<Uint8Array>) => new Response(stream).text().catch(() => {});
  const cancelAfter = (seconds: number) => (stream: ReadableStream<Uint8Array>) => {
    later(seconds);
    return stream.cancel();
  };

  it.each([
    ['that fails', 'open', broken, read],
    ['that its reader cancels after waiting', 'open', silent, cancelAfter(2)],
    ['that its reader cancels at once', 'closed', silent, cancelAfter(0)],
    ['that is read completely', 'closed', whole, read],
  ] as const)('%s: reads are %s', async (_, state, body, end) => {
    const { breakers, guarded } = withBody(body);
    for (let index = 0; index < 5; index += 1) await end((await guarded.get('k')).body);
    expect(breakers.read.state()).toBe(state);
  });
});
