// Use case, for cron: rates the tournaments that have ended since the last run. The ratings always follow from the results in the order
// in which the tournaments ended: if that order or a result has changed, the list is computed from the beginning.

import type { Id } from '../../core/id.ts';
import type { Sql } from '../../db/client.ts';
import { inTransaction } from '../../db/transaction.ts';
import type { Ports } from '../../outbox/ports.ts';
import { type Ratings, ratePeriod } from './glicko.ts';
import { gamesOfMatch } from './rating-list.ts';
import {
  type CountedTournament,
  clearRatings,
  listCounted,
  listPlayedMatches,
  listUnratedLists,
  lockRatingList,
  numberCounted,
  readRatings,
  writeRatings,
} from './rating-store.ts';

/** Limit per run. */
const listsMax = 20;

/** One list that fails does not block the others. */
export async function rateLists(ports: Pick<Ports, 'db'>): Promise<void> {
  for (const id of await listUnratedLists(ports.db, listsMax)) {
    await rateList(ports, id).catch((error: unknown) => {
      console.error(JSON.stringify({ level: 'error', message: 'list not rated', list: id, error: String(error) }));
    });
  }
}

/** Each tournament is rated once: the lock on the list makes simultaneous runs wait for each other. */
export function rateList({ db }: Pick<Ports, 'db'>, id: Id<'ratingList'>): Promise<void> {
  return inTransaction(db, async (sql) => {
    await lockRatingList(sql, id);
    const counted = await listCounted(sql, id);
    const done = ratedCount(counted);
    if (done === counted.length) return;
    if (done === 0) await clearRatings(sql, id);
    const before: Ratings = done === 0 ? new Map() : await readRatings(sql, id);
    await writeRatings(sql, id, await rateFrom(sql, counted, { done, before }));
    await numberCounted(
      sql,
      counted.map((tournament) => tournament.id),
    );
  });
}

/** How many tournaments the stored ratings hold; 0 if they must be computed from the beginning. */
export function ratedCount(counted: readonly Pick<CountedTournament, 'number'>[]): number {
  const done = counted.filter(({ number }) => number !== null).length;
  return counted.slice(0, done).every(({ number }, index) => number === index + 1) ? done : 0;
}

async function rateFrom(
  sql: Sql,
  counted: readonly CountedTournament[],
  { done, before }: { readonly done: number; readonly before: Ratings },
): Promise<Ratings> {
  let ratings = before;
  for (const [index, { id }] of counted.entries()) {
    if (index < done) continue;
    const games = (await listPlayedMatches(sql, id)).flatMap(gamesOfMatch);
    ratings = new Map([...ratings, ...ratePeriod(ratings, games, index + 1)]);
  }
  return ratings;
}
