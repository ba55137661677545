// Use case: adds to tournaments what the reader asked for with `expand`, so that a page needs no request for each of them.

import type { Actor } from '../../core/actor.ts';
import type { Database } from '../../db/client.ts';
import type { Tournament } from '../tournament.ts';
import { listEntriesOf, listOrganizers, type Organizer, type OwnEntry } from './expand-store.ts';

export const expansions = ['organizer', 'ownRegistration'] as const;
export type Expansion = (typeof expansions)[number];

/** Only what was asked for. */
export interface Expanded {
  readonly organizer?: Organizer;
  /** null: none, or no token. */
  readonly ownRegistration?: Pick<OwnEntry, 'id' | 'state'> | null;
}

export async function expandTournaments(
  db: Database,
  actor: Actor | null,
  tournaments: readonly Tournament[],
  asked: readonly Expansion[],
): Promise<(tournament: Tournament) => Expanded> {
  const organizerIds = [...new Set(tournaments.map(({ organizerId }) => organizerId))];
  const [organizers, entries] = await Promise.all([
    asked.includes('organizer') ? listOrganizers(db, organizerIds) : null,
    asked.includes('ownRegistration') && actor !== null
      ? listEntriesOf(
          db,
          actor.playerId,
          tournaments.map(({ id }) => id),
        )
      : null,
  ]);
  const nameOf = new Map(organizers?.map(({ id, displayName }) => [id, displayName]));
  const entryOf = new Map(entries?.map(({ tournamentId, id, state }) => [tournamentId, { id, state }]));
  return ({ id, organizerId }) => ({
    ...(asked.includes('organizer')
      ? { organizer: { id: organizerId, displayName: nameOf.get(organizerId) ?? null } }
      : {}),
    ...(asked.includes('ownRegistration') ? { ownRegistration: entryOf.get(id) ?? null } : {}),
  });
}
