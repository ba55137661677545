// Changing a draft: every field, what is refused, and what waits for approval.

import { describe, expect, it } from 'vitest';
import { call, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aTournament, move, ok } from '../../support/tournaments/tournament.ts';
import {
  auditOf,
  change,
  custom,
  etagOf,
  faults,
  groups,
  match,
  pathOf,
  playoff,
  read,
} from '../../support/tournaments/tournament-change.ts';

useDatabase();

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
