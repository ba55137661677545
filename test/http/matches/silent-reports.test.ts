// Reports that nobody answers in time, as clients meet them: every read and every act takes them for confirmed.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '../../../src/db/client.ts';
import { type Answer, aPerson, get, type Person, post } from '../../support/isolate/api.ts';
import { useDatabase } from '../../support/isolate/database.ts';
import { inLockOrder } from '../../support/rules/lock-order.ts';
import { aBracket, standing } from '../../support/tournaments/brackets.ts';
import { move, ok } from '../../support/tournaments/tournament.ts';

const database = useDatabase();
let other: Database;
beforeAll(() => {
  other = openDatabase(database.url, 1);
});
afterAll(() => other?.close());

const codeOf = ({ status, body }: Answer<{ code?: string; outcome?: string }>) =>
  `${status} ${body.code ?? body.outcome ?? ''}`.trim();

/** Four entrants; the first semifinal was reported, and nobody answered for so many minutes. */
async function aSilentReport(minutes = 15, fields: Record<string, unknown> = {}) {
  const cup = await aBracket(4, { stages: [{ format: 'single_elimination' }], ...fields });
  ok(await cup.decide('1.1.1', 2, 1), 200);
  const { id } = await cup.match('1.1.0');
  ok(await cup.report('1.1.0', 0, 2, 1), 200);
  const path = `/v1/matches/${id}`;
  const playerIn = async (slot: number) => {
    const { slots } = await cup.match('1.1.0');
    return cup.players.find((player) => player.id === slots[slot]?.entrant?.playerId) as Person;
  };
  const answerer = await playerIn(1);
  await database.sql`UPDATE tournament_match SET reported_at = reported_at - make_interval(mins => ${minutes}) WHERE id = ${id}`;
  return { cup, id, path, answerer };
}

const body = { scores: [2, 1] };

describe('a report that nobody answered for 15 minutes', () => {
  it('is confirmed in every read, and the winner stands in the next match', async () => {
    for (const read of ['match', 'own'] as const) {
      const { cup, id, path, answerer } = await aSilentReport();
      const seen = {
        match: async () => ok(await get(path), 200),
        own: async () => ok(await get('/v1/me/matches', { as: answerer }), 200).items.find(isMeant(id)),
      };
      expect(await seen[read]()).toMatchObject({ state: 'completed', outcome: 'played', confirmsAt: null });
      expect(standing(await cup.match('1.2.0'))).toEqual([1, 2]);
      const { items } = ok(await get(`${path}/results`), 200);
      expect(items).toMatchObject([
        { kind: 'silence', slot: null, scores: [2, 1], isSuperseded: false },
        { kind: 'report', slot: 0, scores: [2, 1], isSuperseded: false },
      ]);
    }
  });

  it('is confirmed for every act, also on the match after it', async () => {
    const late = await aSilentReport();
    expect(codeOf(await post(`${late.path}/reports`, { as: late.answerer, body: { scores: [0, 2] } }))).toBe(
      '409 match_not_open',
    );
    const before = await aSilentReport();
    const [final] = await database.sql`
      SELECT id FROM tournament_match WHERE tournament_id = ${before.cup.id} AND round = 2`;
    const reported = await post(`/v1/matches/${final?.id}/reports`, { as: before.cup.players[0], body });
    expect(codeOf(reported)).toBe('200 reported');
    const corrected = await aSilentReport();
    expect(codeOf(await corrected.cup.correct('1.1.0', { scores: [0, 1] }))).toBe('200 corrected');
    const forfeited = await aSilentReport();
    expect(
      codeOf(await post(`${forfeited.path}/forfeits`, { as: forfeited.cup.organizer, body: { absent: [0] } })),
    ).toBe('409 match_not_open');
    const left = await aSilentReport();
    ok(await left.cup.withdraw(left.answerer), 200);
    expect(await left.cup.match('1.1.0')).toMatchObject({ outcome: 'played' });
  });

  it('is confirmed for the organizer who completes or cancels the tournament', async () => {
    const { cup } = await aSilentReport();
    ok(await cup.decide('1.2.0', 2, 1), 200);
    await move(cup, 'completed');
    const { cup: cancelled } = await aSilentReport();
    await move(cancelled, 'cancelled');
    expect([(await cancelled.match('1.1.0')).state, (await cancelled.match('1.2.0')).state]).toEqual([
      'completed',
      'cancelled',
    ]);
  });

  it('and a dispute at that moment have one outcome, in either order', async () => {
    for (const isReadFirst of [true, false]) {
      const { cup, path, answerer } = await aSilentReport();
      const acts = [() => get(path), () => post(`${path}/reports`, { as: answerer, body: { scores: [0, 2] } })];
      const order = isReadFirst ? acts : acts.toReversed();
      const answers = await inLockOrder(database.sql, other.sql, cup.id, order);
      expect((isReadFirst ? answers : answers.toReversed()).map(({ status }) => status)).toEqual([200, 409]);
      expect(await cup.match('1.1.0')).toMatchObject({ state: 'completed', slots: [{ score: 2 }, { score: 1 }] });
      const events = await database.sql`
        SELECT 1 FROM event_outbox WHERE tournament_id = ${cup.id} AND payload ->> 'matchId' = ${(await cup.match('1.1.0')).id}
          AND type NOT IN ('match_ready', 'result_reported')`;
      expect(events).toHaveLength(1);
    }
  });
});

describe('a report', () => {
  it('waits for 15 minutes, as long as the organizer says, or for ever', async () => {
    const usual = await aSilentReport(14);
    expect(await usual.cup.match('1.1.0')).toMatchObject({ state: 'pending_result', confirmsAt: expect.any(String) });
    const short = await aSilentReport(14, { autoConfirmMinutes: 14 });
    expect(await short.cup.match('1.1.0')).toMatchObject({ state: 'completed' });
    const never = await aSilentReport(9_000, { autoConfirmMinutes: 0 });
    expect(await never.cup.match('1.1.0')).toMatchObject({ state: 'pending_result', confirmsAt: null });
    const organizer = await aPerson({ roles: ['organizer'] });
    const fields = { title: 'Open', capacity: 2, startsAt: '2030-01-01T10:00:00Z' };
    for (const autoConfirmMinutes of [-1, 1441, 1.5, null]) {
      const refused = await post('/v1/tournaments', { as: organizer, body: { ...fields, autoConfirmMinutes } });
      expect(codeOf(refused)).toBe('422 invalid_request');
    }
  });
});

const isMeant = (id: string) => (match: { readonly id: string }) => match.id === id;
