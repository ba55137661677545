// A player takes the entry of a guest over with its code, and with it prizes, files and certificates.

import { describe, expect, it } from 'vitest';
import { aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { anOwner, newKey } from '../../support/ledger/ledger.ts';
import { aGuest, anOpenTournament, claim } from '../../support/tournaments/guests.ts';
import { enter, matchesOf, move, ok, people, type Stage } from '../../support/tournaments/tournament.ts';

const database = useDatabase();

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
