// The list of tournaments: every filter alone and together, in both orders, compared with a plain filter over all tournaments.

import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Id } from '../../../src/core/id.ts';
import { type Instant, toInstant } from '../../../src/core/instant.ts';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { pageTournaments } from '../../../src/tournaments/setup/page-tournaments.ts';
import {
  everyTournament,
  type TournamentFilter,
  tournamentSorts,
} from '../../../src/tournaments/setup/tournament-filter.ts';
import { formatNames } from '../../../src/tournaments/stages/format-registry.ts';
import {
  isPublished,
  stateAt,
  type Tournament,
  tournamentStates,
  visibilities,
} from '../../../src/tournaments/tournament.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newId } from '../../support/isolate/ports.ts';
import { caseCount } from '../../support/rules/nightly.ts';

const database = useDatabase();
let db: Database;
beforeAll(() => {
  db = openDatabase(database.url.replace(/\/\/[^:]+:/, '//laurel_app:'), 1);
});
afterAll(() => db?.close());

const organizers = [newId('player'), newId('player'), newId('player')];
const games = [null, 'Chess', 'chess', 'ক্যারম'];
const hours = Array.from({ length: 9 }, (_, hour) => toInstant(Date.UTC(2026, 10, 24, 6 + hour)));
const now = hours[4] as Instant;
const letters = ['a', 'A', 'é', 'É', 'ক', 'খ', '%', '_', '\\', "'", ' '];
const titleOf = (maxLength: number) =>
  fc
    .array(fc.constantFrom(...letters), { minLength: 1, maxLength })
    .map((chosen) => chosen.join('').replace(/ +/g, ' ').trim())
    .filter((text) => text !== '');

type Listed = Pick<
  Tournament,
  | 'id'
  | 'title'
  | 'game'
  | 'organizerId'
  | 'state'
  | 'visibility'
  | 'registrationOpensAt'
  | 'registrationClosesAt'
  | 'startsAt'
  | 'publishedAt'
> & { readonly format: TournamentFilter['format'] };

const aTournament: fc.Arbitrary<Listed> = fc
  .record({
    title: titleOf(6),
    game: fc.constantFrom(...games),
    organizerId: fc.constantFrom(...organizers),
    state: fc.constantFrom(...tournamentStates),
    visibility: fc.constantFrom(...visibilities, 'public' as const, 'public' as const),
    format: fc.constantFrom(...formatNames),
    isPublished: fc.boolean(),
    times: fc.tuple(fc.nat(8), fc.nat(8), fc.nat(8)).map((times) => times.sort((a, b) => a - b)),
    opens: fc.boolean(),
    closes: fc.boolean(),
  })
  .map(({ times: [opensAt, closesAt, startsAt], opens, closes, isPublished: wasPublished, ...fields }) => ({
    ...fields,
    id: newId('tournament'),
    registrationOpensAt: opens && opensAt !== closesAt ? (hours[opensAt as number] as Instant) : null,
    registrationClosesAt: closes ? (hours[closesAt as number] as Instant) : null,
    startsAt: hours[startsAt as number] as Instant,
    publishedAt: wasPublished ? (hours[0] as Instant) : null,
  }));

const orNull = <T>(values: fc.Arbitrary<T>) => fc.option(values, { freq: 2 });
const aFilter: fc.Arbitrary<TournamentFilter> = fc
  .record({
    state: orNull(fc.constantFrom(...tournamentStates)),
    organizerId: orNull(fc.constantFrom(...organizers)),
    isOwn: fc.boolean(),
    // test/http/integrations/sandbox.test.ts has sandboxes.
    isSandbox: fc.constant(false),
    format: orNull(fc.constantFrom(...formatNames)),
    game: orNull(fc.constantFrom('Chess', 'chess', 'ক্যারম', 'Go')),
    startsAfter: orNull(fc.constantFrom(...hours)),
    startsBefore: orNull(fc.constantFrom(...hours)),
    text: orNull(titleOf(2)),
    sort: fc.constantFrom(...tournamentSorts),
  })
  // One filter alone is as likely as all of them.
  .chain((filter) =>
    fc.subarray(Object.keys(filter) as (keyof TournamentFilter)[]).map((names) => pick(filter, names)),
  );

