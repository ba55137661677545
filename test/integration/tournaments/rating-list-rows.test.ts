// What the stores of rating lists return is what they declare.

import { beforeAll, expect, it } from 'vitest';
import * as z from 'zod';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import * as ratingLists from '../../../src/tournaments/rating-lists/rating-list-store.ts';
import * as ratings from '../../../src/tournaments/rating-lists/rating-store.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { id, instant, newId, RowCheck } from '../../support/rules/row-check.ts';
import {
  auditOf,
  idOf,
  now,
  page,
  playerOf,
  type RowTournaments,
  rowTournaments,
} from '../../support/tournaments/row-tournaments.ts';

const database = useDatabase();
const check = new RowCheck();

let db: Database;
let over: RowTournaments['over'];

beforeAll(async () => {
  db = openDatabase(database.url, 2);
  ({ over } = await rowTournaments(db));
  return () => db.close();
});

it('rating lists', async () => {
  const owner = playerOf(over.organizer);
  const list = { id: newId('ratingList'), ownerId: owner, name: 'Club', system: 'glicko2' as const, createdAt: now };
  const shape = z.strictObject({
    ...{ id: id('ratingList'), ownerId: id('player'), name: z.string(), system: z.literal('glicko2') },
    createdAt: instant,
  });
  await check.of(ratingLists.insertRatingList, z.void(), db.sql, list);
  await check.of(ratingLists.findRatingList, shape.nullable(), db, list.id);
  await check.of(ratingLists.listRatingLists, z.array(shape), db, owner, page);
  const audit = {
    ...auditOf(over.organizer, idOf(over)),
    event: 'tournament.counted' as const,
    meta: { ratingListId: list.id },
  };
  await check.of(ratingLists.writeCounted, z.void(), db.sql, idOf(over), list.id, audit);
  const counted = z.strictObject({ ratingListId: id('ratingList').nullable(), isRated: z.boolean() });
  await check.of(ratingLists.findCounted, counted, db, idOf(over));
  await check.of(ratings.listUnratedLists, z.array(id('ratingList')), db, 5);
  await check.of(ratings.lockRatingList, z.void(), db.sql, list.id);
  const ended = z.strictObject({ id: id('tournament'), number: z.int().nullable() });
  await check.of(ratings.listCounted, z.array(ended), db.sql, list.id);
  const standing = z.strictObject({ playerId: id('player'), place: z.int() });
  await check.of(ratings.listPlayedMatches, z.array(z.array(standing)), db.sql, idOf(over));
  const rated = { rating: 1512.25, deviation: 200, volatility: 0.06, games: 3, lastNumber: 1 };
  await check.of(ratings.writeRatings, z.void(), db.sql, list.id, new Map([[playerOf(over.players[0]), rated]]));
  await check.of(ratings.numberCounted, z.void(), db.sql, [idOf(over)]);
  const number = z.number();
  const ratedShape = z.strictObject({
    rating: number,
    deviation: number,
    volatility: number,
    games: z.int(),
    lastNumber: z.int(),
  });
  await check.of(ratings.readRatings, z.map(id('player'), ratedShape), db.sql, list.id);
  const shown = z.strictObject({
    playerId: id('player'),
    displayName: z.string(),
    rating: number,
    deviation: number,
    games: z.int(),
  });
  await check.of(ratingLists.listRatedPlayers, z.array(shown), db, list.id, page);
  await check.of(ratings.clearRatings, z.void(), db.sql, list.id);
});

it('every function of these stores is checked', () => {
  const found = import.meta.glob('../../../src/tournaments/rating-lists/*store.ts', { eager: true });
  expect(Object.keys(found).length).toBe(2);
  expect(check.missing(found)).toEqual([]);
});
