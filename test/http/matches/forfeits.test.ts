// Forfeits by staff, and entrants who leave a running tournament.

import { describe, expect, it } from 'vitest';
import { type Answer, aPerson, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { coinsOf, manyOwners, type Owner } from '../../support/ledger/ledger.ts';
import { aBracket, standing } from '../../support/tournaments/brackets.ts';
import { aTournament, enter, move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
const codeOf = ({ status, body }: Answer<{ code?: string }>) => `${status} ${body.code ?? ''}`.trim();
const single = { stages: [{ format: 'single_elimination' }] };
const double = (grandFinal: string) => ({ stages: [{ format: 'double_elimination', grandFinal }] });

describe('a forfeit that the organizer records', () => {
  it('is a walkover where nothing was reported, and the other side goes on', async () => {
    const cup = await aBracket(4, single);
    expect(ok(await cup.forfeit('1.1.0', 0), 200)).toMatchObject({ state: 'completed' });
    expect(await cup.match('1.1.0')).toMatchObject({ outcome: 'walkover', slots: [{ place: 2 }, { place: 1 }] });
    expect(standing(await cup.match('1.2.0'))).toEqual([4, '?']);
  });

  it('is a forfeit where something was reported, whose score does not stand', async () => {
    const cup = await aBracket(2);
    ok(await cup.report('1.1.0', 0, 1, 0), 200);
    ok(await cup.forfeit('1.1.0', 0), 200);
    expect(await cup.match('1.1.0')).toMatchObject({ outcome: 'forfeit', slots: [{ score: null }, { score: null }] });
  });

  it('of both sides leaves the next match to its opponent', async () => {
    const cup = await aBracket(4, single);
    ok(await cup.forfeit('1.1.0', 0, 1), 200);
    expect(await cup.match('1.1.0')).toMatchObject({ outcome: 'double_forfeit', winnerId: null });
    ok(await cup.decide('1.1.1', 1, 0), 200);
    expect(await cup.match('1.2.0')).toMatchObject({ state: 'completed', outcome: 'walkover' });
    await move(cup.stage, 'completed');
    expect((await cup.placements()).map(([, rank]) => rank)).toEqual([1, 3, 3, 3]);
  });

  it('drops the loser into the losers’ bracket', async () => {
    const cup = await aBracket(4, double('simple'));
    ok(await cup.forfeit('1.1.0', 0), 200);
    expect(standing(await cup.match('2.1.0'))).toContain(1);
  });

  it('of the grand final makes the reset, once', async () => {
    const cup = await aBracket(2, double('reset'));
    ok(await cup.decide('1.1.0', 1, 0), 200);
    ok(await cup.forfeit('3.1.0', 0), 200);
    expect(await cup.match('3.2.0')).toMatchObject({ state: 'ready' });
  });

  it('is audited, and an event says the outcome', async () => {
    const cup = await aBracket(2);
    ok(await cup.forfeit('1.1.0', 1), 200);
    const { id, winnerId } = await cup.match('1.1.0');
    const audit = await database.sql`SELECT event, meta FROM moderation_audit WHERE ref_id = ${id}`;
    expect(audit).toEqual([{ event: 'match.forfeited', meta: { absent: [1] } }]);
    const { items } = ok(await get(`/v1/tournaments/${cup.id}/events?since=0`), 200);
    expect(items.at(-1)).toMatchObject({
      type: 'match_completed',
      payload: { matchId: id, outcome: 'walkover', places: [1, 2], scores: null, winnerId, round: 1 },
    });
  });

  it('is refused for a match that waits or is over, for an unknown slot, and for others', async () => {
    const cup = await aBracket(4, single);
    expect(codeOf(await cup.forfeit('1.2.0', 0))).toBe('409 match_not_open');
    expect(codeOf(await cup.forfeit('1.1.0', 5))).toBe('422 invalid_request');
    expect(codeOf(await cup.forfeit('1.1.0', 0, 0))).toBe('422 invalid_request');
    const path = `/v1/matches/${(await cup.match('1.1.0')).id}/forfeits`;
    expect(codeOf(await post(path, { as: cup.players[0], body: { absent: [0] } }))).toBe('403 forbidden');
    ok(await cup.decide('1.1.0', 1, 0), 200);
    expect(codeOf(await cup.forfeit('1.1.0', 0))).toBe('409 match_not_open');
  });
});

describe('an entrant who withdraws', () => {
  it('forfeits the open match at once, and its registration says so', async () => {
    const cup = await aBracket(4, single);
    const [first] = cup.players;
    expect(ok(await cup.withdraw(first), 200)).toMatchObject({ state: 'withdrawn' });
    expect(await cup.match('1.1.0')).toMatchObject({ outcome: 'walkover', slots: [{ place: 2 }, { place: 1 }] });
    expect(ok(await get(`/v1/tournaments/${cup.id}`), 200)).toMatchObject({ confirmedCount: 3 });
    expect(codeOf(await cup.withdraw(first))).toBe('409 state_conflict');
  });

  it('that waits for an opponent empties its slot; the opponent goes on by walkover', async () => {
    const cup = await aBracket(3, single);
    ok(await cup.withdraw(cup.players[0]), 200);
    expect(standing(await cup.match('1.2.0'))).toEqual(['?', '?']);
    ok(await cup.decide('1.1.1', 1, 0), 200);
    expect(await cup.match('1.2.0')).toMatchObject({ outcome: 'walkover', slots: [{ entrant: null }, { place: 1 }] });
    await move(cup.stage, 'completed');
    expect(await cup.placements()).toEqual([
      ['Player 2', 1],
      ['Player 1', 2],
      ['Player 3', 3],
    ]);
  });

  it('in a double elimination gets into no slot of the losers’ bracket', async () => {
    const cup = await aBracket(4, double('reset'));
    ok(await cup.withdraw(cup.players[0], cup.organizer), 200);
    const own = (await cup.matches()).filter(({ slots }) => slots.some(({ entrant }) => entrant?.seed === 1));
    expect(own).toHaveLength(1);
  });

  it('loses the open matches of a round robin and keeps its results', async () => {
    const cup = await aBracket(4, { stages: [{ format: 'round_robin' }] });
    const isOwn = ({ slots }: { slots: readonly { entrant: { seed: number } | null }[] }) =>
      slots.some(({ entrant }) => entrant?.seed === 2);
    const [played] = (await cup.matches()).filter(isOwn);
    ok(await cup.decide(`1.${played?.round}.${played?.position}`, 3, 1), 200);
    ok(await cup.withdraw(cup.players[1]), 200);
    const outcomes = (await cup.matches()).filter(isOwn).map(({ outcome }) => outcome);
    expect(outcomes.sort()).toEqual(['played', 'walkover', 'walkover']);
  });

  it('is only withdrawn by itself or by staff, while the tournament is live', async () => {
    const cup = await aBracket(2);
    expect(codeOf(await cup.withdraw(cup.players[0], cup.players[1]))).toBe('403 forbidden');
    const path = '/v1/registrations/reg_00000000000000000000000000/withdrawals';
    expect(codeOf(await post(path, { as: cup.players[0], body: {} }))).toBe('404 not_found');
    ok(await cup.decide('1.1.0', 1, 0), 200);
    await move(cup.stage, 'completed');
    expect(codeOf(await cup.withdraw(cup.players[0]))).toBe('409 state_conflict');
  });
});

describe('a disqualified entrant', () => {
  it('is ranked below all others, and those after it move up', async () => {
    const cup = await aBracket(4, single);
    for (const key of ['1.1.0', '1.1.1']) ok(await cup.decide(key, 1, 0), 200);
    ok(await cup.disqualify(cup.players[0]), 200);
    expect(await cup.match('1.2.0')).toMatchObject({ outcome: 'walkover' });
    await move(cup.stage, 'completed');
    expect(await cup.placements()).toEqual([
      ['Player 2', 1],
      ['Player 3', 2],
      ['Player 4', 2],
      ['Player 1', 4],
    ]);
  });

  it('may have withdrawn before; the reason is kept', async () => {
    const cup = await aBracket(3, { stages: [{ format: 'round_robin' }] });
    ok(await cup.withdraw(cup.players[0]), 200);
    ok(await cup.disqualify(cup.players[0]), 200);
    expect(codeOf(await cup.disqualify(cup.players[0]))).toBe('409 state_conflict');
    const id = await cup.registrationOf(cup.players[0]);
    const audit = await database.sql`SELECT event, meta FROM moderation_audit WHERE ref_id = ${id} ORDER BY id`;
    expect(audit).toEqual([
      { event: 'registration.withdrawn', meta: { reason: null, matches: 2 } },
      { event: 'registration.disqualified', meta: { reason: 'cheating', matches: 0 } },
    ]);
  });

  it('is not disqualified after the end, by an entrant, or without a reason', async () => {
    const cup = await aBracket(2);
    expect(codeOf(await cup.disqualify(cup.players[0], cup.players[1]))).toBe('403 forbidden');
    const path = `/v1/registrations/${await cup.registrationOf(cup.players[0])}/disqualifications`;
    expect(codeOf(await post(path, { as: cup.organizer, body: {} }))).toBe('422 invalid_request');
    ok(await cup.decide('1.1.0', 1, 0), 200);
    await move(cup.stage, 'completed');
    const late = await cup.disqualify(cup.players[0]);
    expect(codeOf(late)).toBe('409 state_conflict');
    expect(late.body).toMatchObject({ facts: { state: 'completed', needs: ['live'] } });
  });
});

describe('coins of entrants who leave', () => {
  const paid = async (fields: object) => {
    const stage = await aTournament({ capacity: 4, entryFeeCoins: 5, ...fields });
    await move(stage, 'published', 'registration_open');
    const players = await manyOwners(2, 5);
    await enter(stage, players);
    await move(stage, 'registration_closed', 'live');
    const { items } = ok(await get(`/v1/tournaments/${stage.id}/registrations`), 200);
    const leaving = async (index: number, noun: string) =>
      ok(
        await post(`/v1/registrations/${items[index].id}/${noun}`, { as: stage.organizer, body: { reason: 'ill' } }),
        200,
      );
    return { ...stage, players, leaving };
  };

  it('stay in the tournament, but come back when it is cancelled', async () => {
    const stage = await paid({});
    await stage.leaving(0, 'withdrawals');
    expect(await coinsOf(stage.players[0] as Owner)).toEqual([0, 0]);
    await move(stage, 'cancelled');
    for (const player of stage.players) expect(await coinsOf(player)).toEqual([5, 5]);
  });

  it('are no prize of who was disqualified', async () => {
    const stage = await paid({ prizes: { kind: 'fixed', places: [6, 4] } });
    await stage.leaving(0, 'disqualifications');
    await move(stage, 'completed');
    // The winner won by forfeit only.
    ok(await post(`/v1/tournaments/${stage.id}/placement-approvals`, { as: stage.organizer, body: {} }), 200);
    ok(await post(`/v1/tournaments/${stage.id}/payouts`, { as: stage.organizer, body: {} }), 201);
    const coins = await Promise.all(stage.players.map(coinsOf));
    expect(coins.map(([balance]) => balance)).toEqual([0, 6]);
  });
});

describe('a lobby', () => {
  const lobby = { stages: [{ format: 'free_for_all', lobbySize: 4 }] };

  it('goes on without an entrant who leaves, and is over when one is left', async () => {
    const cup = await aBracket(4, lobby);
    const [only] = await cup.matches();
    const key = `${only?.group}.${only?.round}.${only?.position}`;
    ok(await cup.withdraw(cup.players[0]), 200);
    const after = await cup.match(key);
    expect([after.state, after.slots.filter(({ entrant }) => entrant === null)]).toEqual([
      'ready',
      [expect.anything()],
    ]);
    const slots = after.slots.flatMap(({ entrant }, slot) => (entrant === null ? [] : [slot]));
    const one = await cup.forfeit(key, slots[0] as number);
    expect(codeOf(one)).toBe('409 state_conflict');
    ok(await cup.forfeit(key, ...slots.slice(1)), 200);
    expect(await cup.match(key)).toMatchObject({ state: 'completed', outcome: 'walkover' });
  });
});

describe('who plays in a tournament', () => {
  it('does not act as its staff, not even as organizer or administrator', async () => {
    const cup = await aBracket(4, single);
    const admin = await aPerson({ roles: ['admin'] });
    await database.sql`
      UPDATE tournament_registration SET player_id = CASE seed WHEN 3 THEN ${cup.organizer.id} ELSE ${admin.id} END
      WHERE tournament_id = ${cup.id} AND seed > 2`;
    ok(await cup.decide('1.1.1', 1, 0).then(() => get(`/v1/tournaments/${cup.id}`)), 200);
    const { id } = await cup.match('1.1.0');
    const refused = async (path: string, body: object) => {
      for (const as of [cup.organizer, admin])
        expect(codeOf(await post(path, { as, body }))).toBe('403 conflict_of_interest');
    };
    await refused(`/v1/matches/${id}/decisions`, { scores: [1, 0] });
    await refused(`/v1/matches/${id}/forfeits`, { absent: [0] });
    await refused(`/v1/matches/${id}/corrections`, { scores: [1, 0] });
    const other = `/v1/registrations/${await cup.registrationOf(cup.players[0])}`;
    await refused(`${other}/disqualifications`, { reason: 'cheating' });
    await refused(`${other}/withdrawals`, {});
  });

  it('may withdraw itself, as organizer too', async () => {
    const cup = await aBracket(2);
    await database.sql`
      UPDATE tournament_registration SET player_id = ${cup.organizer.id} WHERE tournament_id = ${cup.id} AND seed = 1`;
    ok(await cup.withdraw(cup.organizer), 200);
  });

  it('on the roster of a team is in the same conflict', async () => {
    const cup = await aBracket(2);
    const registrationId = await cup.registrationOf(cup.players[0]);
    await database.sql`
      INSERT INTO tournament_roster (registration_id, tournament_id, player_id) VALUES (${registrationId}, ${cup.id}, ${cup.organizer.id})`;
    expect(codeOf(await cup.forfeit('1.1.0', 0))).toBe('403 conflict_of_interest');
  });
});

describe('a cancelled tournament', () => {
  it('has no open match, and says to a report that it was cancelled', async () => {
    const cup = await aBracket(4, single);
    ok(await cup.decide('1.1.0', 1, 0), 200);
    await move(cup.stage, 'cancelled');
    expect((await cup.matches()).map(({ state }) => state)).toEqual(['completed', 'cancelled', 'cancelled']);
    const late = await cup.report('1.1.1', 0, 1, 0);
    expect(codeOf(late)).toBe('409 match_not_open');
    expect(late.body).toMatchObject({ facts: { state: 'cancelled', reason: 'the tournament is cancelled' } });
    expect(codeOf(await cup.correct('1.1.0', { scores: [0, 1] }))).toBe('409 state_conflict');
  });
});

describe('a match that takes no result says why', () => {
  it.each([
    ['an entrant of the match is not known yet', '1.2.0'],
    ['the match is completed; the organizer may correct it', '1.1.0'],
  ])('%s', async (reason, key) => {
    const cup = await aBracket(4, single);
    ok(await cup.decide('1.1.0', 1, 0), 200);
    const answer = await cup.decide(key, 1, 0);
    expect(codeOf(answer)).toBe('409 match_not_open');
    expect(answer.body).toMatchObject({ facts: { reason } });
  });
});