function pick(filter: TournamentFilter, names: readonly (keyof TournamentFilter)[]): TournamentFilter {
  const chosen = { ...everyTournament, ...Object.fromEntries(names.map((name) => [name, filter[name]])) };
  return { ...chosen, isOwn: chosen.isOwn && chosen.organizerId !== null };
}

function expected(all: readonly Listed[], filter: TournamentFilter): Id<'tournament'>[] {
  const { state, organizerId, isOwn, format, game, startsAfter, startsBefore, text, sort } = filter;
  const matches = all.filter(
    (one) =>
      (isOwn || (isPublished(one) && one.visibility === 'public')) &&
      (state === null || stateAt(one, now) === state) &&
      (organizerId === null || one.organizerId === organizerId) &&
      (format === null || one.format === format) &&
      (game === null || one.game === game) &&
      (startsAfter === null || one.startsAt >= startsAfter) &&
      (startsBefore === null || one.startsAt < startsBefore) &&
      (text === null || one.title.toLowerCase().includes(text.toLowerCase())),
  );
  const keyOf = ({ id, startsAt }: Listed) => (sort === 'newest' ? id : `${startsAt}${id}`);
  const inOrder = matches.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).map(({ id }) => id);
  return sort === 'newest' ? inOrder.reverse() : inOrder;
}

async function store(all: readonly Listed[]): Promise<void> {
  await database.sql`WITH stages AS (DELETE FROM tournament_stage) DELETE FROM tournament_tournament`;
  for (const t of all) {
    await database.sql`
      WITH created AS (
        INSERT INTO tournament_tournament (id, title, game, organizer_id, mode, state, visibility, capacity, entrants_min,
          registration_opens_at, registration_closes_at, starts_at, published_at, ended_at, created_at)
        VALUES (${t.id}, ${t.title}, ${t.game}, ${t.organizerId}, 'solo', ${t.state}, ${t.visibility}, 8, 2, ${t.registrationOpensAt},
          ${t.registrationClosesAt}, ${t.startsAt}, ${t.publishedAt}, ${t.startsAt}, ${now}) RETURNING id)
      INSERT INTO tournament_stage (tournament_id, number, format, settings, allows_draws, state)
      SELECT id, 1, ${t.format}, '{}', false, 'planned' FROM created`;
  }
}

async function walk(filter: TournamentFilter, limit: number, walkMax: number): Promise<Id<'tournament'>[]> {
  const found: Id<'tournament'>[] = [];
  let after: string | null = null;
  for (let pages = 0; pages < 200; pages += 1) {
    const { items, nextCursor } = await pageTournaments(db, filter, { after, limit }, now, walkMax);
    expect(items.length).toBeLessThanOrEqual(limit);
    found.push(...items.map(({ id }) => id));
    if (nextCursor === null) return found;
    after = nextCursor;
  }
  throw new Error('the pages do not end');
}

it('every combination of filters lists exactly what matches, in order, over pages and limits of the walk', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(aTournament, { minLength: 1, maxLength: 25 }),
      fc.array(
        fc.record({ filter: aFilter, limit: fc.integer({ min: 1, max: 8 }), walkMax: fc.integer({ min: 1, max: 30 }) }),
        {
          minLength: 12,
          maxLength: 12,
        },
      ),
      async (all, requests) => {
        await store(all);
        for (const { filter, limit, walkMax } of requests)
          expect(await walk(filter, limit, walkMax), JSON.stringify(filter)).toEqual(expected(all, filter));
      },
    ),
    { numRuns: caseCount({ usual: 12, nightly: 400 }) },
  );
});

it('a forged place is refused before the database sees it', async () => {
  const id = newId('tournament');
  for (const forged of [
    '',
    now,
    `0000-01-01T00:00:00.000Z ${id}`,
    `2026-02-31T00:00:00.000Z ${id}`,
    `${now} trn_1`,
    `${now} ${id} x`,
  ])
    await expect(
      pageTournaments(
        db,
        { ...everyTournament, organizerId: organizers[0] ?? null, isOwn: true },
        { after: forged, limit: 1 },
        now,
      ),
    ).rejects.toMatchObject({ code: 'invalid_request' });
});
