// Use case of the cron: removes exports, with their files, that were asked for long ago. Who wants one asks again.

import { addSeconds } from '../../core/instant.ts';
import type { Ports } from '../../outbox/ports.ts';
import { keptDays } from './export.ts';
import { removeExports } from './export-store.ts';

/** Limit per run. */
const removedMax = 20;

/** @returns how many were removed. */
export function removeOldExports({ db, clock }: Pick<Ports, 'db' | 'clock'>): Promise<number> {
  const now = clock();
  return removeExports(db, addSeconds(now, -keptDays * 86_400), removedMax, now);
}
