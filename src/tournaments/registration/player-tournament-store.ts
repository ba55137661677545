// The public tournaments that a player takes or took part in, alone or on the roster of a team, with the final rank.

import { and, desc, eq, inArray, isNotNull, lt, ne, notInArray, or, sql } from 'drizzle-orm';
import type { Id } from '../../core/id.ts';
import type { PageRequest } from '../../core/page.ts';
import type { Database } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import { placementTable, registrationTable, tournamentTable } from '../tables.ts';
import type { Tournament } from '../tournament.ts';
import type { Registration } from './registration.ts';

export interface PlayerTournament {
  readonly registration: Pick<Registration, 'id' | 'teamId' | 'displayName' | 'state'>;
  readonly tournament: Pick<
    Tournament,
    'id' | 'title' | 'game' | 'state' | 'startsAt' | 'registrationOpensAt' | 'registrationClosesAt'
  >;
  readonly rank: number | null;
}

/** Newest registration first. Who waits for approval, was rejected or has withdrawn takes no part. */
export function listPlayerTournaments(
  db: Database,
  player: Id<'player'>,
  page: PageRequest,
): Promise<PlayerTournament[]> {
  const r = registrationTable;
  const t = tournamentTable;
  const isListed = and(
    eq(t.visibility, 'public'),
    notInArray(t.state, ['draft', 'pending_approval']),
    or(ne(t.state, 'cancelled'), isNotNull(t.publishedAt)),
  );
  const isOwn = sql`${r.id} IN (SELECT registration_id FROM tournament_entry_player WHERE player_id = ${player})`;
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
