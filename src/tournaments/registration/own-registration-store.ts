// The registrations of one player, alone or on the roster of a team, with what a list shows of their tournaments.

import { and, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import type { Id } from '../../core/id.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { registrationColumns, registrationTable, tournamentTable } from '../tables.ts';
import type { Tournament } from '../tournament.ts';
import type { Registration, RegistrationState } from './registration.ts';

export interface OwnRegistration {
  readonly registration: Registration;
  readonly tournament: Pick<
    Tournament,
    'title' | 'state' | 'startsAt' | 'registrationOpensAt' | 'registrationClosesAt'
  >;
  /** False: the tournament is private, and the player is no entrant. */
  readonly isReadable: boolean;
}

/** Newest first. */
export function listOwnRegistrations(
  db: Database,
  player: Id<'player'>,
  states: readonly RegistrationState[],
  page: PageRequest,
): Promise<OwnRegistration[]> {
  const { id, tournamentId, state } = registrationTable;
  const { title, startsAt, registrationOpensAt, registrationClosesAt, visibility, organizerId } = tournamentTable;
  const isOwn = sql`${id} IN (SELECT registration_id FROM tournament_entry_player WHERE player_id = ${player})`;
  const isReadable = sql<boolean>`${visibility} <> 'private' OR tournament_may(${tournamentId}, ${organizerId}, ${player}, false, 'read') OR tournament_has_entrant(${tournamentId}, ${player})`;
  const isAfter = page.after === null ? undefined : lt(id, page.after as Id<'registration'>);
  return run(() =>
    db.orm
      .select({
        registration: registrationColumns,
        tournament: { title, state: tournamentTable.state, startsAt, registrationOpensAt, registrationClosesAt },
        isReadable,
      })
      .from(registrationTable)
      .innerJoin(tournamentTable, eq(tournamentTable.id, tournamentId))
      .where(and(isOwn, inArray(state, [...states]), isAfter))
      .orderBy(desc(id))
      .limit(page.limit + 1),
  );
}
