// Both object stores of this environment.

import { openStores, type Stores } from '../../app/configuration/open-stores.ts';
import { configOf } from './config.ts';
import { observe } from './metrics.ts';
import { createR2Store } from './r2.ts';
import { bindingFaults } from './required-bindings.ts';

const stores = new WeakMap<Env, Stores>();

export function storesOf(env: Env): Stores {
  const cached = stores.get(env);
  if (cached !== undefined) return cached;
  const fault = bindingFaults(env).find(({ variable }) => variable === 'CERTIFICATES');
  const made = openStores(configOf(env), fault ?? createR2Store(env.CERTIFICATES), observe);
  stores.set(env, made);
  return made;
}
