// What of a published tournament may change, and when.

import { describe, expect, it } from 'vitest';
import { isSettingOpen, settingRules } from '../../../src/tournaments/setup/setting-rules.ts';
import { type TournamentState, tournamentStates } from '../../../src/tournaments/tournament.ts';
import { aPerson, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { aTournament, move, ok } from '../../support/tournaments/tournament.ts';
import { change, etagOf, pathOf, read, remove } from '../../support/tournaments/tournament-change.ts';

const database = useDatabase();

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
