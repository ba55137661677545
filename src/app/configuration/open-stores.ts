// Both object stores of an environment, with circuit breakers, logs and metrics. R2 comes from the platform.

import { systemClock } from '../../core/instant.ts';
import type { ConfigurationFault } from '../../core/public-url.ts';
import { refusedStore, withoutWrites } from '../../objects/refused.ts';
import { type Breakers, withBreakers } from '../../objects/stores/breaker.ts';
import { logFailure } from '../../objects/stores/log-failure.ts';
import { createMirroredStore, type MirroredStore } from '../../objects/stores/mirrored.ts';
import type { ObjectStore } from '../../objects/stores/object-store.ts';
import { createObservedStore, type Observe, watchStore } from '../../objects/stores/observed.ts';
import { createS3Store } from '../../objects/stores/s3.ts';
import { signProvenUrl, type WantedUrl } from '../../objects/stores/sign-url.ts';
import type { Config } from './config.ts';
import { refuseFault } from './faults.ts';

export interface Stores {
  readonly mirrored: MirroredStore;
  readonly guarded: readonly ObjectStore[];
  readonly breakers: Readonly<Record<string, Breakers>>;
}

/** `bucket`: R2, or what it lacks. */
export function openStores(config: Config, bucket: ObjectStore | ConfigurationFault, observe: Observe): Stores {
  const { storageFault } = config;
  const allowed = (store: ObjectStore) =>
    storageFault === null ? store : withoutWrites(store, () => refuseFault(storageFault));
  const plainR2 = 'variable' in bucket ? refusedStore('r2', () => refuseFault(bucket)) : bucket;
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
