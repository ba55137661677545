// /readyz: what Laurel depends on. Without the database it is not ready. One store may be down: the other serves.

import type { ConfigurationFault } from '../core/public-url.ts';
import { type BreakerState, type Breakers, operationClasses } from '../objects/stores/breaker.ts';
import { describeFailure, type ObjectStore } from '../objects/stores/object-store.ts';
import { failureOf } from '../objects/stores/observed.ts';

export interface Readiness {
  readonly status: 'ready' | 'not_ready';
  readonly checks: Readonly<Record<string, 'ok' | 'down'>>;
  /** Variables and settings that stop a kind of work, or make answers old. */
  readonly faults: readonly ConfigurationFault[];
  /** Circuit breakers of each store by class of operation, as this isolate sees them. */
  readonly breakers: Readonly<Record<string, Readonly<Record<string, BreakerState>>>>;
}

export interface Foundations {
  /** @throws when it does not answer. */
  readonly askDatabase: () => Promise<{ readonly hasQueryCache: boolean }>;
  readonly issuingFault: ConfigurationFault | null;
  readonly guarded: readonly ObjectStore[];
  readonly breakers: Readonly<Record<string, Breakers>>;
}

const cacheFault: ConfigurationFault = {
  variable: 'HYPERDRIVE',
  reason:
    'caches queries, so that a revoked certificate may be shown as genuine: run wrangler hyperdrive update --caching-disabled',
};

export async function readReadiness({ askDatabase, guarded, breakers, issuingFault }: Foundations): Promise<Readiness> {
  const probe = async (name: string, ask: () => Promise<unknown>) =>
    [name, (await answersInTime(ask)) ? 'ok' : 'down'] as const;
  let hasQueryCache = false;
  const database = async () => {
    ({ hasQueryCache } = await askDatabase());
  };
  const checks = await Promise.all([
    probe('database', database),
    ...guarded.map((store) => probe(store.name, () => probeStore(store))),
  ]);
  const states = Object.entries(breakers).map(([name, each]) => {
    return [name, Object.fromEntries(operationClasses.map((kind) => [kind, each[kind].state()]))] as const;
  });
  const faults = [issuingFault, hasQueryCache ? cacheFault : null].filter((fault) => fault !== null);
  return {
    status: checks[0]?.[1] === 'ok' && faults.length === 0 ? 'ready' : 'not_ready',
    faults,
    checks: Object.fromEntries(checks),
    breakers: Object.fromEntries(states),
  };
}

/**
 * One GET of a key that is never there. Its answer tells a missing key from a missing bucket and from missing permissions,
 * which an answer to HEAD has no room for; a list would tell too, and costs twelve times as much.
 */
async function probeStore(store: ObjectStore): Promise<void> {
  try {
    await (await store.get('_probe')).body.cancel();
  } catch (error) {
    if (failureOf(error) === 'not_found') return;
    console.warn(JSON.stringify({ level: 'warn', message: 'a store is down', ...describeFailure(error) }));
    throw error;
  }
}

/** More than the read budget of a store: its breaker has to hear of the silence before the request ends. */
const probeTimeoutMs = 2_000;

/** Within two seconds. */
export function answersInTime(probe: () => PromiseLike<unknown>): Promise<boolean> {
  const timeout = new Promise<false>((resolve) => setTimeout(() => resolve(false), probeTimeoutMs));
  const answer = Promise.resolve(probe()).then(
    () => true,
    () => false,
  );
  return Promise.race([answer, timeout]);
}
