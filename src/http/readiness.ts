// /readyz: what Laurel stands on. Without the database it is not ready; a store that is down is survived, since the other serves.

import type { Breaker } from '../objects/breaker.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { answers } from './health.ts';

export interface Readiness {
  readonly status: 'ready' | 'not_ready';
  readonly checks: Readonly<Record<string, 'ok' | 'down'>>;
  /** Circuit breakers of the stores, as this isolate sees them. */
  readonly breakers: Readonly<Record<string, string>>;
}

export interface Foundations {
  readonly askDatabase: () => Promise<unknown>;
  readonly guarded: readonly ObjectStore[];
  readonly breakers: Readonly<Record<string, Breaker>>;
}

export async function readReadiness({ askDatabase, guarded, breakers }: Foundations): Promise<Readiness> {
  const probe = async (name: string, ask: () => Promise<unknown>) =>
    [name, (await answers(ask)) ? 'ok' : 'down'] as const;
  const checks = await Promise.all([
    probe('database', askDatabase),
    ...guarded.map((store) => probe(store.name, () => store.head('_probe'))),
  ]);
  const states = Object.entries(breakers).map(([name, breaker]) => [name, breaker.state()] as const);
  return {
    status: checks[0]?.[1] === 'ok' ? 'ready' : 'not_ready',
    checks: Object.fromEntries(checks),
    breakers: Object.fromEntries(states),
  };
}
