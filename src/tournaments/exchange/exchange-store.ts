// Query for files: the entrants of a tournament, by seed.

import type { Id } from '../../core/id.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { Registration } from '../registration/registration.ts';

export type ExportedEntrant = Pick<Registration, 'id' | 'displayName' | 'seed' | 'rating' | 'club' | 'country'>;

/** Who plays, or has played. */
export function listExported(db: Database, id: Id<'tournament'>): Promise<ExportedEntrant[]> {
  return run(
    () => db.sql<ExportedEntrant[]>`
    SELECT id, display_name AS "displayName", seed, rating, club, country FROM tournament_registration
    WHERE tournament_id = ${id} AND state IN ('confirmed', 'withdrawn', 'disqualified') ORDER BY seed NULLS LAST, id`,
  );
}
