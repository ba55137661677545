// Files of entrants: outcomes, faults, size limits and repeated names.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPerson, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newKey } from '../../support/ledger/ledger.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { anOpenTournament, entrantsOf, outcomesOf, upload } from '../../support/tournaments/guests.ts';
import { enter, ok, people, type Stage } from '../../support/tournaments/tournament.ts';

useDatabase();

describe('a file of entrants', () => {
  it('is entered in the order of its seeds, up to the capacity, with an outcome for each row', async () => {
    const stage = await anOpenTournament({ capacity: 3, waitlistCapacity: 1 });
    await enter(stage, [await aPerson({ name: 'Ada Lovelace' })]);
    const file =
      '\ufeffName,seed,Club\r\nনাজমা,,"Dhaka, Castle"\r\nADA lovelace,,\r\nGrace,2,\r\nMary,1,\r\ngrace,,\r\nKatherine,,\r\n';
    const planned = ok(await upload(stage, file, { query: '?dryRun=true' }), 200);
    expect(outcomesOf(planned)).toEqual(['waitlisted', 'duplicate', 'confirmed', 'confirmed', 'duplicate', 'refused']);
    expect(await entrantsOf(stage)).toHaveLength(1);
    const done = ok(await upload(stage, file), 200);
    expect(outcomesOf(done)).toEqual(outcomesOf(planned));
    expect(done).toMatchObject({ isDryRun: false, confirmed: 2, waitlisted: 1, duplicates: 2, refused: 1 });
    expect(done.items.map(({ line, code }: Record<string, unknown>) => [line, code])).toEqual([
      ...[
        [2, null],
        [3, null],
        [4, null],
        [5, null],
        [6, null],
        [7, 'tournament_full'],
      ],
    ]);
    const entrants = await entrantsOf(stage);
    expect(entrants.map(({ displayName }: { displayName: string }) => displayName)).toEqual([
      'Ada Lovelace',
      'Mary',
      'Grace',
      'নাজমা',
    ]);
    expect(done.items[1].registrationId).toBe(entrants[0].id);
    expect(done.items[4].registrationId).toBe(entrants[2].id);
    expect(done.items.filter(({ claimCode }: { claimCode: string | null }) => claimCode !== null)).toHaveLength(3);
    const { items } = ok(await get(`/v1/tournaments/${stage.id}/events?since=0`, { as: stage.organizer }), 200);
    expect(items.slice(-3).map(({ payload }: { payload: { displayName: string } }) => payload.displayName)).toEqual([
      'Mary',
      'Grace',
      'নাজমা',
    ]);
  });

  it('that is sent again enters nobody, with the same key or with another', async () => {
    const stage = await anOpenTournament();
    const headers = newKey();
    const first = ok(await upload(stage, 'name\nA\nB\n', { headers }), 200);
    const repeated = ok(await upload(stage, 'name\nA\nB\n', { headers }), 200);
    expect(repeated).toEqual({ ...first, items: first.items.map((item: object) => ({ ...item, claimCode: null })) });
    expect(outcomesOf(ok(await upload(stage, 'name\nA\nB\n'), 200))).toEqual(['duplicate', 'duplicate']);
    expect(await entrantsOf(stage)).toHaveLength(2);
  });

  it('of the export comes back as it was', async () => {
    const [from, to] = [await anOpenTournament(), await anOpenTournament()];
    const file = 'name,rating,club,country\n=1+2,1850,"=HYPERLINK(""x"")",BD\nরহিমা,,,\n';
    ok(await upload(from, file), 200);
    const { text } = await get(`/v1/tournaments/${from.id}/exports/entrants.csv`);
    ok(await upload(to, text), 200);
    const shown = async (stage: Stage) =>
      (await entrantsOf(stage)).map(({ displayName, rating, club, country }: Record<string, unknown>) => [
        displayName,
        rating,
        club,
        country,
      ]);
    expect(await shown(to)).toEqual([
      ['=1+2', 1850, '=HYPERLINK("x")', 'BD'],
      ['রহিমা', null, null, null],
    ]);
    expect(await shown(to)).toEqual(await shown(from));
  });

  const many = (count: number) => `name\n${Array.from({ length: count }, (_, index) => `P${index}`).join('\n')}\n`;
  const faults: [string, string, number, number | null][] = [
    ['an unknown column', 'name,elo\nA,1\n', 1, 2],
    ['no column for names', 'club\nCastle\n', 1, null],
    ['a column twice', 'name,Name\nA,B\n', 1, 2],
    ['quotes that do not match', 'name\n"A\nB\n', 2, 1],
    ['nothing', '', 1, null],
    ['4,097 rows', many(4097), 4098, null],
    ['a name of 51 characters', `name\nA\n${'অ'.repeat(51)}\n`, 3, 1],
    ['a club of 81 characters', `name,club\nA,${'c'.repeat(81)}\n`, 2, 2],
    ['a name that cannot be text', 'name\nA\nB\u0000\n', 3, 1],
    ['a row with too many cells', 'name\nA,B\n', 2, 2],
    ['a rating of 0', 'name,rating\nA,0\n', 2, 2],
    ['a country that does not exist', 'name,country\nA,XX\n', 2, 2],
    ['a seed twice', 'name,seed\nA,1\nB,1\n', 3, 2],
  ];
  it('with a fault is refused as a whole, naming line and column', async () => {
    const stage = await anOpenTournament();
    for (const [what, file, line, column] of faults) {
      const { status, body } = await upload(stage, file);
      expect([what, status, body.code, body.facts?.line, body.facts?.column]).toEqual([
        what,
        422,
        'invalid_file',
        line,
        column,
      ]);
    }
    // As files that were joined have them: marks of byte order are no text.
    expect(outcomesOf(ok(await upload(stage, '\ufeff\ufeffname\nA\n', { query: '?dryRun=true' }), 200))).toEqual([
      'confirmed',
    ]);
    expect(await entrantsOf(stage)).toEqual([]);
  });

  it('is text in UTF-8 of its media type, by staff', async () => {
    const stage = await anOpenTournament();
    const json = { 'content-type': 'application/json' };
    expect((await upload(stage, 'name\nA\n', { headers: json })).body.code).toBe('unsupported_media_type');
    const latin = {
      method: 'POST',
      headers: { authorization: `Bearer ${stage.organizer.token}`, 'content-type': 'text/csv' },
    };
    const { exports } = await import('cloudflare:workers');
    const path = `https://laurel.test/v1/tournaments/${stage.id}/imports/entrants`;
    const refused = await exports.default.fetch(path, {
      ...latin,
      body: new Uint8Array([0x6e, 0x61, 0x6d, 0x65, 0x0a, 0xe9, 0x0a]),
    });
    expect([refused.status, (await refused.json<{ code: string }>()).code]).toEqual([422, 'invalid_file']);
    const other = await aPerson({ roles: ['organizer'] });
    for (const file of ['name\nA\n', 'x'])
      expect((await upload(stage, file, { as: other })).body.code).toBe('forbidden');
  });

  it('of FIDE enters its players in the order of their numbers', async () => {
    const stage = await anOpenTournament();
    const player = (number: number, name: string, rating: string) =>
      `${`001 ${String(number).padStart(4)}      ${name.padEnd(33)} ${rating.padStart(4)}`.padEnd(80)} 0.0    ${number}`;
    const file = `012 Open\n${player(2, 'Rahman, Ziaur', '2450')}\n${player(1, 'Murshed, Niaz', '0')}\n`;
    ok(await upload(stage, file, { kind: 'trf' }), 200);
    const shown = (await entrantsOf(stage)).map(({ displayName, rating }: Record<string, unknown>) => [
      displayName,
      rating,
    ]);
    expect(shown).toEqual([
      ['Murshed, Niaz', null],
      ['Rahman, Ziaur', 2450],
    ]);
    const wrong = await upload(stage, `012 Open\n${player(1, 'A', '24x0')}\n`, { kind: 'trf' });
    expect([wrong.body.code, wrong.body.facts.line, wrong.body.facts.column]).toEqual(['invalid_file', 2, 49]);
  });

  it('and registrations at the same time never exceed the capacity', async () => {
    const stage = await anOpenTournament({ capacity: 8, waitlistCapacity: 4 });
    const players = await people(6);
    const answers = await Promise.all([
      upload(stage, 'name\nA\nB\nC\nD\nE\n'),
      upload(stage, 'name\nC\nD\nE\nF\nG\n'),
      ...players.map((as) => post(`/v1/tournaments/${stage.id}/registrations`, { as, body: {} })),
    ]);
    for (const { status } of answers) expect([200, 201, 409]).toContain(status);
    const states = (await entrantsOf(stage)).map(({ state }: { state: string }) => state);
    expect(states.filter((state: string) => state === 'confirmed')).toHaveLength(8);
    expect(states.filter((state: string) => state === 'waitlisted')).toHaveLength(4);
    const names = (await entrantsOf(stage)).map(({ displayName }: { displayName: string }) => displayName);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('a list of the longest names', () => {
  /** 50 characters, and a club of 80, of three bytes each. */
  const rowOf = (_: unknown, index: number) => {
    const name = `${String(index).padStart(5, '0')}${'ক'.repeat(45)}`;
    return `${name},${index + 1},1500,${'খ'.repeat(80)},BD`;
  };
  const fileOf = (rows: readonly string[]) => ['name,seed,rating,club,country', ...rows].join('\n');
  const bytesOf = (text: string) => new TextEncoder().encode(text).length;

  it('of 4,096 rows is read, and entered in one file', async () => {
    const stage = await anOpenTournament({ capacity: 4096 });
    const full = fileOf(Array.from({ length: 4096 }, rowOf));
    expect(bytesOf(full)).toBeGreaterThan(1_600_000);
    const { items } = ok(await upload(stage, full, { query: '?dryRun=true' }), 200);
    expect(items).toHaveLength(4096);
    const count = caseCount({ usual: 40, nightly: 4096 });
    const entered = outcomesOf(ok(await upload(stage, fileOf(Array.from({ length: count }, rowOf))), 200));
    expect([entered.length, new Set(entered)]).toEqual([count, new Set(['confirmed'])]);
    expect(ok(await get(`/v1/tournaments/${stage.id}`), 200).confirmedCount).toBe(count);
  });

  it('that is larger than 4 MiB is refused with the way on, and goes on after the rows that are entered', async () => {
    const stage = await anOpenTournament({ capacity: 4096 });
    const refused = await upload(stage, `name\n${'x'.repeat(4_194_304)}`);
    expect([refused.status, refused.body.facts]).toEqual([413, { maxBytes: 4_194_304, wayOn: expect.any(String) }]);
    const rows = Array.from({ length: 20 }, rowOf);
    ok(await upload(stage, fileOf(rows.slice(0, 15))), 200);
    const outcomes = outcomesOf(ok(await upload(stage, fileOf(rows.slice(5))), 200));
    expect(outcomes).toEqual([...Array(10).fill('duplicate'), ...Array(5).fill('confirmed')]);
  });

  it('is the only body that may be larger than 1 MB', async () => {
    const stage = await anOpenTournament();
    const body = { displayName: 'x'.repeat(1_100_000), language: 'en' };
    const refused = await post(`/v1/tournaments/${stage.id}/guests`, { as: stage.organizer, body });
    expect([refused.status, refused.body.facts]).toEqual([413, { maxBytes: 1_000_000 }]);
  });
});

it('the outcomes of any list fill places, then the waitlist, and repeat no name', async () => {
  const { placeGuests, nameKey } = await import('../../../src/tournaments/guests/place-guests.ts');
  const name = fc.constantFrom('a', 'A', 'b', 'c', 'd', 'é', 'É', 'ﬁ', 'fi');
  const listed = fc.record({
    names: fc.array(name, { maxLength: 12 }),
    known: fc.array(name, { maxLength: 3 }),
    places: fc.nat(5),
    waitlist: fc.nat(5),
  });
  const asEntrants = (names: readonly string[], from: number) =>
    names.map((displayName, index) => ({ id: `reg_${from + index}` as const, displayName }));
  fc.assert(
    fc.property(listed, ({ names, known, places, waitlist }) => {
      const placed = placeGuests(asEntrants(names, 100), { places, waitlist }, asEntrants(known, 0));
      const of = (outcome: string) => placed.filter((one) => one.outcome === outcome);
      const fresh = new Set(names.map(nameKey).filter((key) => !known.map(nameKey).includes(key)));
      expect(of('confirmed')).toHaveLength(Math.min(places, fresh.size));
      expect(of('waitlisted')).toHaveLength(Math.min(waitlist, Math.max(0, fresh.size - places)));
      expect(of('duplicate')).toHaveLength(names.length - fresh.size);
      const order = placed.flatMap(({ outcome }) => (outcome === 'duplicate' ? [] : [outcome]));
      const rank = ['confirmed', 'waitlisted', 'refused'];
      expect(order).toEqual([...order].sort((a, b) => rank.indexOf(a) - rank.indexOf(b)));
    }),
    { numRuns: caseCount({ usual: 200, nightly: 5_000 }) },
  );
});
