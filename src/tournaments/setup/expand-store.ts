// What `expand` adds to tournaments, for a whole page in one query each.

import type { Id } from '../../core/id.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { RegistrationState } from '../registration/registration.ts';

export interface Organizer {
  readonly id: Id<'player'>;
  readonly displayName: string | null;
}

export function listOrganizers(db: Database, ids: readonly Id<'player'>[]): Promise<Organizer[]> {
  const work = () => db.sql<Organizer[]>`
    SELECT id, player_display_name(id) AS "displayName" FROM unnest(string_to_array(${ids.join(',')}, ',')) AS o (id)`;
  return run(async () => [...(await work())]);
}

export interface OwnEntry {
  readonly tournamentId: Id<'tournament'>;
  readonly id: Id<'registration'>;
  readonly state: RegistrationState;
}

/** The newest registration of the player in each tournament, alone or on a roster. */
export function listEntriesOf(
  db: Database,
  player: Id<'player'>,
  tournaments: readonly Id<'tournament'>[],
): Promise<OwnEntry[]> {
  const work = () => db.sql<OwnEntry[]>`
    SELECT DISTINCT ON (tournament_id) tournament_id AS "tournamentId", id, state FROM (
      SELECT r.id, r.tournament_id, r.state FROM tournament_registration r WHERE r.player_id = ${player}
      UNION ALL SELECT r.id, r.tournament_id, r.state FROM tournament_roster x JOIN tournament_registration r ON r.id = x.registration_id
        WHERE x.player_id = ${player}) entry
    WHERE tournament_id = ANY (string_to_array(${tournaments.join(',')}, ',')) ORDER BY tournament_id, id DESC`;
  return run(async () => [...(await work())]);
}
