// A hot query, and the ids and instants of the volume that several lists use.

import { type Id, type IdKind, makeId } from '../../src/core/id.ts';
import { systemClock, toInstant } from '../../src/core/instant.ts';
import type { Database } from '../../src/db/client.ts';
import { idOf, type stagesOf } from '../volume.ts';

export type Stages = ReturnType<typeof stagesOf>;

export interface HotQuery {
  readonly name: string;
  /** Maximum number of 8 KiB buffers, hit or read, per execution. */
  readonly buffersMax: number;
  /** The measured function of a store. */
  readonly query: unknown;
  readonly run: (db: Database, stages: Stages) => Promise<unknown>;
}

export function hot<F>(
  name: string,
  buffersMax: number,
  query: F,
  run: (query: F, db: Database, stages: Stages) => Promise<unknown>,
): HotQuery {
  return { name, buffersMax, query, run: (db, stages) => run(query, db, stages) };
}

export const id = <K extends IdKind>(prefix: string, index: number) => idOf(prefix, index) as Id<K>;
export const player = (index: number) => id<'player'>('ply', index);
export const tournament = (index: number) => id<'tournament'>('trn', index);
export const newId = <K extends IdKind>(kind: K) =>
  makeId(kind, systemClock(), crypto.getRandomValues(new Uint8Array(10)));
export const legIds = () => [newId('transaction'), newId('transaction')] as const;

export const firstPage = { after: null, limit: 20 };
export const volumeTime = toInstant('2026-01-01T00:00:00Z');
export const duringVolume = toInstant('2026-01-03T00:00:00Z');
