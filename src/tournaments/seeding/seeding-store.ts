// Queries of seedings: the entrants with what they are seeded by, and the last draw.

import { eq } from 'drizzle-orm';
import type { Id } from '../../core/id.ts';
import type { Instant } from '../../core/instant.ts';
import type { Database, Sql } from '../../db/client.ts';
import { run } from '../../db/transaction.ts';
import type { PublishedDraw } from './published-draw.ts';
import type { Seedable } from './seedable.ts';
import { drawTable } from './tables.ts';

/** The confirmed entrants. Who has no rating by hand has that of the list for which the tournament counts. A team is the same team in the earlier tournament, a player the same player. */
export async function listSeedable(
  sql: Sql,
  id: Id<'tournament'>,
  earlier: Id<'tournament'> | null,
): Promise<Seedable[]> {
  return sql<Seedable[]>`
    SELECT r.id, r.club, r.country, coalesce(r.rating, min(least(greatest(round(l.rating), 1), 9999))::integer) AS rating, min(p.rank) AS "earlierRank"
    FROM tournament_registration r
    LEFT JOIN tournament_counted c ON c.tournament_id = r.tournament_id AND r.team_id IS NULL
    LEFT JOIN tournament_rated l ON l.list_id = c.list_id AND l.player_id = r.player_id
    LEFT JOIN tournament_registration e ON e.tournament_id = ${earlier} AND e.player_id = r.player_id AND r.team_id IS NULL AND e.team_id IS NULL
      OR e.tournament_id = ${earlier} AND e.team_id = r.team_id
    LEFT JOIN tournament_placement p ON p.tournament_id = ${earlier} AND p.registration_id = e.id
    WHERE r.tournament_id = ${id} AND r.state = 'confirmed' GROUP BY r.id`;
}

interface DrawRow {
  readonly draw: PublishedDraw;
  readonly drawnAt: Instant;
}

export async function writeDraw(sql: Sql, id: Id<'tournament'>, { draw, drawnAt }: DrawRow): Promise<void> {
  await sql`
    INSERT INTO tournament_draw (tournament_id, draw, drawn_at)
    VALUES (${id}, ${JSON.stringify(draw)}::text::jsonb, ${drawnAt}::timestamptz)
    ON CONFLICT (tournament_id) DO UPDATE SET draw = excluded.draw, drawn_at = excluded.drawn_at`;
}

export async function findDraw(db: Database, id: Id<'tournament'>): Promise<DrawRow | null> {
  const { draw, drawnAt, tournamentId } = drawTable;
  const [row] = await run(() => db.orm.select({ draw, drawnAt }).from(drawTable).where(eq(tournamentId, id)));
  return row ?? null;
}
