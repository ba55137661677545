// Both object stores of this environment, with circuit breakers, logs and metrics.

import type { Config } from '../../app/configuration/config.ts';
import { refuseFault } from '../../app/configuration/faults.ts';
import { systemClock } from '../../core/instant.ts';
import { refusedStore, withoutWrites } from '../../objects/refused.ts';
import { type Breakers, withBreakers } from '../../objects/stores/breaker.ts';
import { logFailure } from '../../objects/stores/log-failure.ts';
import { createMirroredStore, type MirroredStore } from '../../objects/stores/mirrored.ts';
import type { ObjectStore } from '../../objects/stores/object-store.ts';
import { createObservedStore, watchStore } from '../../objects/stores/observed.ts';
import { createS3Store } from '../../objects/stores/s3.ts';
import { signProvenUrl, type WantedUrl } from '../../objects/stores/sign-url.ts';
import { configOf } from './config.ts';
import { observe } from './metrics.ts';
import { createR2Store } from './r2.ts';
import { bindingFaults } from './required-bindings.ts';

export interface Stores {
  readonly mirrored: MirroredStore;
  readonly guarded: readonly ObjectStore[];
  readonly breakers: Readonly<Record<string, Breakers>>;
}

const stores = new WeakMap<Env, Stores>();

export function storesOf(env: Env): Stores {
  const cached = stores.get(env);
  if (cached !== undefined) return cached;
  const made = createStores(env, configOf(env));
  stores.set(env, made);
  return made;
}

function createStores(env: Env, config: Config): Stores {
  const { storageFault } = config;
  const allowed = (store: ObjectStore) =>
    storageFault === null ? store : withoutWrites(store, () => refuseFault(storageFault));
  const bucketFault = bindingFaults(env).find(({ variable }) => variable === 'CERTIFICATES');
  const plainR2 =
    bucketFault === undefined ? createR2Store(env.CERTIFICATES) : refusedStore('r2', () => refuseFault(bucketFault));
  const r2 = withBreakers(allowed(plainR2), { clock: systemClock });
  const signing = config.s3 === null ? null : createS3Store(config.s3);
  const s3 = signing === null ? null : withBreakers(allowed(signing), { clock: systemClock });
  // Observed outside of the breaker, so that its refusals count as failures. Probes of /readyz use the inner store and do not count.
  const watched = s3 === null ? null : createObservedStore(s3.store, observe);
  const signUrl =
    signing?.dialect.hasChecksums && s3 !== null
      ? { signUrl: (wanted: WantedUrl) => s3.guard('read', () => signProvenUrl(signing, wanted)) }
      : {};
  return {
    mirrored: createMirroredStore({
      r2: watchStore(r2.store, logFailure),
      s3: watched,
      flags: config.flags,
      ...signUrl,
      observe,
    }),
    guarded: s3 === null ? [r2.store] : [r2.store, s3.store],
    breakers: s3 === null ? { r2: r2.breakers } : { r2: r2.breakers, s3: s3.breakers },
  };
}
