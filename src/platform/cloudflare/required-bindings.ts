// Bindings of wrangler.toml that Laurel cannot do without. A missing one is found at its first use; everything else works.

import { refuseFault } from '../../app/configuration/faults.ts';
import type { ConfigurationFault } from '../../core/public-url.ts';

const required = ['CERTIFICATES', 'JOBS', 'WEBHOOKS', 'BACKEND', 'TOURNAMENT_ROOM', 'PLAYER_ROOM', 'METRICS'] as const;

const faultOf = (variable: string): ConfigurationFault => ({ variable, reason: 'is not bound' });

interface Guarded {
  readonly env: Env;
  readonly faults: readonly ConfigurationFault[];
}

/** By the original, and by its guard. */
const known = new WeakMap<Env, Guarded>();

export function bindingFaults(env: Env): readonly ConfigurationFault[] {
  return guard(env).faults;
}

/** Reading a missing binding of the guard @throws DomainError misconfigured. The same `env` has the same guard. */
export function guardBindings(env: Env): Env {
  return guard(env).env;
}

function guard(env: Env): Guarded {
  const found = known.get(env);
  if (found !== undefined) return found;
  const faults = required.filter((name) => env[name] === undefined).map(faultOf);
  const refusals = faults.map((fault) => [fault.variable, { get: () => refuseFault(fault) }] as const);
  const made = {
    env: faults.length === 0 ? env : Object.defineProperties({ ...env }, Object.fromEntries(refusals)),
    faults,
  };
  for (const each of [env, made.env]) known.set(each, made);
  return made;
}
