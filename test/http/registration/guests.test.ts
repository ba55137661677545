// Entrants without an account: staff enter them one by one or from a file, and a player takes an entry over with its code.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aPerson, call, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, newKey } from '../../support/ledger/ledger.ts';
import { caseCount } from '../../support/rules/nightly.ts';
import { aTournament, enter, matchesOf, move, ok, people, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

async function anOpenTournament(fields: Record<string, unknown> = {}) {
  const stage = await aTournament(fields);
  await move(stage, 'published', 'registration_open');
  return stage;
}

const walkIn = (stage: Stage, body: Record<string, unknown> = { displayName: 'Grace Hopper' }, headers = {}) =>
  post(`/v1/tournaments/${stage.id}/guests`, { as: stage.organizer, body, headers });

async function aGuest(stage: Stage, displayName = 'Grace Hopper'): Promise<{ id: string; code: string }> {
  const { registration, claimCode } = ok(await walkIn(stage, { displayName }), 201);
  return { id: registration.id, code: claimCode };
}

const claim = (as: Person, code: string, headers = {}) =>
  post('/v1/registrations/claims', { as, body: { code }, headers });

function upload(
  stage: Stage,
  body: string,
  { query = '', as = stage.organizer, kind = 'entrants', headers = {} } = {},
) {
  const mediaType = kind === 'trf' ? 'text/plain' : 'text/csv; charset=utf-8';
  const path = `/v1/tournaments/${stage.id}/imports/${kind}${query}`;
  return post(path, { as, body, headers: { 'content-type': mediaType, ...headers } });
}

const entrantsOf = async (stage: Stage) =>
  ok(await get(`/v1/tournaments/${stage.id}/registrations?limit=100`, { as: stage.organizer }), 200).items;

const outcomesOf = ({ items }: { items: { outcome: string }[] }) => items.map(({ outcome }) => outcome);

describe('a walk-in', () => {
  it('is an entrant like the others, waits when the tournament is full, and pays no fee', async () => {
    const stage = await anOpenTournament({ capacity: 2, waitlistCapacity: 1, entryFeeCoins: 5 });
    const first = ok(await walkIn(stage, { displayName: 'করিম', club: 'Castle', country: 'bd', rating: 1850 }), 201);
    expect(first.registration).toMatchObject({
      state: 'confirmed',
      isGuest: true,
      club: 'Castle',
      country: 'BD',
      rating: 1850,
    });
    expect(first.claimCode).toMatch(/^(\w{4}-){3}\w{4}$/);
    // Two people may have one name.
    expect(ok(await walkIn(stage, { displayName: 'করিম' }), 201).registration.state).toBe('confirmed');
    const third = ok(await walkIn(stage), 201).registration;
    expect([third.state, third.waitlist]).toEqual(['waitlisted', { position: 1, length: 1, offerEndsAt: null }]);
    expect((await walkIn(stage)).body.code).toBe('tournament_full');
    ok(await post(`/v1/registrations/${first.registration.id}/cancellation`, { as: stage.organizer, body: {} }), 200);
    expect((await entrantsOf(stage)).map(({ state }: { state: string }) => state)).toEqual([
      'cancelled',
      'confirmed',
      'confirmed',
    ]);
  });

  it('keeps its place on the waitlist before later ones, and is approved by whoever entered it', async () => {
    const stage = await anOpenTournament({ capacity: 2, requiresApproval: true });
    const [one, two] = [await aGuest(stage, 'One'), await aGuest(stage, 'Two')];
    await aGuest(stage, 'Three');
    for (const { id } of [one, two])
      await post(`/v1/registrations/${id}/cancellation`, { as: stage.organizer, body: {} });
    expect((await entrantsOf(stage)).map(({ state }: { state: string }) => state).at(-1)).toBe('confirmed');
  });

  it('is entered until the start, by staff, in tournaments of single players', async () => {
    const stage = await aTournament();
    expect((await walkIn(stage)).body.code).toBe('state_conflict');
    await move(stage, 'published', 'registration_open', 'registration_closed');
    await aGuest(stage, 'A');
    await aGuest(stage, 'B');
    const other = await aPerson({ roles: ['organizer'] });
    const answer = await post(`/v1/tournaments/${stage.id}/guests`, { as: other, body: { displayName: 'C' } });
    expect(answer.body.code).toBe('forbidden');
    await move(stage, 'live');
    expect((await walkIn(stage)).body.code).toBe('state_conflict');
    expect((await upload(stage, 'name\nC\n')).body.code).toBe('state_conflict');
    const teams = await anOpenTournament({ mode: 'team', rosterSize: 2 });
    expect((await walkIn(teams)).body.facts).toEqual({ mode: 'team', needs: ['solo'] });
  });

  it('is entered once for one key, and its code is shown once', async () => {
    const stage = await anOpenTournament();
    const headers = newKey();
    const first = ok(await walkIn(stage, undefined, headers), 201);
    const again = ok(await walkIn(stage, undefined, headers), 201);
    expect(again).toEqual({ ...first, claimCode: null });
    const kept =
      await database.sql`SELECT outcome FROM http_idempotency WHERE key = ${headers['idempotency-key'] ?? ''}`;
    expect(JSON.stringify(kept)).not.toContain(first.claimCode);
    const rows = await database.sql`SELECT to_jsonb(g) AS row FROM tournament_guest g`;
    expect(JSON.stringify(rows)).not.toContain(first.claimCode.replaceAll('-', ''));
  });
});

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

describe('a claim', () => {
  it('gives the entry to the player, once, however the code is typed', async () => {
    const stage = await anOpenTournament();
    const { id, code } = await aGuest(stage);
    const [player, other] = [await aPerson({ name: 'Grace' }), await aPerson()];
    const claimed = ok(await claim(player, ` ${code.toLowerCase().replaceAll('-', ' ')} `), 200);
    expect(claimed).toMatchObject({ id, playerId: player.id, displayName: 'Grace Hopper', isGuest: false });
    expect(ok(await claim(player, code), 200)).toEqual(claimed);
    const wrong = await claim(other, '0000-0000-0000-0000');
    expect([wrong.status, wrong.body.code]).toEqual([404, 'claim_code_not_valid']);
    // Who tries codes does not learn that one was used.
    const { requestId: _, instance: __, ...used } = (await claim(other, code)).body;
    expect(wrong.body).toMatchObject(used);
    expect(ok(await get('/v1/me/registrations', { as: player }), 200).items).toHaveLength(1);
    const audit = await database.sql`SELECT event, actor_id FROM moderation_audit WHERE ref_id = ${id}`;
    expect(audit).toEqual([{ event: 'registration.claimed', actor_id: player.id }]);
  });

  it('of many at the same time is done by one', async () => {
    const stage = await anOpenTournament();
    const { code } = await aGuest(stage);
    const answers = await Promise.all((await people(6)).map((as) => claim(as, code)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 404, 404, 404, 404, 404]);
  });

  it('is refused to who takes part or has left, and to who is sanctioned', async () => {
    const stage = await anOpenTournament();
    const [{ code }, second] = [await aGuest(stage), await aGuest(stage, 'Second')];
    const player = await aPerson();
    await enter(stage, [player]);
    expect((await claim(player, code)).body.code).toBe('already_registered');
    // Two codes of one tournament are not for one player.
    const other = await aPerson();
    ok(await claim(other, code), 200);
    expect((await claim(other, second.code)).body.code).toBe('already_registered');
    await move(stage, 'registration_closed', 'live');
    const [{ id }] = ok(await get('/v1/me/registrations', { as: player }), 200).items;
    ok(
      await post(`/v1/registrations/${id}/disqualifications`, {
        as: stage.organizer,
        body: { reason: 'Cheated in round two' },
      }),
      200,
    );
    expect((await claim(player, second.code)).body.code).toBe('already_registered');
  });

  it('of an entry that was cancelled is refused', async () => {
    const stage = await anOpenTournament();
    const { id, code } = await aGuest(stage);
    ok(await post(`/v1/registrations/${id}/cancellation`, { as: stage.organizer, body: {} }), 200);
    expect((await claim(await aPerson(), code)).body.code).toBe('state_conflict');
  });

  it('counts against a limit of its own', async () => {
    const player = await aPerson();
    const answers = [];
    for (let tried = 0; tried < 21; tried += 1) answers.push(await claim(player, '0000-0000-0000-0000'));
    expect(answers.map(({ status }) => status)).toEqual([...Array(20).fill(404), 429]);
  });

  it('needs the last code that staff have made', async () => {
    const stage = await anOpenTournament();
    const { id, code } = await aGuest(stage);
    const renew = (as: Person) => post(`/v1/registrations/${id}/claim-codes`, { as, body: {} });
    const [player, stranger] = [await aPerson(), await aPerson({ roles: ['organizer'] })];
    expect((await renew(stranger)).body.code).toBe('forbidden');
    const { claimCode } = ok(await renew(stage.organizer), 201);
    expect((await claim(player, code)).body.code).toBe('claim_code_not_valid');
    ok(await claim(player, claimCode), 200);
    expect((await renew(stage.organizer)).body.facts).toEqual({ claim: 'claimed' });
    await enter(stage, [stranger]);
    const [own] = ok(await get('/v1/me/registrations', { as: stranger }), 200).items;
    const none = await post(`/v1/registrations/${own.id}/claim-codes`, { as: stage.organizer, body: {} });
    expect(none.body.facts).toEqual({ claim: 'no_guest' });
  });
});

/** Two guests; the first wins. The tournament is completed. */
async function aCompletedTournament(fields: Record<string, unknown> = {}) {
  const stage = await anOpenTournament({ capacity: 2, ...fields });
  const [winner, loser] = [await aGuest(stage, 'Winner'), await aGuest(stage, 'Loser')];
  await move(stage, 'registration_closed', 'live');
  const [match] = await matchesOf(stage);
  ok(await post(`/v1/matches/${match?.id}/decisions`, { as: stage.organizer, body: { scores: [2, 1] } }), 200);
  await move(stage, 'completed');
  return { ...stage, winner, loser };
}

async function fund(stage: Stage, amountCoins: number): Promise<string> {
  const { escrowWalletId } = ok(await get(`/v1/tournaments/${stage.id}/prizes`), 200);
  const giver = await anOwner(amountCoins);
  const body = { fromWalletId: giver.walletId, toWalletId: escrowWalletId, amountCoins };
  ok(await post('/v1/transfers', { as: giver, body, headers: newKey() }), 201);
  return escrowWalletId;
}

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

describe('the prize of a guest', () => {
  const prizes = { kind: 'percent', places: [60, 40] };

  it('is owed until the entry is claimed, and is paid with the claim, once', async () => {
    const stage = await aCompletedTournament({ prizes });
    await fund(stage, 100);
    const paid = ok(await post(`/v1/tournaments/${stage.id}/payouts`, { as: stage.organizer, body: {} }), 201);
    expect(paid).toMatchObject({ escrowCoins: 100, paid: [] });
    const owedTo = ({ id }: { id: string }, amountCoins: number) => {
      return { registrationId: id, amountCoins, cause: 'unclaimed', nextAttemptAt: null };
    };
    expect(paid.owed).toEqual([owedTo(stage.winner, 60), owedTo(stage.loser, 40)]);
    const player = await aPerson();
    const headers = newKey();
    ok(await claim(player, stage.winner.code, headers), 200);
    ok(await claim(player, stage.winner.code, headers), 200);
    ok(await claim(player, stage.winner.code), 200);
    const after = ok(await get(`/v1/tournaments/${stage.id}/prizes`), 200);
    expect(after.paid).toMatchObject([{ registrationId: stage.winner.id, rank: 1, amountCoins: 60 }]);
    expect([after.escrowCoins, after.owed]).toEqual([40, [owedTo(stage.loser, 40)]]);
    const { items } = ok(await get('/v1/me/wallets', { as: player }), 200);
    expect(items.map(({ balanceCoins }: { balanceCoins: number }) => balanceCoins)).toEqual([60]);
  });

  it('that was claimed before the payout is paid like any other', async () => {
    const stage = await aCompletedTournament({ prizes });
    await fund(stage, 100);
    ok(await claim(await aPerson(), stage.winner.code), 200);
    const table = ok(await post(`/v1/tournaments/${stage.id}/payouts`, { as: stage.organizer, body: {} }), 201);
    expect(table.paid).toMatchObject([{ registrationId: stage.winner.id, amountCoins: 60 }]);
    expect(table.owed).toMatchObject([{ registrationId: stage.loser.id, cause: 'unclaimed' }]);
  });

  it('follows the ranks when the winner is disqualified after the payout', async () => {
    const stage = await aCompletedTournament({ prizes });
    await fund(stage, 100);
    ok(await post(`/v1/tournaments/${stage.id}/payouts`, { as: stage.organizer, body: {} }), 201);
    const late = `/v1/registrations/${stage.winner.id}/late-disqualifications`;
    const done = ok(await post(late, { as: stage.organizer, body: { reason: 'Cheating' } }), 200);
    expect(done.prizes).toMatchObject([
      { registrationId: stage.winner.id, afterCoins: 0, movedCoins: 0, owedCoins: 0, cause: null },
      { registrationId: stage.loser.id, afterCoins: 100, movedCoins: 0, owedCoins: 100, cause: 'unclaimed' },
    ]);
    const waiting = ok(await get(`/v1/tournaments/${stage.id}/prizes`), 200);
    expect(waiting).toMatchObject({ escrowCoins: 100, paid: [], claims: [] });
    expect(waiting.owed).toMatchObject([{ registrationId: stage.loser.id, amountCoins: 100, cause: 'unclaimed' }]);
    ok(await claim(await aPerson(), stage.loser.code), 200);
    const after = ok(await get(`/v1/tournaments/${stage.id}/prizes`), 200);
    expect(after).toMatchObject({
      escrowCoins: 0,
      owed: [],
      paid: [{ registrationId: stage.loser.id, amountCoins: 100 }],
    });
  });

  it('that the escrow cannot pay any more stays owed after the claim', async () => {
    const stage = await aCompletedTournament({ prizes });
    const escrow = await fund(stage, 100);
    ok(await post(`/v1/tournaments/${stage.id}/payouts`, { as: stage.organizer, body: {} }), 201);
    const finance = await aPerson({ roles: ['finance'] });
    ok(await post(`/v1/wallets/${escrow}/freeze`, { as: finance, body: { reason: 'under review' } }), 200);
    ok(await claim(await aPerson(), stage.winner.code), 200);
    const { owed } = ok(await get(`/v1/tournaments/${stage.id}/prizes`), 200);
    expect(owed.map(({ registrationId, cause }: Record<string, unknown>) => [registrationId, cause])).toEqual([
      [stage.winner.id, 'wallet_frozen'],
      [stage.loser.id, 'unclaimed'],
    ]);
  });
});

it('a guest is checked in by staff, and has placements, files and certificates, which follow a claim', async () => {
  const stage = await aCompletedTournament();
  ok(await post(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer, body: {} }), 202);
  const { items } = ok(await get(`/v1/tournaments/${stage.id}/certificates`, { as: stage.organizer }), 200);
  expect(items.map(({ displayName }: { displayName: string }) => displayName).sort()).toEqual(['Loser', 'Winner']);
  expect((await get(`/v1/tournaments/${stage.id}/exports/entrants.csv`)).text).toContain('Winner');
  const player = await aPerson();
  ok(await claim(player, stage.winner.code), 200);
  expect(ok(await get('/v1/me/certificates', { as: player }), 200).items).toHaveLength(1);
  const soon = await anOpenTournament({
    checkInMinutes: 1440,
    startsAt: new Date(Date.now() + 3_600_000).toISOString(),
  });
  const { id } = await aGuest(soon);
  const body = { registrationIds: [id] };
  const checked = ok(await post(`/v1/tournaments/${soon.id}/check-ins`, { as: soon.organizer, body }), 200);
  expect(checked.items[0].checkedInAt).not.toBe(null);
});

it('who is erased is forgotten, and nobody claims the entry', async () => {
  const stage = await anOpenTournament();
  const { id, code } = await aGuest(stage);
  const [{ playerId }] = await entrantsOf(stage);
  const admin = await aPerson({ roles: ['admin'] });
  await call('DELETE', `/v1/players/${playerId}/personal-data`, { as: admin });
  expect(JSON.stringify(await entrantsOf(stage))).not.toContain('Grace');
  expect((await claim(await aPerson(), code)).body.code).toBe('claim_code_not_valid');
  const renewed = await post(`/v1/registrations/${id}/claim-codes`, { as: stage.organizer, body: {} });
  expect(renewed.body.facts).toEqual({ claim: 'erased' });
  const second = await aGuest(stage, 'Second');
  const player = await aPerson();
  ok(await claim(player, second.code), 200);
  const kept = ok(await get('/v1/me/export', { as: player }), 200);
  expect(JSON.stringify(kept)).toMatch(/"claimedAt":"\d/);
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
