// Changing and deleting tournaments: what may change, who may, and what happens to changes at once.

import { describe, expect, it } from 'vitest';
import { readIfMatch } from '../../../src/http/etag.ts';
import { ValidationError } from '../../../src/http/problem.ts';
import { isSettingOpen, settingRules } from '../../../src/tournaments/setup/setting-rules.ts';
import { type TournamentState, tournamentStates } from '../../../src/tournaments/tournament.ts';
import { aPerson, call, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, newKey } from '../../support/ledger/ledger.ts';
import { aTournament, move, ok, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

const pathOf = ({ id }: Stage) => `/v1/tournaments/${id}`;
const read = async (stage: Stage) => get(pathOf(stage), { as: stage.organizer });
const change = (stage: Stage, body: unknown, headers: Record<string, string> = {}) =>
  call('PATCH', pathOf(stage), { as: stage.organizer, body, headers });
const remove = (stage: Stage, headers: Record<string, string> = {}) =>
  call('DELETE', pathOf(stage), { as: stage.organizer, headers });
const etagOf = async (stage: Stage) => (await read(stage)).headers.get('etag') ?? '';
const auditOf = async (stage: Stage) => {
  const as = await aPerson({ roles: ['moderator'] });
  return ok(await get(`/v1/moderation/audit?refType=tournament&refId=${stage.id}`, { as }), 200).items;
};
const faults = (body: { errors?: { field: string }[] }) => body.errors?.map(({ field }) => field);

const groups = { format: 'round_robin', groups: 2 };
const playoff = (entrants: Record<string, unknown>) => ({ format: 'single_elimination', entrants });
const custom = (...matches: unknown[]) => ({ format: 'custom', matches, places: [] });
/** A match against seed `round`, of the entrant who comes from the match of another round. */
const match = (round: number, kind: string, of: number) => ({
  key: { group: 1, round, position: 0 },
  slots: [
    { kind: 'seed', seed: round },
    { kind, of: { group: 1, round: of, position: 0 } },
  ],
});

it('what waits for approval does not change in any way until it is a draft again', async () => {
  const stage = await aTournament({ stages: [groups, playoff({ from: 'ranking', perGroup: 2 })] });
  const path = pathOf(stage);
  const as = stage.organizer;
  const list = ok(await post('/v1/rating-lists', { as, body: { name: 'Club ratings', system: 'glicko2' } }), 201);
  const veto = { maps: ['Dust'], steps: [{ kind: 'decider', by: 'coin' }], stepSeconds: 60 };
  const changes = () => [
    change(stage, { title: 'Winter Open' }),
    call('PUT', `${path}/stages/1`, { as, body: { ...groups, legs: 2 } }),
    call('PUT', `${path}/match-plan`, { as, body: { matchMinutes: 30 } }),
    call('PUT', `${path}/stages/1/veto`, { as, body: veto }),
    call('PUT', `${path}/rating-list`, { as, body: { ratingListId: list.id } }),
    call('DELETE', `${path}/stages/2`, { as }),
  ];
  await move(stage, 'pending_approval');
  const before = ok(await read(stage), 200);
  for (const answer of await Promise.all(changes()))
    expect(ok(answer, 409)).toMatchObject({ code: 'state_conflict', facts: { state: 'pending_approval' } });
  expect(ok(await read(stage), 200)).toEqual(before);
  await move(stage, 'draft');
  expect(ok(await change(stage, { title: 'Winter Open' }), 200)).toMatchObject({
    state: 'draft',
    title: 'Winter Open',
  });
  await move(stage, 'published');
  const back = await post(`${path}/transitions`, { as, body: { to: 'draft' } });
  expect([back.status, back.body.facts]).toEqual([
    409,
    { state: 'published', allowed: ['registration_open', 'cancelled'] },
  ]);
});

describe('a draft', () => {
  it('takes every field of a new tournament, and keeps the others', async () => {
    const stage = await aTournament({ game: 'Chess', capacity: 8, prizes: null });
    const before = ok(await read(stage), 200);
    const fields = {
      title: 'Winter Open',
      issuer: null,
      game: 'Go',
      accentColor: '#1d3f8a',
      timeZone: 'Asia/Dhaka',
      mode: 'team',
      rosterSize: 3,
      rosterSizeMax: 5,
      stages: [
        {
          format: 'round_robin',
          name: 'Winter league',
          groups: 1,
          entrants: null,
          legs: 2,
          points: { win: 2, draw: 1, loss: 0 },
          allowsDraws: true,
          tieBreaks: ['wins', 'direct_encounter'],
          lotsSeed: null,
          bestOf: 3,
          scoring: 'sum',
        },
      ],
      capacity: 16,
      entrantsMin: 4,
      visibility: 'unlisted',
      requiresApproval: true,
      entryFeeCoins: 5,
      prizes: { kind: 'percent', places: [100] },
      registrationOpensAt: '2029-01-01T00:00:00.000Z',
      registrationClosesAt: '2029-02-01T00:00:00.000Z',
      startsAt: '2030-02-01T00:00:00.000Z',
    };
    const stages = fields.stages.map((each) => ({ number: 1, state: 'planned', ...each }));
    expect(ok(await change(stage, fields), 200)).toEqual({ ...before, ...fields, stages });
    expect(ok(await read(stage), 200)).toEqual({ ...before, ...fields, stages });
    for (const [name, value] of Object.entries({ title: 'Spring Open', capacity: 32, registrationOpensAt: null }))
      expect(ok(await change(stage, { [name]: value }), 200)).toMatchObject({ [name]: value, game: 'Go', stages });
    expect((await auditOf(stage)).map(({ event, meta }: never) => [event, meta]).slice(0, 2)).toEqual([
      ['tournament.changed', { fields: 'registrationOpensAt' }],
      ['tournament.changed', { fields: 'capacity' }],
    ]);
  });

  it('gets an escrow with a fee or prizes', async () => {
    const stage = await aTournament();
    const escrow = async () => ok(await get(`${pathOf(stage)}/prizes`, { as: stage.organizer }), 200).escrowWalletId;
    expect(await escrow()).toBeNull();
    ok(await change(stage, { entryFeeCoins: 5 }), 200);
    expect(await escrow()).toMatch(/^wal_/);
  });

  it.each<[Record<string, unknown>, string[]]>([
    [{ capacity: 2, entrantsMin: 3 }, ['entrantsMin']],
    [{ entrantsMin: 9 }, ['entrantsMin']],
    [{ mode: 'team' }, ['rosterSize']],
    [{ rosterSize: 3 }, ['rosterSize']],
    [{ rosterSizeMax: 3 }, ['rosterSizeMax']],
    [{ mode: 'team', rosterSize: 5, rosterSizeMax: 4 }, ['rosterSizeMax']],
    [{ mode: 'team', rosterSize: 5, rosterSizeMax: 21 }, ['rosterSizeMax']],
    [{ registrationClosesAt: '2031-01-01T00:00:00Z' }, ['registrationClosesAt']],
    [{ startsAt: '2028-01-01T00:00:00Z' }, ['registrationClosesAt']],
    [{ registrationOpensAt: '2029-03-01T00:00:00Z' }, ['registrationOpensAt']],
    [{ legs: 2 }, ['legs']],
    [{ stages: [] }, ['stages']],
    [{ stages: [{ format: 'single_elimination', legs: 2 }] }, ['stages.0.legs']],
    [{ stages: [{ format: 'round_robin' }], capacity: 100 }, ['capacity']],
    [{ stages: Array(9).fill({ format: 'gauntlet' }) }, ['stages']],
    [{ stages: [{ format: 'double_elimination', groups: 2 }] }, ['stages.0.groups']],
    [{ stages: [{ format: 'single_elimination', consolation: true, groups: 2 }] }, ['stages.0.groups']],
    [{ stages: [{ format: 'round_robin', groups: 5 }] }, ['capacity']],
    [{ stages: [{ format: 'gauntlet', entrants: { from: 'manual' } }] }, ['stages.0.entrants']],
    [{ stages: [{ format: 'gauntlet' }, { format: 'gauntlet' }] }, ['stages.1.entrants']],
    [
      { stages: [{ format: 'gauntlet' }, { format: 'gauntlet', entrants: { from: 'manual', stage: 2 } }] },
      ['stages.1.entrants'],
    ],
    [{ stages: [groups, playoff({ from: 'ranking', perGroup: 5 })] }, ['stages.1.entrants']],
    [{ stages: [groups, playoff({ from: 'ranking', perGroup: 2, bestOfRest: 5 })] }, ['stages.1.entrants']],
    [{ stages: [groups, playoff({ from: 'ranking', perGroup: 0, bestOfRest: 1 })] }, ['stages.1.entrants']],
    [{ stages: [groups, playoff({ from: 'split', ranks: [5, 9] })] }, ['stages.1.entrants']],
    [{ stages: [groups, playoff({ from: 'split', ranks: [5, 4] })] }, ['stages.1.entrants']],
    [
      {
        stages: [
          groups,
          playoff({ from: 'ranking', perGroup: 2 }),
          playoff({ from: 'split', stage: 1, ranks: [4, 8] }),
        ],
      },
      ['stages.2.entrants'],
    ],
    [{ stages: [{ format: 'league', firstDay: '2027-02-29' }] }, ['stages.0.firstDay']],
    [{ stages: [{ format: 'custom', matches: [], places: [] }] }, ['stages.0.matches']],
    [{ stages: [custom(match(1, 'loser', 2), match(2, 'winner', 1))] }, ['stages.0.matches']],
    [{ stages: [custom(match(1, 'winner', 3))] }, ['stages.0.matches']],
    [{ stages: [{ format: 'single_elimination', bestOf: 2 }] }, ['stages.0.bestOf']],
    [{ stages: [{ format: 'single_elimination', bestOf: 17 }] }, ['stages.0.bestOf']],
    [{ stages: [{ format: 'single_elimination', scoring: 'lobby' }] }, ['stages.0.scoring']],
    [{ stages: [{ format: 'free_for_all' }] }, ['stages.0.lobbySize']],
    [{ stages: [{ format: 'free_for_all', lobbySize: 2 }] }, ['stages.0.lobbySize']],
    [{ stages: [{ format: 'free_for_all', lobbySize: 4, bestOf: 3 }] }, ['stages.0.bestOf']],
    [
      { stages: [{ format: 'free_for_all', lobbySize: 4, advancing: 3, rounds: 2 }] },
      ['stages.0.advancing', 'stages.0.rounds'],
    ],
    [{ stages: [{ format: 'free_for_all', lobbySize: 4, advancing: 2, countedGames: 2 }] }, ['stages.0.countedGames']],
    [{ stages: [{ format: 'free_for_all', lobbySize: 3, rounds: 6 }] }, ['stages.0.rounds']],
    [{ title: '', capacity: 1 }, ['title', 'capacity']],
    [{ state: 'published' }, ['state']],
    [{ organizerId: 'ply_0123456789abcdefghjkmnpqrs' }, ['organizerId']],
  ])('is judged as a whole: %j', async (body, fields) => {
    const stage = await aTournament({ registrationClosesAt: '2029-02-01T00:00:00Z' });
    const before = await etagOf(stage);
    const answer = await change(stage, body);
    expect([answer.status, faults(answer.body)]).toEqual([422, fields]);
    expect(await etagOf(stage)).toBe(before);
  });

  it('with a prize plan that does not add up is refused', async () => {
    const stage = await aTournament();
    expect((await change(stage, { prizes: { kind: 'percent', places: [60, 30] } })).status).toBe(422);
  });

  it('of another format begins with the settings of that format', async () => {
    const stage = await aTournament({ stages: [{ format: 'single_elimination', thirdPlaceMatch: true }] });
    expect(ok(await change(stage, { stages: [{ format: 'double_elimination' }] }), 200).stages).toEqual([
      {
        ...{ number: 1, state: 'planned', name: null, groups: 1, entrants: null, bestOf: null, scoring: 'wins' },
        ...{ format: 'double_elimination', grandFinal: 'reset' },
      },
    ]);
  });

  it('of several stages says where the entrants of each come from', async () => {
    const stage = await aTournament();
    const stages = [
      { ...groups, name: 'Groups' },
      playoff({ from: 'ranking', perGroup: 2 }),
      playoff({ from: 'split', stage: 1, ranks: [5, 8] }),
    ];
    const from = ok(await change(stage, { stages }), 200).stages.map(({ entrants }: never) => entrants);
    expect(from).toEqual([
      null,
      { from: 'ranking', stage: 1, perGroup: 2, bestOfRest: 0 },
      { from: 'split', stage: 1, ranks: [5, 8] },
    ]);
    expect(ok(await change(stage, { stages: [groups] }), 200).stages).toHaveLength(1);
    expect(ok(await read(stage), 200).stages).toHaveLength(1);
  });

  it('that a change leaves as it is gets no audit row', async () => {
    const stage = await aTournament();
    ok(await change(stage, { title: 'Autumn Open' }), 200);
    ok(await change(stage, {}), 200);
    ok(await change(stage, { stages: [{ format: 'single_elimination' }] }), 200);
    expect(await auditOf(stage)).toHaveLength(1);
  });
});

describe('If-Match', () => {
  it('with the ETag of the read changes, with another one refuses', async () => {
    const stage = await aTournament();
    const etag = await etagOf(stage);
    ok(await change(stage, { title: 'First' }, { 'if-match': etag }), 200);
    for (const stale of [etag, '"other"', '""', `W/${etag}`]) {
      const { status, body } = await change(stage, { title: 'Second' }, { 'if-match': stale });
      expect([status, body.code]).toEqual([412, 'precondition_failed']);
    }
    expect(ok(await read(stage), 200).title).toBe('First');
    ok(await change(stage, { title: 'Third' }, { 'if-match': `"other", ${await etagOf(stage)}` }), 200);
    ok(await change(stage, { title: 'Fourth' }, { 'if-match': '*' }), 200);
  });

  it.each(['nonsense', '"', '"a', 'a"', '* "a"', '"a" "b"', '"a", b', 'w/"a"', '"a b"'])(
    'that is no condition is refused as malformed: %s',
    async (header) => {
      const stage = await aTournament();
      const { status, body } = await change(stage, { title: 'Second' }, { 'if-match': header });
      expect([status, body.code, faults(body)]).toEqual([422, 'invalid_request', ['If-Match']]);
      expect(ok(await read(stage), 200).title).toBe('Autumn Open');
    },
  );

  // workerd leaves If-Match without a value out of the request, so that only other platforms see it: test/platform/deno.test.ts.
  it('that is empty is no condition either', () => {
    for (const header of ['', ' ', ',', 'W/', '*, "a"', '"a" "b"'])
      expect(() => readIfMatch(header)).toThrow(ValidationError);
    for (const header of ['*', ' * ', '""', '"a"', 'W/"a" , "b,c"', '"a",\t"b"', ',"a",,"b" , '])
      expect(readIfMatch(header)).toBe(header);
    expect(readIfMatch(undefined)).toBe(null);
  });

  // RFC 9110 section 13.1.1: `*` is a condition of its own. As a part of a tag it is a character like others.
  it('`*` holds for what is there, and is nothing inside of a tag', async () => {
    const stage = await aTournament();
    const codeOf = async (path: string, method: string, body: object, ifMatch: string) =>
      (await call(method, path, { as: stage.organizer, body, headers: { 'if-match': ifMatch } })).body?.code ?? 'done';
    for (const tag of ['"x,*,y"', '"*"', 'W/"*"'])
      expect([tag, await codeOf(pathOf(stage), 'PATCH', { title: 'Second' }, tag)]).toEqual([
        tag,
        'precondition_failed',
      ]);
    const plan = { maps: ['A'], steps: [{ kind: 'pick', by: 'a' }] };
    const veto = `${pathOf(stage)}/stages/1/veto`;
    // There is no plan yet, so nothing matches.
    expect(await codeOf(veto, 'PUT', plan, '*')).toBe('precondition_failed');
    ok(await call('PUT', veto, { as: stage.organizer, body: plan }), 200);
    expect(await codeOf(veto, 'PUT', plan, '*')).toBe('done');
    // Without the condition the answer would be 404, so it is (section 13.2.1).
    expect(await codeOf('/v1/tournaments/trn_00000000000000000000000000', 'PATCH', { title: 'A' }, '*')).toBe(
      'not_found',
    );
  });

  it('of several changes at once lets exactly one through', async () => {
    const stage = await aTournament();
    const headers = { 'if-match': await etagOf(stage) };
    const titles = ['A', 'B', 'C', 'D', 'E', 'F'];
    const answers = await Promise.all(titles.map((title) => change(stage, { title }, headers)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412, 412, 412]);
    const won = answers.find(({ status }) => status === 200)?.body.title;
    expect(ok(await read(stage), 200).title).toBe(won);
    expect(await auditOf(stage)).toHaveLength(2);
  });

  it('is judged for changes of state, as the tournament is when the act begins', async () => {
    const stage = await aTournament();
    const moveTo = (to: string, etag: string, key = crypto.randomUUID()) =>
      post(`${pathOf(stage)}/transitions`, {
        as: stage.organizer,
        body: { to },
        headers: { 'if-match': etag, 'idempotency-key': key },
      });
    const stale = await etagOf(stage);
    ok(await change(stage, { title: 'Changed' }), 200);
    for (const to of ['published', 'live', 'completed', 'cancelled'])
      expect([to, (await moveTo(to, stale)).body.code]).toEqual([to, 'precondition_failed']);
    expect(ok(await read(stage), 200).state).toBe('draft');
    const current = await etagOf(stage);
    ok(await moveTo('published', current, 'published-once'), 200);
    // The answer to the first request may have been lost.
    const again = await moveTo('published', current, 'published-once');
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
    expect((await moveTo('registration_open', current)).body.code).toBe('precondition_failed');
    ok(await moveTo('registration_open', '*'), 200);
    const stranger = await aPerson({ roles: ['organizer'] });
    const headers = { 'if-match': '"other"' };
    const foreign = await post(`${pathOf(stage)}/transitions`, { as: stranger, body: { to: 'cancelled' }, headers });
    expect(foreign.body.code).toBe('forbidden');
  });

  it('of changes of state and of settings at once lets exactly one through', async () => {
    const stage = await aTournament();
    const headers = { 'if-match': await etagOf(stage) };
    const publish = () =>
      post(`${pathOf(stage)}/transitions`, { as: stage.organizer, body: { to: 'published' }, headers });
    const answers = await Promise.all([
      publish(),
      change(stage, { title: 'A' }, headers),
      publish(),
      change(stage, { title: 'B' }, headers),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
  });

  it('is judged for deletions too', async () => {
    const stage = await aTournament();
    const etag = await etagOf(stage);
    ok(await change(stage, { title: 'Changed' }), 200);
    expect((await remove(stage, { 'if-match': etag })).body.code).toBe('precondition_failed');
    expect((await remove(stage, { 'if-match': await etagOf(stage) })).status).toBe(204);
  });
});

it('changes of different fields at once are all kept', async () => {
  const stage = await aTournament();
  const changes = [{ title: 'New' }, { game: 'Go' }, { capacity: 16 }, { issuer: null }];
  for (const answer of await Promise.all(changes.map((body) => change(stage, body)))) ok(answer, 200);
  expect(ok(await read(stage), 200)).toMatchObject(Object.assign({}, ...changes));
});

describe('a published tournament', () => {
  it('says which settings are fixed, and changes none of the others', async () => {
    const timed = await aTournament({ registrationOpensAt: '2029-01-01T00:00:00Z' });
    await move(timed, 'published');
    ok(await change(timed, { registrationOpensAt: '2029-02-01T00:00:00Z', entryFeeCoins: 5 }), 200);
    await database.sql`UPDATE tournament_tournament SET registration_opens_at = '2020-01-01' WHERE id = ${timed.id}`;
    const late = await change(timed, { title: 'Too late', registrationOpensAt: null });
    expect([late.status, late.body.facts]).toEqual([
      ...[409, { state: 'registration_open', hasEntrants: false, fixed: ['registrationOpensAt'] }],
    ]);
    ok(await change(timed, { title: 'In time', entryFeeCoins: 0 }), 200);
  });

  it('with a registration keeps what the entrant has agreed to, until the end of everything else', async () => {
    const stage = await aTournament();
    await move(stage, 'published', 'registration_open');
    ok(await post(`${pathOf(stage)}/registrations`, { as: await aPerson(), body: {} }), 201);
    const fixed = { visibility: 'unlisted', mode: 'team', rosterSize: 2, entryFeeCoins: 1, requiresApproval: true };
    expect((await change(stage, { ...fixed, title: 'No' })).body.facts).toEqual({
      ...{ state: 'registration_open', hasEntrants: true },
      fixed: ['mode', 'rosterSize', 'visibility', 'requiresApproval', 'entryFeeCoins'],
    });
    ok(
      await change(stage, { capacity: 16, startsAt: '2031-01-01T10:00:00Z', stages: [{ format: 'round_robin' }] }),
      200,
    );
    ok(await post(`${pathOf(stage)}/registrations`, { as: await aPerson(), body: {} }), 201);
    await move(stage, 'registration_closed', 'live');
    ok(await change(stage, { title: 'Final name' }), 200);
    expect((await change(stage, { capacity: 32 })).body.facts).toMatchObject({ state: 'live', fixed: ['capacity'] });
    await move(stage, 'cancelled');
    expect((await change(stage, { title: 'Too late' })).body.facts).toMatchObject({ state: 'cancelled' });
    expect(ok(await read(stage), 200)).toMatchObject({ title: 'Final name', visibility: 'public', capacity: 16 });
  });

  it('gives more places to those who wait, and takes none from who has one', async () => {
    const stage = await aTournament({ capacity: 2, waitlistCapacity: 2 });
    await move(stage, 'published', 'registration_open');
    for (let entrant = 0; entrant < 4; entrant += 1)
      ok(await post(`${pathOf(stage)}/registrations`, { as: await aPerson(), body: {} }), 201);
    expect((await change(stage, { waitlistCapacity: 1 })).body.facts).toEqual({
      field: 'waitlistCapacity',
      waitlistedCount: 2,
    });
    expect(ok(await change(stage, { capacity: 3 }), 200)).toMatchObject({ confirmedCount: 3, waitlistedCount: 1 });
    expect((await change(stage, { capacity: 2 })).body.facts).toEqual({ field: 'capacity', confirmedCount: 3 });
    const { items } = ok(await get(`${pathOf(stage)}/events?since=0`), 200);
    expect(items.slice(-2)).toMatchObject([
      { type: 'tournament_changed', payload: { fields: ['capacity'] } },
      { type: 'registration_promoted' },
    ]);
    const etag = await etagOf(stage);
    ok(await change(stage, { title: 'Once' }, { 'if-match': etag }), 200);
    expect((await change(stage, { title: 'Twice' }, { 'if-match': etag })).status).toBe(412);
  });

  it('has one table of what may change when, the same in the database', async () => {
    const rows = await database.sql<{ setting: string; state: string; entered: boolean; isOpen: boolean }[]>`
      SELECT setting, state, entered, tournament_setting_is_open(setting, state, entered) AS "isOpen"
      FROM unnest(string_to_array(${Object.keys(settingRules).join(',')}, ',')) AS setting,
        unnest(string_to_array(${tournamentStates.join(',')}, ',')) AS state, unnest(ARRAY[false, true]) AS entered`;
    const inCode = rows.map(({ setting, state, entered }) =>
      isSettingOpen(setting as keyof typeof settingRules, { state: state as TournamentState, hasEntrants: entered }),
    );
    expect(rows.map(({ isOpen }) => isOpen)).toEqual(inCode);
    expect(new Set(inCode).size).toBe(2);
  });

  it('is not deleted', async () => {
    const stage = await aTournament();
    await move(stage, 'published');
    expect((await remove(stage)).body).toMatchObject({ code: 'state_conflict', facts: { needs: ['draft'] } });
    expect((await read(stage)).status).toBe(200);
  });

  it('and a change at once: either the change is in what is published, or it comes after', async () => {
    const stage = await aTournament();
    const [changed] = await Promise.all([change(stage, { title: 'Changed' }), move(stage, 'published')]);
    ok(changed, 200);
    expect(ok(await read(stage), 200)).toMatchObject({ title: 'Changed', state: 'published' });
  });
});

describe('a deleted draft', () => {
  it('does not exist for anybody, and its audit rows stay', async () => {
    const stage = await aTournament();
    expect((await remove(stage)).status).toBe(204);
    for (const as of [undefined, stage.organizer, await aPerson({ roles: ['admin'] })])
      expect((await get(pathOf(stage), { as })).status).toBe(404);
    expect((await remove(stage)).status).toBe(404);
    expect((await change(stage, { title: 'Back again' })).status).toBe(404);
    expect((await auditOf(stage)).map(({ event }: { event: string }) => event)).toEqual([
      'tournament.deleted',
      'tournament.created',
    ]);
    expect(ok(await get('/v1/tournaments?mine=true', { as: stage.organizer }), 200).items).toEqual([]);
  });

  it('leaves an escrow that takes no coins; one that has coins keeps its tournament', async () => {
    const rich = await anOwner(20);
    const pay = async (toWalletId: string) =>
      post('/v1/transfers', {
        as: rich,
        body: { fromWalletId: rich.walletId, toWalletId, amountCoins: 1 },
        headers: newKey(),
      });
    const escrowOf = async (stage: Stage) =>
      ok(await get(`${pathOf(stage)}/prizes`, { as: stage.organizer }), 200).escrowWalletId;
    const [empty, filled] = [await aTournament({ entryFeeCoins: 5 }), await aTournament({ entryFeeCoins: 5 })];
    const [emptyId, filledId] = [await escrowOf(empty), await escrowOf(filled)];
    expect((await remove(empty)).status).toBe(204);
    expect((await pay(emptyId)).body.code).toBe('wallet_frozen');
    ok(await pay(filledId), 201);
    expect((await remove(filled)).body).toMatchObject({
      ...{ code: 'state_conflict', facts: { escrowWalletId: filledId, escrowCoins: 1 } },
    });
    expect((await read(filled)).status).toBe(200);
    ok(await pay(filledId), 201);
  });

  it('of deletions, changes and payments at once leaves no coins behind', async () => {
    for (let round = 0; round < 5; round += 1) {
      const [rich, stage] = [await anOwner(5), await aTournament({ entryFeeCoins: 5 })];
      const { escrowWalletId } = ok(await get(`${pathOf(stage)}/prizes`, { as: stage.organizer }), 200);
      const body = { fromWalletId: rich.walletId, toWalletId: escrowWalletId, amountCoins: 1 };
      const [paid, removed] = await Promise.all([
        post('/v1/transfers', { as: rich, body, headers: newKey() }),
        remove(stage),
        change(stage, { title: 'At once' }),
      ]);
      expect([paid.status, removed.status]).toEqual(paid.status === 201 ? [201, 409] : [409, 204]);
    }
  });
});
