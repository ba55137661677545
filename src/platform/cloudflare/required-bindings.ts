// Bindings of wrangler.toml that Laurel cannot do without. A missing one is found at its first use; everything else works.

import { refuseFault } from '../../app/configuration/faults.ts';
import type { ConfigurationFault } from '../../core/public-url.ts';
import { oncePerEnv } from './config.ts';

const required = [
  'CERTIFICATES',
  'JOBS',
  'WEBHOOKS',
  'BACKEND',
  'TOURNAMENT_ROOM',
  'PLAYER_ROOM',
  'METRICS',
  'ASSETS',
] as const;

const faultOf = (variable: string): ConfigurationFault => ({ variable, reason: 'is not bound' });

interface Guarded {
  readonly env: Env;
  readonly faults: readonly ConfigurationFault[];
}

export function bindingFaults(env: Env): readonly ConfigurationFault[] {
  return guard(env).faults;
}

/** Reading a missing binding of the guard @throws DomainError misconfigured. The same `env` has the same guard. */
export function guardBindings(env: Env): Env {
  return guard(env).env;
}

/** By the guard: it has the faults of its original. */
const guardOf = new WeakMap<Env, Guarded>();

const guard = oncePerEnv((env): Guarded => {
  const own = guardOf.get(env);
  if (own !== undefined) return own;
  const faults = required.filter((name) => env[name] === undefined).map(faultOf);
  if (faults.length === 0) return { env, faults };
  const refusals = faults.map((fault) => [fault.variable, { get: () => refuseFault(fault) }] as const);
  const guarded = { env: Object.defineProperties({ ...env }, Object.fromEntries(refusals)), faults };
  guardOf.set(guarded.env, guarded);
  return guarded;
});
