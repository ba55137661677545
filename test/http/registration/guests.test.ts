// Entrants without an account that staff enter one by one.

import { describe, expect, it } from 'vitest';
import { aPerson, call, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { newKey } from '../../support/ledger/ledger.ts';
import { aGuest, anOpenTournament, claim, entrantsOf, upload, walkIn } from '../../support/tournaments/guests.ts';
import { aTournament, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

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
