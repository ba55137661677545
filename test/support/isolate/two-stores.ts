// R2 and S3, each below a separate prefix, with the rows in the database, for tests of runs over all objects.

import { env } from 'cloudflare:workers';
import { inject } from 'vitest';
import { makeId } from '../../../src/core/id.ts';
import { addSeconds, type Instant, toInstant } from '../../../src/core/instant.ts';
import type { Database } from '../../../src/db/client.ts';
import { type BackfillOptions, backfillDefaults } from '../../../src/objects/runs/backfill.ts';
import type { RunPorts } from '../../../src/objects/runs/continue-run.ts';
import type { Run, RunKind } from '../../../src/objects/runs/run.ts';
import { openRun } from '../../../src/objects/runs/run-store.ts';
import { createMirroredStore } from '../../../src/objects/stores/mirrored.ts';
import type { PutObject } from '../../../src/objects/stores/object-store.ts';
import type { StoreEvent } from '../../../src/objects/stores/observed.ts';
import type { StorageFlags } from '../../../src/objects/stores/phase.ts';
import { createS3Store } from '../../../src/objects/stores/s3.ts';
import { createTrackedStore } from '../../../src/objects/tracked.ts';
import { createR2Store } from '../../../src/platform/cloudflare/r2.ts';
import { anObject, patient, randomBytes } from '../../contracts/object-store.ts';
import { createPrefixedStore } from '../certificates/prefixed-store.ts';

export function createTwoStores(db: Database) {
  const r2 = createPrefixedStore(createR2Store(env.CERTIFICATES, patient));
  const s3 = createPrefixedStore(createS3Store(inject('s3'), patient));
  const events: StoreEvent[] = [];
  let now: Instant = toInstant(Date.now());
  const clock = () => now;
  const mirrored = (flags: StorageFlags) => createMirroredStore({ r2, s3, flags, ...patient });
  const tracked = (flags: StorageFlags) => createTrackedStore({ db, clock }, mirrored(flags));
  const ports: RunPorts = {
    db,
    clock,
    mirrored: mirrored({ dualWrite: true, readPrimary: false }),
    observe: (event) => void events.push(event),
    measure: () => {},
    keysOfTournament: async () => [],
  };
  return {
    r2,
    s3,
    events,
    ports,
    tracked,
    mirrored,
    wait: (seconds: number) => {
      now = addSeconds(now, seconds);
    },
    async putMany(count: number, flags: StorageFlags): Promise<PutObject[]> {
      const objects = await Promise.all(Array.from({ length: count }, () => anObject(randomBytes(50))));
      for (const object of objects) await tracked(flags).put(object);
      return objects.sort((a, b) => (a.key < b.key ? -1 : 1));
    },
    open: (kind: RunKind, options: Run['options'], scope = 'all') => {
      const id = makeId('run', clock(), randomBytes(10));
      return openRun(db.sql, {
        id,
        kind,
        scope,
        options,
        cursor: String(options.startAfter ?? ''),
        now: clock(),
        audit: null,
      });
    },
  };
}

export const r2Only: StorageFlags = { dualWrite: false, readPrimary: false };
export const twice: StorageFlags = { dualWrite: true, readPrimary: false };

export function backfillOf(options: Partial<BackfillOptions> = {}): Run['options'] {
  const plain = {
    from: 'r2',
    to: 's3',
    tournamentId: null,
    isVerifying: false,
    isRetrying: false,
    isDryRun: false,
  } as const;
  return { ...plain, ...backfillDefaults, limit: null, startAfter: '', ...options };
}
