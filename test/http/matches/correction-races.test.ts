// A correction beside other acts at one moment. They queue for the lock on the tournament, and each judges what it reads after it got the lock.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { type Answer, get, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { inLockOrder as inOrder } from '../../support/rules/lock-order.ts';
import { aBracket, standing } from '../../support/tournaments/brackets.ts';
import { ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let other: Database;
beforeAll(() => {
  other = openDatabase(database.url, 1);
});
afterAll(() => other?.close());
const codeOf = ({ status, body }: Answer<{ code?: string; outcome?: string }>) =>
  `${status} ${body.code ?? body.outcome ?? ''}`.trim();

type Bracket = Awaited<ReturnType<typeof aBracket>>;
const transition = ({ id, organizer }: Bracket, to: string) =>
  post(`/v1/tournaments/${id}/transitions`, { as: organizer, body: { to } });

const inLockOrder = (tournamentId: string, acts: readonly (() => ReturnType<typeof post>)[]) =>
  inOrder(database.sql, other.sql, tournamentId, acts);

describe('a correction', () => {
  const final = async () => {
    const cup = await aBracket(4, { stages: [{ format: 'single_elimination' }] });
    for (const key of ['1.1.0', '1.1.1']) ok(await cup.decide(key, 2, 1), 200);
    return cup;
  };
  const correct = (cup: Bracket, ...scores: number[]) => cup.correct('1.1.0', { scores });

  it('before a report of the next match takes the place of who reports', async () => {
    const cup = await final();
    const answers = await inLockOrder(cup.id, [() => correct(cup, 0, 1), () => cup.report('1.2.0', 0, 2, 1)]);
    expect(answers.map(codeOf)).toEqual(['200 corrected', '403 not_a_participant']);
    expect(await cup.match('1.2.0')).toMatchObject({ state: 'ready' });
    expect(standing(await cup.match('1.2.0'))).toEqual([4, 2]);
  });

  it('after a report of the next match is refused with that match', async () => {
    const cup = await final();
    const answers = await inLockOrder(cup.id, [() => cup.report('1.2.0', 0, 2, 1), () => correct(cup, 0, 1)]);
    expect(answers.map(codeOf)).toEqual(['200 reported', '409 matches_affected']);
    const { id, state } = await cup.match('1.2.0');
    expect(answers[1]?.body).toMatchObject({ facts: { matches: [id] } });
    expect([state, standing(await cup.match('1.2.0'))]).toEqual(['pending_result', [1, 2]]);
  });

  it('before the confirmation that completes the match is refused, after it accepted', async () => {
    for (const isFirst of [true, false]) {
      const cup = await aBracket(4, { stages: [{ format: 'single_elimination' }] });
      ok(await cup.report('1.1.0', 0, 2, 1), 200);
      const acts = [() => correct(cup, 0, 1), () => cup.confirm('1.1.0', 1, 2, 1)];
      const answers = await inLockOrder(cup.id, isFirst ? acts : acts.toReversed());
      expect(answers.map(codeOf)).toEqual(
        isFirst ? ['409 state_conflict', '200 confirmed'] : ['200 confirmed', '200 corrected'],
      );
      expect(standing(await cup.match('1.2.0'))).toEqual([isFirst ? 1 : 4, '?']);
    }
  });

  it('beside another one leaves the later of the two', async () => {
    for (const isFirst of [true, false]) {
      const cup = await final();
      const acts = [() => correct(cup, 0, 1), () => correct(cup, 3, 1)];
      const answers = await inLockOrder(cup.id, isFirst ? acts : acts.toReversed());
      expect(answers.map(codeOf)).toEqual(['200 corrected', '200 corrected']);
      expect(standing(await cup.match('1.2.0'))).toEqual([isFirst ? 1 : 4, 2]);
    }
  });

  it('beside the end of the tournament is in the placements, or refused', async () => {
    for (const isFirst of [true, false]) {
      const cup = await aBracket(2);
      ok(await cup.decide('1.1.0', 2, 1), 200);
      const acts = [() => correct(cup, 0, 1), () => transition(cup, 'completed')];
      const answers = await inLockOrder(cup.id, isFirst ? acts : acts.toReversed());
      // Completing takes the lock twice: a correction may come in between.
      const corrected = answers[isFirst ? 0 : 1];
      if (corrected !== undefined) expect(codeOf(corrected)).toBeOneOf(['200 corrected', '409 state_conflict']);
      expect(answers[isFirst ? 1 : 0]?.status).toBe(200);
      expect((await cup.placements())[0]).toEqual([corrected?.status === 200 ? 'Player 2' : 'Player 1', 1]);
    }
  });
});

describe('a correction in a stage that others follow', () => {
  const stages = [
    { format: 'round_robin' },
    { format: 'single_elimination', entrants: { from: 'ranking', perGroup: 2 } },
  ];
  const act = (cup: Bracket, number: number, name: 'starts' | 'completions') =>
    post(`/v1/tournaments/${cup.id}/stages/${number}/${name}`, { as: cup.organizer, body: {} });
  const entrantsOf = async (cup: Bracket, number: number): Promise<{ registrationId: string; rank: number | null }[]> =>
    ok(await get(`/v1/tournaments/${cup.id}/stages/${number}`), 200).entrants;

  /** The better seed has won each match; the first one is corrected. */
  async function aPlayedStage() {
    const cup = await aBracket(3, { stages });
    for (const { group, round, position, slots } of await cup.matches()) {
      const isFirst = (slots[0]?.entrant?.seed ?? 0) < (slots[1]?.entrant?.seed ?? 0);
      ok(await cup.decide(`${group}.${round}.${position}`, ...(isFirst ? [2, 0] : [0, 2])), 200);
    }
    const third = (await cup.matches()).find(({ slots }) => slots.every(({ entrant }) => entrant?.seed !== 1));
    const key = `${third?.group}.${third?.round}.${third?.position}`;
    const scores = third?.slots[0]?.entrant?.seed === 3 ? [2, 0] : [0, 2];
    return { cup, correct: () => cup.correct(key, { scores }) };
  }
  const seedsOf = async (cup: Bracket, number: number) => {
    const order = (await entrantsOf(cup, 1)).map(({ registrationId }) => registrationId);
    return (await entrantsOf(cup, number)).map(({ registrationId }) => 1 + order.indexOf(registrationId));
  };

  it('beside the completion of the stage counts for those who go on, or is refused', async () => {
    for (const isFirst of [true, false]) {
      const { cup, correct } = await aPlayedStage();
      const complete = () => act(cup, 1, 'completions');
      const answers = await inLockOrder(cup.id, isFirst ? [correct, complete] : [complete, correct]);
      // Completing takes the lock twice: a correction may come in between.
      const corrected = answers[isFirst ? 0 : 1];
      if (isFirst) expect(corrected?.status).toBe(200);
      if (corrected !== undefined) expect(codeOf(corrected)).toBeOneOf(['200 corrected', '409 state_conflict']);
      expect(answers[isFirst ? 1 : 0]?.status).toBe(200);
      ok(await act(cup, 2, 'starts'), 200);
      expect(await seedsOf(cup, 2)).toEqual([1, corrected?.status === 200 ? 3 : 2]);
    }
  });

  it('beside the start of the next stage is refused, and the entrants of that stage stay', async () => {
    for (const isFirst of [true, false]) {
      const { cup, correct } = await aPlayedStage();
      ok(await act(cup, 1, 'completions'), 200);
      const start = () => act(cup, 2, 'starts');
      const answers = await inLockOrder(cup.id, isFirst ? [correct, start] : [start, correct]);
      expect([answers[isFirst ? 0 : 1], answers[isFirst ? 1 : 0]].map((answer) => answer && codeOf(answer))).toEqual([
        '409 state_conflict',
        '200',
      ]);
      expect(await seedsOf(cup, 2)).toEqual([1, 2]);
    }
  });
});
