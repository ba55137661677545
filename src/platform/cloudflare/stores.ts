// Both object stores of this environment.

import { openStores, type Stores } from '../../app/configuration/open-stores.ts';
import { configOf, oncePerEnv } from './config.ts';
import { observe } from './metrics.ts';
import { createR2Store } from './r2.ts';
import { bindingFaults } from './required-bindings.ts';

export const storesOf = oncePerEnv((env): Stores => {
  const fault = bindingFaults(env).find(({ variable }) => variable === 'CERTIFICATES');
  return openStores(configOf(env), fault ?? createR2Store(env.CERTIFICATES), observe);
});
