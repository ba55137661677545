// Acts on one match at one moment. They queue for the lock on the tournament, and each judges what it reads after it got the lock.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { type Answer, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { inLockOrder as inOrder } from '../../support/rules/lock-order.ts';
import { aBracket, standing } from '../../support/tournaments/brackets.ts';
import { aLiveTournament, matchesOf, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let other: Database;
beforeAll(() => {
  other = openDatabase(database.url, 1);
});
afterAll(() => other?.close());

const score = (...scores: number[]) => ({ scores });
const shown = (...scores: (number | null)[]) => ({ slots: scores.map((each) => ({ score: each })) });
const codeOf = ({ status, body }: Answer<{ code?: string; outcome?: string }>) =>
  `${status} ${body.code ?? body.outcome ?? ''}`.trim();

async function aMatch() {
  const stage = await aLiveTournament(2);
  const [match] = await matchesOf(stage);
  const personOf = (playerId: string | undefined) => stage.players.find(({ id }) => id === playerId) as Person;
  const [a, b] = [0, 1].map((slot) => personOf(match?.slots[slot]?.entrant?.playerId));
  const path = `/v1/matches/${match?.id}`;
  return {
    stage,
    path,
    report: (as: 'a' | 'b', body: object) => post(`${path}/reports`, { as: as === 'a' ? a : b, body }),
    confirm: (as: 'a' | 'b', body: object) => post(`${path}/confirmations`, { as: as === 'a' ? a : b, body }),
    decide: (body: object) => post(`${path}/decisions`, { as: stage.organizer, body }),
    cancel: () => post(`/v1/tournaments/${stage.id}/transitions`, { as: stage.organizer, body: { to: 'cancelled' } }),
  };
}

type Bracket = Awaited<ReturnType<typeof aBracket>>;
const transition = ({ id, organizer }: Bracket, to: string) =>
  post(`/v1/tournaments/${id}/transitions`, { as: organizer, body: { to } });

const inLockOrder = (tournamentId: string, acts: readonly (() => ReturnType<typeof post>)[]) =>
  inOrder(database.sql, other.sql, tournamentId, acts);

describe('a report that waits for', () => {
  it('the cancellation of the tournament is refused', async () => {
    const { stage, report, cancel, path } = await aMatch();
    const answers = await inLockOrder(stage.id, [cancel, () => report('a', score(2, 1))]);
    expect(answers.map(codeOf)).toEqual(['200', '409 match_not_open']);
    expect(ok(await get(path), 200)).toMatchObject({ state: 'cancelled', ...shown(null, null) });
    expect(
      await database.sql`SELECT 1 FROM event_outbox WHERE tournament_id = ${stage.id} AND type = 'result_reported'`,
    ).toEqual([]);
  });

  it('the same report of the other side confirms it', async () => {
    const { stage, report } = await aMatch();
    const answers = await inLockOrder(stage.id, [() => report('a', score(2, 1)), () => report('b', score(2, 1))]);
    expect(answers.map(codeOf)).toEqual(['200 reported', '200 confirmed']);
  });

  it('another report of the other side opens a dispute', async () => {
    const { stage, report, path } = await aMatch();
    const answers = await inLockOrder(stage.id, [() => report('b', score(2, 1)), () => report('a', score(1, 2))]);
    expect(answers.map(codeOf)).toEqual(['200 reported', '200 disputed']);
    expect(ok(await get(path), 200)).toMatchObject({ state: 'disputed', ...shown(2, 1) });
  });

  it('a decision is refused', async () => {
    const { stage, report, decide } = await aMatch();
    const answers = await inLockOrder(stage.id, [() => decide(score(0, 2)), () => report('a', score(2, 1))]);
    expect(answers.map(codeOf)).toEqual(['200 decided', '409 match_not_open']);
  });
});

describe('a cancellation that waits for', () => {
  it('a report cancels the tournament after it', async () => {
    const { stage, report, cancel } = await aMatch();
    const answers = await inLockOrder(stage.id, [() => report('a', score(2, 1)), cancel]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const types =
      await database.sql`SELECT type FROM event_outbox WHERE tournament_id = ${stage.id} ORDER BY seq DESC LIMIT 2`;
    expect(types.map(({ type }) => type)).toEqual(['tournament_state_changed', 'result_reported']);
  });
});

describe('a confirmation and a decision', () => {
  it('that come together complete the match once, with the score of the first', async () => {
    for (const isConfirmedFirst of [true, false]) {
      const { stage, path, report, confirm, decide } = await aMatch();
      ok(await report('a', score(2, 1)), 200);
      const acts = [() => confirm('b', score(2, 1)), () => decide(score(0, 2))];
      const answers = await inLockOrder(stage.id, isConfirmedFirst ? acts : acts.toReversed());
      expect(answers.map(codeOf)).toEqual([isConfirmedFirst ? '200 confirmed' : '200 decided', '409 match_not_open']);
      expect(ok(await get(path), 200)).toMatchObject({
        state: 'completed',
        ...(isConfirmedFirst ? shown(2, 1) : shown(0, 2)),
      });
    }
  });
});

describe('the end of a tournament that waits for', () => {
  it('the win of the losers’ champion in the grand final waits for the reset', async () => {
    const cup = await aBracket(2, { stages: [{ format: 'double_elimination', grandFinal: 'reset' }] });
    ok(await cup.decide('1.1.0', 1, 0), 200);
    const complete = () => transition(cup, 'completed');
    const answers = await inLockOrder(cup.id, [complete, () => cup.decide('3.1.0', 0, 1)]);
    expect(answers.map(codeOf)).toEqual(['409 matches_open', '200 decided']);
    const reset = await cup.match('3.2.0');
    expect(reset.state).toBe('ready');
    expect((await complete()).body).toMatchObject({ code: 'matches_open', facts: { matches: [reset.id] } });
  });
});

describe('an entrant who leaves beside a report', () => {
  it.each(['disqualify', 'withdraw'] as const)('(%s) loses the match either way', async (act) => {
    for (const isFirst of [true, false]) {
      const cup = await aBracket(4, { stages: [{ format: 'single_elimination' }] });
      const acts = [() => cup[act](cup.players[0]), () => cup.report('1.1.0', 0, 2, 1)];
      const answers = await inLockOrder(cup.id, isFirst ? acts : acts.toReversed());
      expect(answers.map(codeOf)).toEqual(isFirst ? ['200', '409 match_not_open'] : ['200 reported', '200']);
      const { outcome } = await cup.match('1.1.0');
      expect(outcome).toBe(isFirst ? 'walkover' : 'forfeit');
      expect(standing(await cup.match('1.2.0'))).toEqual([4, '?']);
    }
  });

  it('and a decision for the entrant of the same match never both count', async () => {
    const cup = await aBracket(4, { stages: [{ format: 'single_elimination' }] });
    const answers = await inLockOrder(cup.id, [() => cup.decide('1.1.0', 2, 1), () => cup.withdraw(cup.players[0])]);
    expect(answers.map(codeOf)).toEqual(['200 decided', '200']);
    expect(standing(await cup.match('1.2.0'))).toEqual(['forfeit', '?']);
    ok(await cup.decide('1.1.1', 2, 1), 200);
    expect(await cup.match('1.2.0')).toMatchObject({ state: 'completed', outcome: 'walkover' });
  });
});

describe('a decision beside a cancellation', () => {
  it('is refused after it, and stands before it', async () => {
    for (const isFirst of [true, false]) {
      const cup = await aBracket(4, { stages: [{ format: 'single_elimination' }] });
      const acts = [() => cup.decide('1.1.0', 2, 1), () => transition(cup, 'cancelled')];
      const answers = await inLockOrder(cup.id, isFirst ? acts : acts.toReversed());
      expect(answers.map(codeOf)).toEqual(isFirst ? ['200 decided', '200'] : ['200', '409 match_not_open']);
      const states = (await cup.matches()).map(({ state }) => state);
      expect(states).toEqual([isFirst ? 'completed' : 'cancelled', 'cancelled', 'cancelled']);
    }
  });
});

describe('two entrants of a lobby', () => {
  const lobby = { stages: [{ format: 'free_for_all', lobbySize: 4 }] };

  async function aReportedLobby() {
    const stage = await aLiveTournament(4, lobby);
    const [match] = await matchesOf(stage);
    const path = `/v1/matches/${match?.id}`;
    const as = (slot: number) => stage.players.find(({ id }) => id === match?.slots[slot]?.entrant?.playerId);
    ok(await post(`${path}/reports`, { as: as(0), body: score(4, 3, 2, 1) }), 200);
    return {
      ...{ stage, path },
      confirm: (slot: number) => post(`${path}/confirmations`, { as: as(slot), body: score(4, 3, 2, 1) }),
      dispute: (slot: number) => post(`${path}/reports`, { as: as(slot), body: score(4, 3, 1, 2) }),
    };
  }

  it('who confirm at one moment complete it once', async () => {
    const { stage, path, confirm } = await aReportedLobby();
    const answers = await inLockOrder(stage.id, [() => confirm(2), () => confirm(1), () => confirm(3)]);
    expect(answers.map(codeOf)).toEqual(['200 confirmed', '409 match_not_open', '409 match_not_open']);
    expect(ok(await get(path), 200)).toMatchObject({ state: 'completed', ...shown(4, 3, 2, 1) });
  });

  it('of whom one confirms and one disputes: the first decides', async () => {
    for (const isConfirmedFirst of [true, false]) {
      const { stage, path, confirm, dispute } = await aReportedLobby();
      const acts = [() => confirm(2), () => dispute(3)];
      const answers = await inLockOrder(stage.id, isConfirmedFirst ? acts : acts.toReversed());
      expect(answers.map(codeOf)).toEqual([isConfirmedFirst ? '200 confirmed' : '200 disputed', '409 match_not_open']);
      expect(ok(await get(path), 200).state).toBe(isConfirmedFirst ? 'completed' : 'disputed');
    }
  });
});

describe('many acts at once', () => {
  it('on one tournament never deadlock: each is answered by a rule', async () => {
    const stage = await aLiveTournament(8, { stages: [{ format: 'single_elimination', thirdPlaceMatch: true }] });
    const matches = await matchesOf(stage);
    const first = matches.filter(({ state }) => state === 'ready');
    const personOf = (side: { playerId: string } | null) => stage.players.find(({ id }) => id === side?.playerId);
    const before = await deadlocks();
    const acts = first.flatMap(({ id, slots }) => [
      ...slots.map(({ entrant }) => post(`/v1/matches/${id}/reports`, { as: personOf(entrant), body: score(2, 1) })),
      post(`/v1/matches/${id}/decisions`, { as: stage.organizer, body: score(2, 1) }),
      post(`/v1/tournaments/${stage.id}/transitions`, { as: stage.organizer, body: { to: 'completed' } }),
    ]);
    for (const answer of await Promise.all(acts)) expect(answer.status).toBeOneOf([200, 409]);
    expect((await matchesOf(stage)).filter(({ state }) => state === 'completed')).toHaveLength(first.length);
    expect(await deadlocks()).toBe(before);
  });
});

async function deadlocks(): Promise<number> {
  const [row] = await database.sql<{ deadlocks: number }[]>`
    SELECT deadlocks::integer FROM pg_stat_database WHERE datname = current_database()`;
  return row?.deadlocks ?? 0;
}
