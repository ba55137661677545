// The public tournaments that a player or a team takes or took part in, with the final rank. A player does alone or on the roster of a team.

import { and, desc, eq, inArray, isNotNull, lt, ne, notInArray, or, type SQL, sql } from 'drizzle-orm';
import type { Id } from '../../core/id.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { placementTable, registrationTable, tournamentTable } from '../tables.ts';
import type { Tournament } from '../tournament.ts';
import type { Registration } from './registration.ts';

export interface TournamentEntry {
  readonly registration: Pick<Registration, 'id' | 'teamId' | 'displayName' | 'state'>;
  readonly tournament: Pick<
    Tournament,
    'id' | 'title' | 'game' | 'state' | 'startsAt' | 'registrationOpensAt' | 'registrationClosesAt'
  >;
  readonly rank: number | null;
}

const r = registrationTable;
const t = tournamentTable;

export function listPlayerTournaments(
  db: Database,
  player: Id<'player'>,
  page: PageRequest,
): Promise<TournamentEntry[]> {
  const isOwn = sql`${r.id} IN (SELECT registration_id FROM tournament_entry_player WHERE player_id = ${player})`;
  return listPublicEntries(db, isOwn, page);
}

export function listTeamTournaments(db: Database, team: Id<'team'>, page: PageRequest): Promise<TournamentEntry[]> {
  return listPublicEntries(db, eq(r.teamId, team), page);
}

/** Newest registration first. Who waits for approval, was rejected or has withdrawn takes no part. */
function listPublicEntries(db: Database, isOwn: SQL, page: PageRequest): Promise<TournamentEntry[]> {
  const isListed = and(
    eq(t.visibility, 'public'),
    notInArray(t.state, ['draft', 'pending_approval']),
    or(ne(t.state, 'cancelled'), isNotNull(t.publishedAt)),
  );
  const isAfter = page.after === null ? undefined : lt(r.id, page.after as Id<'registration'>);
  return run(() =>
    db.orm
      .select({
        registration: { id: r.id, teamId: r.teamId, displayName: r.displayName, state: r.state },
        tournament: {
          ...{ id: t.id, title: t.title, game: t.game, state: t.state, startsAt: t.startsAt },
          ...{ registrationOpensAt: t.registrationOpensAt, registrationClosesAt: t.registrationClosesAt },
        },
        rank: placementTable.rank,
      })
      .from(r)
      .innerJoin(t, eq(t.id, r.tournamentId))
      .leftJoin(
        placementTable,
        and(eq(placementTable.tournamentId, r.tournamentId), eq(placementTable.registrationId, r.id)),
      )
      .where(
        and(
          isOwn,
          inArray(r.state, ['confirmed', 'waitlisted', 'no_show', 'withdrawn', 'disqualified']),
          isListed,
          isAfter,
        ),
      )
      .orderBy(desc(r.id))
      .limit(page.limit + 1),
  );
}
