// Use case: check whether a tournament exists, for other domains.

import type { Id } from '../core/id.ts';
import type { Database } from '../db/client.ts';
import { findTournament } from './store.ts';

export async function tournamentExists(db: Database, id: Id<'tournament'>): Promise<boolean> {
  return (await findTournament(db, id)) !== null;
}
