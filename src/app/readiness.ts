// Readiness for /readyz. Laurel is not ready without the database, or with a configuration fault. A store that is down does not
// count, because the other one serves.

import type { ConfigurationFault } from '../core/public-url.ts';
import type { Breakers } from '../objects/stores/breaker.ts';
import { describeFailure, type ObjectStore } from '../objects/stores/object-store.ts';
import { failureOf } from '../objects/stores/observed.ts';
import type { Readiness } from './contract.ts';

export interface ReadinessPorts {
  /** @throws if the database does not answer. */
  readonly probeDatabase: () => Promise<{
    readonly hasQueryCache: boolean;
    readonly versionFault: ConfigurationFault | null;
    readonly webhookFault: ConfigurationFault | null;
  }>;
  readonly faults: readonly ConfigurationFault[];
  readonly guarded: readonly ObjectStore[];
  readonly breakers: Readonly<Record<string, Breakers>>;
}

const cacheFault: ConfigurationFault = {
  variable: 'HYPERDRIVE',
  reason:
    'caches queries, so a revoked certificate may be shown as genuine: run wrangler hyperdrive update --caching-disabled',
};

export async function readReadiness({
  probeDatabase,
  guarded,
  breakers,
  faults: configured,
}: ReadinessPorts): Promise<Readiness> {
  const probe = async (name: string, check: () => Promise<unknown>) =>
    [name, (await respondsInTime(check)) ? 'ok' : 'down'] as const;
  const found: ConfigurationFault[] = [...configured];
  const database = async () => {
    const { hasQueryCache, versionFault, webhookFault } = await probeDatabase();
    if (hasQueryCache) found.push(cacheFault);
    found.push(...[versionFault, webhookFault].filter((fault) => fault !== null));
  };
  const checks = await Promise.all([
    probe('database', database),
    ...guarded.map((store) => probe(store.name, () => probeStore(store))),
  ]);
  const states = Object.entries(breakers).map(([name, each]) => {
    return [name, { read: each.read.state(), write: each.write.state(), list: each.list.state() }] as const;
  });
  const faults = found.map(({ variable, reason }) => ({ variable, reason }));
  return {
    status: checks[0]?.[1] === 'ok' && faults.length === 0 ? 'ready' : 'not_ready',
    faults,
    checks: Object.fromEntries(checks),
    breakers: Object.fromEntries(states),
  };
}

/**
 * GETs a key that never exists. The error body distinguishes a missing key from a missing bucket and missing permissions; a HEAD
 * has no body. A list would also work, but costs twelve times as much.
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

/** Longer than the read budget of a store, so that its breaker records the timeout before the request ends. */
const probeTimeoutMs = 2_000;

/** True if the probe succeeds within two seconds. */
export function respondsInTime(probe: () => PromiseLike<unknown>): Promise<boolean> {
  const timeout = new Promise<false>((resolve) => setTimeout(() => resolve(false), probeTimeoutMs));
  const answer = Promise.resolve(probe()).then(
    () => true,
    () => false,
  );
  return Promise.race([answer, timeout]);
}
